import type { Figure, Target } from '../../domain/figure.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import { quarters } from '../../domain/period.ts'
import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeQuarter } from '../../text/write-date.ts'
import { writeTyped, writeTarget } from '../../text/write-figure.ts'
import { writeUnit } from '../../text/write-unit.ts'
import type { Choice, Prompt, Read, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { readWord } from '../words.ts'
import { d } from '../../domain/decimal.ts'
import { isOnlyFraction } from '../../domain/typed/plausible.ts'
import { isProse } from '../../domain/typed/prose.ts'
import { moneyLine, shortValue } from './card.ts'
import { anew, evidenceCount, settle, withCaption, withFigure, without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { takeFiles, takeLinks } from './evidence.ts'
import { exampleOf, measuresOf, readingOf, takeValue } from './read-value.ts'
import { aboutReport, cardName, indicatorOf, isComputed, periodOf, shortPeriodOf, targetOf, targetText } from './subject.ts'

type ReportStep = Step<ReportDraft, ReportingFacts>

/** The question for a figure: what it is about, its target, and what was reported before. */
export const valueStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  asks: 'value',
  ask: (draft, facts, texts) => ({ parts: question(draft, facts, texts), choices: walkChoices(draft, texts), about: aboutReport(facts) }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft, (caption, given) => takeCaption(caption, given, facts, texts))
    if (said.kind === 'text' && isComputed(facts)) return { kind: 'understood', draft: anew(draft, true) }
    if (said.kind === 'choice') return leaveBy(said.id, draft) ?? { kind: 'refused', parts: valueStep.help(draft, facts, texts) }
    if (readWord(said.text) !== undefined) return { kind: 'refused', parts: valueStep.help(draft, facts, texts) }
    const { draft: given, rest, found } = takeLinks(said.text, draft)
    if (!found) return takeValue(rest, draft, facts, texts)
    return rest === '' ? { kind: 'understood', draft: given } : takeCaption(rest, given, facts, texts)
  },
  help: (draft, facts, texts) => [spans(texts.plain('report.help-value', { name: draft.name, example: exampleOf(facts, texts) }))],
  skip: (draft) => (draft.walk ? { ...draft, leave: 'next' } : undefined),
  back: (draft) => (draft.walk && draft.walk.at > 0 ? { ...draft, leave: 'previous' } : undefined),
}

