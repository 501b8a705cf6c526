import type { Outcomes, ReportingFacts } from '../../domain/requests/requests.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { both, button, nothing, onceButton, says } from '../session.ts'
import type { Setting } from '../session.ts'
import { line, message, spans } from '../say.ts'
import type { Finish, Opening } from '../engine.ts'
import { writeTyped, writeTarget } from '../../text/write-figure.ts'
import { writeDate, writeMoment } from '../../text/write-date.ts'
import { evidenceCount, typedAhead, without } from './draft.ts'
import type { ReportDraft, Walk } from './draft.ts'
import type { openReport } from './report.ts'
import { indicatorOf, periodOf } from './subject.ts'
import { tellVerifiers } from '../verify/tell-verifiers.ts'

type Open = typeof openReport

/** Saves the report, or leaves it as the officer said: to the next of a walk, back, stopped, or with the other's figure. */
export function* finishReport(draft: ReportDraft, facts: ReportingFacts, setting: Setting, openNext: Open): Talk<Finish<ReportDraft>> {
  const { texts } = setting
  switch (draft.leave) {
    case 'next':
    case 'previous':
      return yield* alongWalk(draft, draft.leave, setting, openNext)
    case 'stop': {
      const { items } = yield* know({ ask: 'tasks' })
      const left = items.filter((t) => t.state === 'due' || t.state === 'late').length
      const ahead = typedAhead(draft.walk, texts)
      const unsaved = ahead.length > 0 ? [line(texts, 'report.stopped-typed', { list: ahead.join('; ') })] : []
      return { kind: 'ended', turn: says(message([line(texts, 'report.stopped', { count: left }), ...unsaved])) }
    }
    case 'theirs':
      return {
        kind: 'ended',
        turn: says(message([line(texts, 'report.left-theirs', { by: draft.newer?.by ?? '', value: draft.newer?.value ?? '' })])),
      }
    case 'save':
    case undefined:
      return yield* save(draft, facts, setting, openNext)
  }
}

function* save(draft: ReportDraft, facts: ReportingFacts, setting: Setting, openNext: Open): Talk<Finish<ReportDraft>> {
  const { texts } = setting
  if (!draft.figure) throw new Error('a report is saved with a figure')
  const outcome = yield* have({
    do: 'submit-report',
    ...draft.key,
    figure: draft.figure,
    ...(draft.money && { money: draft.money }),
    ...(draft.cause && { cause: draft.cause }),
    evidence: draft.evidence,
    basedOn: draft.base,
  })
  switch (outcome.kind) {
    case 'newer': {
      const { theirs } = outcome
      const newer = {
        by: theirs.by.name,
        value: writeTyped(theirs.figure, theirs, texts),
        at: writeMoment(theirs.at, setting.viewer.zone, texts),
        number: theirs.number,
      }
      return { kind: 'goes-on', draft: { ...without(draft, 'leave'), newer } }
    }
    case 'refused':
      return {
        kind: 'ended',
        turn: says(
          message([
            line(texts, `report.refused-save.${outcome.why}`, {
              period: periodOf(draft.key, texts),
              date: writeDate(outcome.why === 'not-open' ? facts.opens : facts.lock, texts, 'long'),
              name: draft.name,
            }),
          ]),
        ),
      }
    case 'submitted': {
      // What was typed for the next one already follows by itself: then nothing is asked.
      const next = draft.walk ? nextOf(draft.walk) : undefined
      const then = next?.texts?.[String(next.at)] === undefined ? undefined : walkOn(next, openNext)
      const followed = then ? { ...outcome, next: undefined } : outcome
      const said = both(says(saved(followed, draft, facts, setting)), tellVerifiers(outcome.version, setting))
      return { kind: 'ended', turn: said, ...(then && { then }) }
    }
  }
}

type Submitted = Extract<Outcomes['submit-report'], { kind: 'submitted' }>

/** “Tersimpan, menunggu verifikasi. Tinggal 2 lagi. Lanjut ke …?” */
function saved(
  outcome: Omit<Submitted, 'next'> & { next?: Submitted['next'] | undefined },
  draft: ReportDraft,
  facts: ReportingFacts,
  setting: Setting,
) {
  const { texts } = setting
  const { version, remaining, next, hasTasks } = outcome
  const sentences = [version.number > 1 ? texts.plain('report.saved-change', { number: version.number }) : texts.plain('report.saved')]
  const money = facts.plan.budget[0] && !facts.plan.budget[0].ceiling.isZero() && !draft.money
  if (money) sentences.push(texts.plain('report.saved-money-missing'))
  if (indicatorOf(facts).evidence === 'required' && evidenceCount(draft) === 0) sentences.push(texts.plain('report.saved-evidence-missing'))
  if (remaining === 0 && hasTasks) sentences.push(texts.plain('report.all-done'))
  if (next && remaining > 0) {
    const values = { name: next.name, period: periodOf(next, texts), target: writeTarget(next.target, next, texts) }
    const same = next.year === draft.key.year && next.quarter === draft.key.quarter
    const question = next.target
      ? texts.plain(same ? 'report.next' : 'report.next-other', values)
      : texts.plain('report.next-plain', { name: next.name })
    sentences.push(texts.plain('report.left', { count: remaining }), question)
  } else if (remaining > 0) sentences.push(texts.plain('report.left', { count: remaining }))
  const undo = [
    button(texts.plain('report.correct'), { kind: 'report', ...draft.key }),
    button(texts.plain('report.withdraw'), { kind: 'withdraw', versionId: version.versionId }),
  ]
  const on =
    next && remaining > 0
      ? [
          onceButton(
            texts.plain('common.next'),
            { kind: 'walk', from: { indicatorId: next.indicatorId, year: next.year, quarter: next.quarter } },
            'primary',
          ),
          onceButton(texts.plain('common.later'), { kind: 'dismiss' }),
        ]
      : []
  return message([spans(sentences.join(' '))], {
    buttons: on.length > 0 ? [on, undo] : [undo],
    about: { kind: 'indicator', agencyId: facts.agencyId, ...draft.key },
  })
}

const nextOf = (walk: Walk): Walk | undefined => (walk.at + 1 < walk.queue.length ? { ...walk, at: walk.at + 1 } : undefined)

const walkOn = (walk: Walk, openNext: Open): Opening => ({
  open: function* (setting) {
    const key = walk.queue[walk.at]
    if (!key) return nothing
    const text = walk.texts?.[String(walk.at)]
    return yield* openNext(setting, key, { walk, ...(text !== undefined && { text }) })
  },
})

function* alongWalk(draft: ReportDraft, way: 'next' | 'previous', setting: Setting, openNext: Open): Talk<Finish<ReportDraft>> {
  const { walk } = draft
  const to = walk && { ...walk, at: walk.at + (way === 'next' ? 1 : -1) }
  if (to?.queue[to.at]) return { kind: 'ended', turn: nothing, then: walkOn(to, openNext) }
  const { items } = yield* know({ ask: 'tasks' })
  const left = items.filter((t) => t.state === 'due' || t.state === 'late').length
  return { kind: 'ended', turn: says(message([line(setting.texts, left > 0 ? 'report.stopped' : 'report.all-done', { count: left })])) }
}
