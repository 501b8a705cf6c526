import { z } from 'zod'
import { isFarOff } from '../../domain/capaian.ts'
import { isSameReport } from '../../domain/requests/requests.ts'
import type { ReportKey, ReportingFacts } from '../../domain/requests/requests.ts'
import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeTyped } from '../../text/write-figure.ts'
import { line, message } from '../say.ts'
import { says } from '../session.ts'
import type { Session, Setting, Turn } from '../session.ts'
import { finished, open, take, takeUp } from '../engine.ts'
import type { Conversation } from '../engine.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { assessDraft, ratedNow } from './card.ts'
import { evidenceOf } from './evidence.ts'
import type { IncomingFile } from '../../message/incoming.ts'
import { evidenceCount, Key, newDraft, ReportDraft, typedAhead } from './draft.ts'
import type { Walk } from './draft.ts'
import { finishReport } from './finish.ts'
import { takeValue } from './read-value.ts'
import { confirmStep, evidenceStep, expectedStep, newerStep, noteStep } from './steps-after.ts'
import { causeStep, farStep } from './steps-doubt.ts'
import { inputStep, missingInput, zeroInputs } from './steps-input.ts'
import { moneyStep, whichMoneyStep } from './steps-money.ts'
import { takeCaption, valueStep, whichStep } from './steps-value.ts'
import { cardName, indicatorOf } from './subject.ts'
import { refusedSave } from './refused-save.ts'

/** So far off that the figure itself is asked about before its cause: percent of the target. */
const unbelievable = { below: 10, above: 150 }

/** Reporting one figure: the value, what follows from it, and Simpan. */
export const report: Conversation<ReportDraft, ReportingFacts> = {
  name: 'report',
  version: 1,
  draft: ReportDraft,
  steps: {
    value: valueStep,
    which: whichStep,
    input: inputStep,
    money: moneyStep,
    'which-money': whichMoneyStep,
    note: noteStep,
    expected: expectedStep,
    far: farStep,
    cause: causeStep,
    evidence: evidenceStep,
    newer: newerStep,
    confirm: confirmStep,
  },
  facts: (draft) => know({ ask: 'reporting', ...draft.key }),
  next: missingStep,
  finish: (draft, facts, setting) => finishReport(draft, facts, setting, openReport),
  summary: (draft, texts) =>
    [
      draft.typed
        ? texts.plain('report.summary-typed', { name: draft.name, typed: draft.typed })
        : texts.plain('report.summary', { name: draft.name }),
      ...typedAhead(draft.walk, texts),
    ].join('; '),
}

/** The step that a draft waits for; `finish` when it may be saved or left. */
export function missingStep(draft: ReportDraft, facts: ReportingFacts): string {
  if (draft.leave && draft.leave !== 'save') return finished
  // Before anything is saved: a formula that divides by 0 has no value, whatever the draft says.
  if (draft.figure?.kind !== 'not-yet-published' && zeroInputs(draft, facts).length > 0) return 'input'
  if (draft.leave) return finished
  if (draft.newer) return 'newer'
  if (draft.pending) return 'which'
  if (draft.pendingMoney) return 'which-money'
  if (!draft.figure && missingInput(draft, facts)) return 'input'
  if (!draft.figure || draft.wants === 'value') return 'value'
  if (draft.wants) return draft.wants
  if (draft.figure.kind === 'not-yet-published') return draft.settled.includes('expected') || draft.figure.expected ? 'confirm' : 'expected'
  const rated = ratedNow(assessDraft(draft, facts, draft.figure), facts)
  const { shown } = rated
  const unbelieved = shown !== undefined && (shown.lt(unbelievable.below) || shown.gt(unbelievable.above))
  if (unbelieved && !draft.settled.includes('far')) return 'far'
  const explained = draft.cause !== undefined && !draft.settled.includes('caption')
  if (isFarOff(rated, facts.plan.agency.rules) && !explained && !draft.settled.includes('cause')) return 'cause'
  if (indicatorOf(facts).evidence === 'required' && evidenceCount(draft) === 0 && !draft.settled.includes('evidence')) return 'evidence'
  return 'confirm'
}

/** Opens the report of an indicator and period; `text` is an answer that came with it. */
export function* openReport(
  setting: Setting,
  key: ReportKey,
  more: { text?: string; walk?: Walk; before?: Part[]; files?: IncomingFile[] } = {},
): Talk<Turn> {
  const { texts } = setting
  const begun = [setting.active, ...setting.suspended].find((session) => session && isAbout(session, key))
  if (begun)
    return more.text === undefined
      ? yield* takeUp(report, begun, setting)
      : yield* take(report, begun, { kind: 'text', text: more.text }, setting)
  const facts = yield* know({ ask: 'reporting', ...key })
  if (!facts) return says(message([line(texts, 'talk.not-available')]))
  const refused = refusedSave(facts, texts)
  if (refused) return says(refused)
  // Money and evidence of the version in force go along: who corrects a figure has not taken them back.
  const draft: ReportDraft = {
    ...newDraft(key, cardName(facts), facts.latest?.number ?? 0, more.walk),
    evidence: evidenceOf(more.files ?? []),
    kept: facts.latest?.evidence ?? 0,
    ...(facts.latest?.money && { money: facts.latest.money }),
  }
  const before = [...(more.before ?? []), ...(more.walk ? place(more.walk, setting) : [])]
  // Evidence alone, for a figure that is reported already: the figure stays, in a version of its own.
  if (more.text === undefined && more.files && facts.latest)
    return yield* open(
      report,
      {
        ...draft,
        figure: facts.latest.figure,
        ...(facts.latest.cause && { cause: facts.latest.cause }),
        settled: ['far', 'cause', 'expected'],
      },
      setting,
      before,
    )
  if (more.text === undefined) return yield* open(report, draft, setting, before)
  if (missingInput(draft, facts)) {
    const count = indicatorOf(facts).composite?.inputs.length ?? 0
    return yield* open(report, draft, setting, [...before, line(texts, 'report.input-typed', { count, text: more.text })])
  }
  const read = (more.files ? takeCaption : takeValue)(more.text, draft, facts, texts)
  // Reported meanwhile, on another device or by a colleague: the card alone would not tell that it replaces something.
  const already = facts.latest ? [reportedBefore(facts.latest, facts, texts)] : []
  if (read.kind === 'understood') return yield* open(report, read.draft, setting, [...before, ...already])
  return yield* open(report, draft, setting, [...before, ...read.parts])
}

const reportedBefore = ({ figure, state }: NonNullable<ReportingFacts['latest']>, facts: ReportingFacts, texts: Texts): Part =>
  line(texts, 'report.reported-before', {
    value: writeTyped(figure, indicatorOf(facts), texts),
    state: texts.plain(`report.state.${state}`),
  })

/** Whether a session is the unfinished report of this very indicator and period. */
const About = z.object({ now: z.object({ key: Key }) })
function isAbout(session: Session, key: ReportKey): boolean {
  const read = About.safeParse(session.state)
  return session.name === 'report' && read.success && isSameReport(read.data.now.key, key)
}

const place = (walk: Walk, setting: Setting): Part[] =>
  walk.queue.length > 1 ? [line(setting.texts, 'report.walk-place', { number: walk.at + 1, count: walk.queue.length })] : []