/** What was written beside evidence: the figure, or a word on it. */
export const takeCaption = (caption: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> =>
  isProse(caption, readingOf(caption, facts, texts), { unit: indicatorOf(facts).unit })
    ? { kind: 'understood', draft: withCaption(draft, caption) }
    : takeValue(caption, draft, facts, texts)

/** What the question is about: the first line of every message of a report. */
const topLine = (facts: ReportingFacts, texts: Texts): Part =>
  line(texts, 'report.ask', { period: periodOf(facts.key, texts), name: cardName(facts) })

function question(draft: ReportDraft, facts: ReportingFacts, texts: Texts): Part[] {
  const indicator = indicatorOf(facts)
  const period = shortPeriodOf(facts.key, texts)
  const parts: Part[] = [topLine(facts, texts)]
  if (indicator.name !== cardName(facts)) parts.push(spans(indicator.name))
  const already = facts.latest
  const given = [
    ...(draft.money && already?.money === undefined ? [moneyLine(draft, facts, texts)] : []),
    ...(draft.evidence.length > 0 ? [texts.plain('report.evidence-given', { count: evidenceCount(draft) })] : []),
  ].filter((text) => text !== undefined)
  if (given.length > 0) parts.push(spans(given.join(' · ')))
  if (already) {
    const values = { value: writeTyped(already.figure, indicator, texts), state: texts.plain(`report.state.${already.state}`), period }
    const target = targetOf(facts) && targetText(facts, texts)
    parts.push(target ? line(texts, 'report.ask-already-target', { ...values, target }) : line(texts, 'report.ask-already', values))
    if (already.decision?.reason) parts.push(line(texts, 'report.decision-reason', { reason: already.decision.reason }))
    parts.push(line(texts, 'report.ask-new'))
    return parts
  }
  const target = targetOf(facts)
  parts.push(
    target === null
      ? line(texts, 'report.ask-no-target', { period, target: writeTarget(indicator.targets.year, indicator, texts) })
      : line(texts, 'report.ask-target', { period, target: withoutTargetBefore(facts, texts) ?? targetText(facts, texts) }),
  )
  if (facts.plan.budget.length > 0 && !draft.money) parts.push(line(texts, 'report.ask-money', { example: exampleOf(facts, texts) }))
  return parts
}

/** “2 kasus (TW II tidak ada target)”, where the quarter before has none: what was reported then would have no capaian. */
function withoutTargetBefore(facts: ReportingFacts, texts: Texts): string | undefined {
  const { quarter } = facts.key
  const targets: readonly (Target | null)[] = indicatorOf(facts).targets.quarters
  if (quarter < 2 || targets[quarter - 1] === null || targets[quarter - 2] !== null) return undefined
  const before = quarters[quarter - 2]
  return before && texts.plain('report.no-target-before', { target: targetText(facts, texts), period: writeQuarter(before, texts) })
}

const walkChoices = (draft: ReportDraft, texts: Texts): Choice[][] => {
  const { walk } = draft
  if (!walk) return []
  const row: Choice[] = [{ id: 'leave-next', label: texts.plain('common.skip') }]
  if (walk.at > 0) row.push({ id: 'leave-previous', label: texts.plain('common.back') })
  row.push({ id: 'leave-stop', label: texts.plain('report.stop') })
  return [row]
}

const leaveBy = (id: string, draft: ReportDraft): Read<ReportDraft> | undefined =>
  id === 'leave-next' || id === 'leave-previous' || id === 'leave-stop'
    ? { kind: 'understood', draft: { ...draft, leave: id === 'leave-next' ? 'next' : id === 'leave-previous' ? 'previous' : 'stop' } }
    : undefined

/** Asks back where a text has more than one reading, or one that is hard to believe. */
export const whichStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => whichPrompt(draft, facts, texts),
  read: (said, draft, facts, texts) => {
    const { pending } = draft
    if (said.kind === 'files') return takeFiles(said, draft, (caption, given) => takeCaption(caption, given, facts, texts))
    if (said.kind === 'text') {
      const [only] = pending?.readings ?? []
      const word = readWord(said.text)
      if (word === 'no') return { kind: 'understood', draft: { ...without(draft, 'pending', 'figure'), wants: 'value' } }
      if (word === 'yes' && only && pending?.why !== 'which') return { kind: 'understood', draft: meant(draft, only) }
      return word === undefined
        ? takeValue(said.text, draft, facts, texts)
        : { kind: 'refused', parts: whichStep.help(draft, facts, texts) }
    }
    const chosen = /^reading-(\d)$/.exec(said.id)?.[1]
    const reading = chosen === undefined ? undefined : pending?.readings[Number(chosen)]
    if (reading) return { kind: 'understood', draft: meant(draft, reading) }
    if (said.id === 'zero') return { kind: 'understood', draft: withFigure(draft, { kind: 'number', value: d(0) }, '0') }
    if (said.id === 'unpublished') return { kind: 'understood', draft: withFigure(draft, { kind: 'not-yet-published' }, '') }
    return { kind: 'understood', draft: { ...without(draft, 'pending', 'figure'), wants: 'value' } }
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}

/** The reading that was meant. Who was asked whether an unlikely figure is right is not asked the same again. */
function meant(draft: ReportDraft, reading: Figure): ReportDraft {
  const { pending } = draft
  const read = withFigure(draft, reading, pending?.text ?? '')
  return pending?.why === 'really' && reading === pending.readings[0] ? settle(read, 'far') : read
}

function whichPrompt(draft: ReportDraft, facts: ReportingFacts, texts: Texts): Prompt {
  const indicator = indicatorOf(facts)
  const about = aboutReport(facts)
  const top = topLine(facts, texts)
  const pending = draft.pending ?? { why: 'dash' as const, text: '', readings: [] }
  const [first] = pending.readings
  const value = first ? shortValue(first, indicator, texts) : ''
  const rewrite: Choice = { id: 'rewrite', label: texts.plain('report.choice.rewrite'), asks: 'value' }
  switch (pending.why) {
    case 'which':
      return {
        parts: [top, spans(texts.plain('report.which', { text: pending.text }))],
        choices: [
          pending.readings.map((figure, i) => ({ id: `reading-${i}`, label: readingLabel(shortValue(figure, indicator, texts), texts) })),
          [rewrite],
        ],
        about,
      }
    case 'really': {
      const choices = pending.readings.map((figure, i) => ({
        id: `reading-${i}`,
        label: i === 0 ? texts.plain('report.choice.yes-value', { value }) : shortValue(figure, indicator, texts),
      }))
      return { parts: [top, spans(doubt(first, value, facts, texts))], choices: [[...choices, rewrite]], about }
    }
    case 'suggestion': {
      const refused = texts.plain('report.refused.not-a-number', { found: pending.text })
      const sentence = `${refused} ${texts.plain('report.refused.suggestion', { value })} ${texts.plain('report.refused.or-unpublished')}`
      return {
        parts: [top, spans(sentence)],
        choices: [[{ id: 'reading-0', label: texts.plain('report.choice.yes-value', { value }) }, rewrite]],
        about,
      }
    }
    case 'dash':
      return {
        parts: [top, spans(texts.plain('report.refused.dash', { found: pending.text }))],
        choices: [
          [
            { id: 'zero', label: texts.plain('report.choice.zero') },
            { id: 'unpublished', label: texts.plain('report.choice.unpublished') },
            rewrite,
          ],
        ],
        about,
      }
  }
}

/** Why a value is asked back: a fraction of what is counted in wholes, or far from anything expected. */
function doubt(figure: Figure | undefined, value: string, facts: ReportingFacts, texts: Texts): string {
  const target = targetOf(facts)
  const { unit } = indicatorOf(facts)
  if (figure?.kind === 'number' && isOnlyFraction(figure.value, measuresOf(facts)))
    return texts.plain('report.really-whole', { value, unit: writeUnit(unit, figure.value, texts) })
  return target
    ? texts.plain('report.really', { value, target: targetText(facts, texts) })
    : texts.plain('report.really-no-target', { value })
}

/** “1.250 (ribuan)”, “1,25 (desimal)”: the two ways in which one mark can be read. */
function readingLabel(value: string, texts: Texts): string {
  const decimal = texts.locale === 'id' ? ',' : '.'
  return texts.plain(value.includes(decimal) ? 'report.choice.decimal' : 'report.choice.thousands', { value })
}
