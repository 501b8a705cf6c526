import type { ReportingFacts } from '../../domain/requests/requests.ts'
import { isProse } from '../../domain/typed/prose.ts'
import { writeQuarter } from '../../text/write-date.ts'
import { writeTyped, writeTarget } from '../../text/write-figure.ts'
import { writePercent } from '../../text/write-number.ts'
import { readUnit } from '../../text/write-unit.ts'
import type { Texts } from '../../text/texts.ts'
import type { Choice, Read, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { readWord } from '../words.ts'
import { assessDraft, card, ratedNow, shortValue } from './card.ts'
import { anew, figureOf, settle, withNote } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { takeFiles, takeLinks } from './evidence.ts'
import { readingOf, takeValue } from './read-value.ts'
import { aboutReport, cardName, indicatorOf, isComputed, periodOf, targetText } from './subject.ts'

type ReportStep = Step<ReportDraft, ReportingFacts>

/** Back to the figure, or to the first of the inputs that make it. */
const changeChoice = (facts: ReportingFacts, texts: Texts): Choice => ({
  id: 'change',
  label: texts.plain('report.change-figure'),
  ...(!isComputed(facts) && { asks: 'value' }),
})

/** Far off the target: asked, not refused. */
export const farStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
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
      choices: [[{ id: 'right', label: texts.plain('report.choice.yes-value', { value }), style: 'primary' }, changeChoice(facts, texts)]],
      about: aboutReport(facts),
    }
  },
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    if (said.kind === 'text') return takeDoubt(said.text, draft, facts, texts)
    return { kind: 'understood', draft: said.id === 'right' ? settle(draft, 'far') : anew(draft, isComputed(facts)) }
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}

/** “Benar, pelatihannya digeser ke Agustus”: a yes with the cause behind it. */
const yesBecause = /^(?:ya|iya|benar|betul|sudah benar|yes|correct)\b[\s,.:;-]*(?:karena|sebab|because)?\s*(.+)$/isu

function takeDoubt(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  const word = readWord(text)
  if (word === 'yes') return { kind: 'understood', draft: settle(draft, 'far') }
  if (word === 'no') return { kind: 'understood', draft: anew(draft, isComputed(facts)) }
  if (word !== undefined) return { kind: 'refused', parts: farStep.help(draft, facts, texts) }
  const cause = yesBecause.exec(text.trim())?.[1]
  if (cause && isProse(cause, readingOf(cause, facts, texts), { unit: indicatorOf(facts).unit }))
    return { kind: 'understood', draft: withNote(settle(draft, 'far'), cause) }
  const value = /^(?:ya|iya|benar|betul)\b[\s,]*(?=\d)/i.exec(text.trim())?.[0]
  return takeValue(value ? text.trim().slice(value.length) : text, draft, facts, texts)
}

/** “TW II: 8 dari 20.” The quarter before, to measure an unlikely figure by. */
function before(facts: ReportingFacts, texts: Texts): string | undefined {
  const { quarter } = facts.key
  const earlier = facts.reported.find((report) => quarter > 1 && report.quarter === quarter - 1)
  if (earlier?.quarter === undefined || earlier.quarter === 'year') return undefined
  const indicator = { ...indicatorOf(facts), unit: readUnit(indicatorOf(facts).unit).kind === 'percent' ? '%' : '' }
  const values = { quarter: writeQuarter(earlier.quarter, texts), value: writeTyped(earlier.figure, indicator, texts) }
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
    choices: [[{ id: 'skip', label: texts.plain('common.skip') }, changeChoice(facts, texts)]],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft, (caption, given) => takeCause(caption, given, facts, texts))
    if (said.kind === 'choice') return { kind: 'understood', draft: anew(draft, isComputed(facts)) }
    const { draft: given, rest, found } = takeLinks(said.text, draft)
    return found && rest === '' ? { kind: 'understood', draft: given } : takeCause(rest, given, facts, texts)
  },
  skip: (draft) => settle(draft, 'cause'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-cause'))],
}

/** The cause in words. A bare figure is a correction, and an assent is none. */
function takeCause(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  if (/^(?:-+|tidak ada|none|nothing)\W*$/i.test(text.trim())) return { kind: 'understood', draft: settle(draft, 'cause') }
  const word = readWord(text)
  if (word === 'no') return { kind: 'understood', draft: anew(draft, isComputed(facts)) }
  if (word !== undefined) return { kind: 'refused', parts: causeStep.help(draft, facts, texts) }
  const prose = isProse(text, readingOf(text, facts, texts), { unit: indicatorOf(facts).unit, fewest: 1 })
  return prose ? { kind: 'understood', draft: withNote(draft, text) } : takeValue(text, draft, facts, texts)
}
