import type { ReportingFacts } from '../../domain/requests.ts'
import { writeQuarter } from '../../text/write-date.ts'
import { writeFigure, writeTarget } from '../../text/write-figure.ts'
import { writePercent } from '../../text/write-number.ts'
import { readUnit } from '../../text/write-unit.ts'
import type { Texts } from '../../text/texts.ts'
import type { Choice, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { readWord } from '../words.ts'
import { assessDraft, card, ratedNow, shortValue } from './card.ts'
import { settle, without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { expectedChoices, expectedMonth } from './expected.ts'
import { readingOf, takeValue } from './read-value.ts'
import { takeFiles, takeLink } from './evidence.ts'
import { aboutReport, cardName, indicatorOf, periodOf, targetText } from './subject.ts'

type ReportStep = Step<ReportDraft, ReportingFacts>
const figureOf = (draft: ReportDraft) => {
  if (!draft.figure) throw new Error('this step comes after the figure')
  return draft.figure
}

/** Far off the target: asked, not refused. */
export const farStep: ReportStep = {
  accepts: ['text', 'choice'],
  ask: (draft, facts, texts) => {
    const figure = figureOf(draft)
    const rated = ratedNow(assessDraft(draft, facts, figure), facts)
    const value = shortValue(figure, indicatorOf(facts), texts)
    const percent = rated.shown ? writePercent(rated.shown, texts.locale, facts.plan.agency.rules.decimals) : ''
    const how = line(texts, rated.shown?.gt(100) ? 'report.far-above' : 'report.far-below', {
      percent,
      value,
      target: targetText(facts, texts),
    })
    const rest = [before(facts, texts), texts.plain('report.far-question', { value })].filter((sentence) => sentence !== undefined)
    return {
      parts: [line(texts, 'report.ask', { period: periodOf(facts.key, texts), name: cardName(facts) }), how, spans(rest.join(' '))],
      choices: [
        [
          { id: 'right', label: texts.plain('report.choice.yes-value', { value }), style: 'primary' },
          { id: 'change', label: texts.plain('report.change-figure') },
        ],
      ],
      about: aboutReport(facts),
    }
  },
  read: (said, draft, facts, texts) => {
    if (said.kind === 'text')
      return readWord(said.text) === 'yes' ? { kind: 'understood', draft: settle(draft, 'far') } : takeValue(said.text, draft, facts, texts)
    if (said.kind !== 'choice') return { kind: 'refused', parts: farStep.help(draft, facts, texts) }
    return { kind: 'understood', draft: said.id === 'right' ? settle(draft, 'far') : { ...draft, wants: 'value' } }
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}

/** “TW II: 8 dari 20.” The quarter before, to measure an unlikely figure by. */
function before(facts: ReportingFacts, texts: Texts): string | undefined {
  const { quarter } = facts.key
  const earlier = facts.reported.find((report) => quarter > 1 && report.quarter === quarter - 1)
  if (earlier?.quarter === undefined || earlier.quarter === 'year') return undefined
  const indicator = { ...indicatorOf(facts), unit: readUnit(indicatorOf(facts).unit).kind === 'percent' ? '%' : '' }
  const values = { quarter: writeQuarter(earlier.quarter, texts), value: writeFigure(earlier.figure, indicator, texts) }
  const target = indicator.targets.quarters[earlier.quarter - 1]
  return target
    ? texts.plain('report.far-before', { ...values, target: writeTarget(target, indicator, texts) })
    : texts.plain('report.far-before-plain', values)
}

/** The cause in the officer's own words, where the capaian is far off. Shows the card first: the figure is what the cause is about. */
export const causeStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => ({
    parts: [...card(draft, facts, figureOf(draft), texts), line(texts, 'report.cause')],
    choices: [
      [
        { id: 'skip', label: texts.plain('common.skip') },
        { id: 'change', label: texts.plain('report.change-figure') },
      ],
    ],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files')
      return takeFiles(said, draft, (caption, given) => ({
        kind: 'understood',
        draft: settle({ ...given, cause: caption.trim() }, 'cause'),
      }))
    if (said.kind === 'choice') return { kind: 'understood', draft: { ...draft, wants: 'value' } }
    const link = takeLink(said.text, draft)
    if (link) return link
    // A bare number here is a correction of the figure, not a cause.
    if (readingOf(said.text, facts, texts).kind === 'understood') return takeValue(said.text, draft, facts, texts)
    return { kind: 'understood', draft: settle({ ...draft, cause: said.text.trim() }, 'cause') }
  },
  skip: (draft) => settle(draft, 'cause'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-cause'))],
}

/** A note that nobody asked for. */
export const noteStep: ReportStep = {
  accepts: ['text', 'files'],
  ask: (_draft, facts, texts) => ({
    parts: [line(texts, 'report.note')],
    choices: [[{ id: 'skip', label: texts.plain('common.skip') }]],
    about: aboutReport(facts),
  }),
  read: (said, draft) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    return {
      kind: 'understood',
      draft: settle({ ...without(draft, 'wants'), cause: said.kind === 'text' ? said.text.trim() : '' }, 'cause'),
    }
  },
  skip: (draft) => without(draft, 'wants'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-cause'))],
}

/** Evidence where the indicator demands it: a file, a photo, or a link. It may follow later; then the verifier sees that it is missing. */
export const evidenceStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => ({
    parts: [...card(draft, facts, figureOf(draft), texts).slice(0, 2), line(texts, 'report.evidence')],
    choices: [[{ id: 'skip', label: texts.plain('report.evidence-later') }]],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    if (said.kind === 'choice') return { kind: 'refused', parts: evidenceStep.help(draft, facts, texts) }
    return takeLink(said.text, draft) ?? { kind: 'refused', parts: [line(texts, 'report.evidence-link', { text: said.text.trim() })] }
  },
  skip: (draft) => settle(draft, 'evidence'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-evidence'))],
}

/** When a figure that is not yet published is expected. */
export const expectedStep: ReportStep = {
  accepts: ['choice', 'text'],
  ask: (draft, facts, texts) => ({
    parts: [...card(draft, facts, figureOf(draft), texts), line(texts, 'report.expected')],
    choices: expectedChoices(texts),
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'text') return takeValue(said.text, draft, facts, texts)
    if (said.kind !== 'choice') return { kind: 'refused', parts: expectedStep.help(draft, facts, texts) }
    const expected = expectedMonth(said.id, facts.today)
    return {
      kind: 'understood',
      draft: settle({ ...draft, figure: { kind: 'not-yet-published', ...(expected && { expected }) } }, 'expected'),
    }
  },
  skip: (draft) => settle(draft, 'expected'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}

/** The card with everything understood, before it is saved. */
export const confirmStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => ({
    parts: card(draft, facts, figureOf(draft), texts, 'say-missing'),
    choices: confirmChoices(draft, facts, texts),
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    if (said.kind === 'choice') {
      const input = /^input-(.+)$/.exec(said.id)?.[1]
      if (input)
        return {
          kind: 'understood',
          draft: { ...without(draft, 'figure'), inputs: Object.fromEntries(Object.entries(draft.inputs).filter(([key]) => key !== input)) },
        }
      if (said.id === 'save') return { kind: 'understood', draft: { ...draft, leave: 'save' } }
      if (said.id === 'money' || said.id === 'note') return { kind: 'understood', draft: { ...draft, wants: said.id } }
      return { kind: 'understood', draft: { ...draft, wants: 'value' } }
    }
    const link = takeLink(said.text, draft)
    if (link) return link
    const word = readWord(said.text)
    if (word === 'save' || word === 'yes') return { kind: 'understood', draft: { ...draft, leave: 'save' } }
    // Words here are a note; a number is a new figure.
    const worded = said.text.trim().split(/\s+/).length > 2 && readingOf(said.text, facts, texts).kind === 'refused'
    if (worded) return { kind: 'understood', draft: settle({ ...draft, cause: said.text.trim() }, 'cause') }
    return takeValue(said.text, draft, facts, texts)
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-confirm'))],
}

function confirmChoices(draft: ReportDraft, facts: ReportingFacts, texts: Texts): Choice[][] {
  const first: Choice[] = [{ id: 'save', label: texts.plain('common.save'), style: 'primary' }]
  const { composite } = indicatorOf(facts)
  const inputs =
    composite && Object.keys(draft.inputs).length > 0
      ? composite.inputs.map((input, i) => ({ id: `input-${input.key}`, label: texts.plain('report.input-change', { number: i + 1 }) }))
      : []
  if (inputs.length === 0) first.push({ id: 'change', label: texts.plain('common.change') })
  first.push({ id: 'cancel', label: texts.plain('common.cancel') })
  const second: Choice[] = []
  const [row] = facts.plan.budget
  if (row && !draft.money && !row.ceiling.isZero()) second.push({ id: 'money', label: texts.plain('report.add-money') })
  if (!draft.cause) second.push({ id: 'note', label: texts.plain('report.add-note') })
  return [first, ...chunk(inputs), ...(second.length > 0 ? [second] : [])]
}

const chunk = (choices: Choice[]): Choice[][] => {
  const inRow = choices.length === 4 ? 2 : 3
  return Array.from({ length: Math.ceil(choices.length / inRow) }, (_, i) => choices.slice(i * inRow, (i + 1) * inRow))
}

/** Somebody reported meanwhile: both figures are shown, and the officer decides. */
export const newerStep: ReportStep = {
  accepts: ['choice'],
  ask: (draft, facts, texts) => ({
    parts: [
      line(texts, 'report.newer', {
        by: draft.newer?.by ?? '',
        theirs: draft.newer?.value ?? '',
        at: draft.newer?.at ?? '',
        mine: draft.figure ? shortValue(draft.figure, indicatorOf(facts), texts) : '',
      }),
    ],
    choices: [
      [
        { id: 'mine', label: texts.plain('report.use-mine') },
        { id: 'theirs', label: texts.plain('report.leave-theirs') },
      ],
    ],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind !== 'choice') return { kind: 'refused', parts: newerStep.help(draft, facts, texts) }
    if (said.id === 'mine')
      return { kind: 'understood', draft: { ...without(draft, 'newer'), base: draft.newer?.number ?? draft.base, leave: 'save' } }
    return { kind: 'understood', draft: { ...draft, leave: 'theirs' } }
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}
