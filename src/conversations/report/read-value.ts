import { readFigure } from '../../domain/typed/parse-figure.ts'
import type { FigureRead } from '../../domain/typed/parse-figure.ts'
import type { Measures } from '../../domain/typed/plausible.ts'
import { readMoney } from '../../domain/typed/parse-money.ts'
import { rupiahOf } from '../../domain/money/row-money.ts'
import { isPercentUnit, isRupiahUnit } from '../../domain/typed/typed-words.ts'
import { d } from '../../domain/decimal.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeNumber } from '../../text/write-number.ts'
import { writeUnit } from '../../text/write-unit.ts'
import type { Read } from '../engine.ts'
import { line, spans } from '../say.ts'
import { withFigure, without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { hadFractions, indicatorOf, isComputed, previousNumber, targetNumber, targetOf } from './subject.ts'

/** An example of an answer that would be right here: near the target, in the person's own marks. */
export function exampleOf(facts: ReportingFacts, texts: Texts): string {
  const target = targetOf(facts) ?? indicatorOf(facts).targets.year
  if (target?.kind === 'grade') return texts.locale === 'id' ? 'A (82,04)' : 'A (82.04)'
  const value = targetNumber(target)
  return writeNumber(value ?? d('87.75'), texts.locale)
}

/** Reads a figure as the indicator's: with its unit, target and history to decide what is ambiguous. */
export function readingOf(text: string, facts: ReportingFacts, texts: Texts): FigureRead {
  const grade = (targetOf(facts) ?? indicatorOf(facts).targets.year)?.kind === 'grade'
  return readFigure(text, { ...measuresOf(facts), grade, locale: texts.locale })
}

/** What a figure of the indicator is measured by: its unit, its target, and what it has been. */
export function measuresOf(facts: ReportingFacts): Measures {
  const indicator = indicatorOf(facts)
  const target = targetNumber(targetOf(facts) ?? indicator.targets.year)
  const previous = previousNumber(facts)
  return {
    unit: indicator.unit,
    decimals: indicator.decimals,
    fractions: hadFractions(facts),
    ...(target && { target }),
    ...(previous && { previous }),
  }
}

const moneyNames = '(?:realisasi\\s+)?(?:keuangan|uang|anggaran|serapan|money|budget)(?:nya)?\\s*:?\\s*'
const moneyName = new RegExp(`^${moneyNames}`, 'i')
const between = `\\s*(?:;|\\n|,\\s+|\\s+dan\\s+|\\s+and\\s+|\\s+(?=rp|idr|${moneyNames}))\\s*`
const twoFigures = new RegExp(`^([^;\\n]+?)${between}(?:${moneyNames})?((?:rp|idr)?\\.?\\s*[-\\d(][^;\\n]*)$`, 'i')
/** What only rupiah has about it: its sign, its word, a multiplier. */
const rupiahWords = `\\b(?:rp|idr)\\.?(?=\\s*\\d)|(?<=\\d\\s*)(?:jt|juta|miliar|milyar|mlr|rupiah|[mt])\\b|${moneyNames}`
const rupiahMarks = new RegExp(rupiahWords, 'i')
/** The same, and a share of the ceiling. */
const moneyMarks = new RegExp(`%|(?<=\\d\\s*)(?:persen|percent)\\b|${rupiahWords}`, 'i')

/** “21.310; 57,5%”, “21.310 dan Rp 1,2 M”: the physical figure and the money in one go. Nothing where it is one figure. */
export function splitMoney(text: string): { physical: string; money: string } | undefined {
  const match = twoFigures.exec(text.trim())
  const physical = match?.[1]
  const money = match?.[2]
  if (physical && money && /\d/.test(physical) && moneyMarks.test(text.trim().slice(physical.length)) && !moneyMarks.test(physical))
    return { physical, money }
  const [first = '', second = '', ...more] = text.trim().split(/\s*[;\n]\s*|,\s+|\s+(?:dan|and)\s+/)
  const turned = more.length === 0 && /\d/.test(first) && /\d/.test(second) && moneyMarks.test(first) && !moneyMarks.test(second)
  return turned ? { physical: second, money: withoutName(first) } : undefined
}

/** The figure alone, where its money stands beside it: “3; 57,5%”. */
export const physicalOf = (text: string): string => splitMoney(text)?.physical ?? text

/** Whether a text begins by saying that it is money: “realisasi keuangan: 57,5%”. */
export const isMoneyNamed = (text: string): boolean => moneyName.test(text.trim())

const withoutName = (money: string): string => money.trim().replace(moneyName, '')

/** Takes a text as the realisation: to a figure, to a question back, or to a refusal that shows what was typed. */
export function takeValue(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  const [row] = facts.plan.budget
  const both = row ? splitMoney(text) : undefined
  if (both) {
    const money = takeMoney(both.money, draft, facts, texts)
    return money.kind === 'refused' ? money : takeValue(both.physical, money.draft, facts, texts)
  }
  const reading = readingOf(text, facts, texts)
  const money = row && reading.kind !== 'understood' ? moneyAlone(text, draft, facts, texts) : undefined
  if (money) return money
  if (isComputed(facts) && !(reading.kind === 'understood' && reading.figure.kind === 'not-yet-published')) {
    const count = indicatorOf(facts).composite?.inputs.length ?? 0
    return { kind: 'refused', parts: [line(texts, 'report.input-typed', { count, text: text.trim() })], draft }
  }
  const clean = without(draft, 'pending', 'wants')
  switch (reading.kind) {
    case 'understood':
      return { kind: 'understood', draft: withFigure(draft, reading.figure, text.trim()) }
    case 'ambiguous':
      return {
        kind: 'understood',
        draft: {
          ...without(clean, 'figure'),
          typed: text.trim(),
          pending: { why: 'which', text: text.trim(), readings: reading.choices.map((c) => c.figure) },
        },
      }
    case 'far':
      return {
        kind: 'understood',
        draft: {
          ...without(clean, 'figure'),
          typed: text.trim(),
          pending: { why: 'really', text: text.trim(), readings: [reading.figure, ...(reading.suggestion ? [reading.suggestion] : [])] },
        },
      }
    case 'refused':
      if (reading.reason === 'dash')
        return { kind: 'understood', draft: { ...without(clean, 'figure'), pending: { why: 'dash', text: text.trim(), readings: [] } } }
      if (reading.suggestion)
        return {
          kind: 'understood',
          draft: { ...without(clean, 'figure'), pending: { why: 'suggestion', text: reading.found, readings: [reading.suggestion] } },
        }
      return { kind: 'refused', parts: refusal(reading, facts, texts) }
  }
}

/** Money where the figure was asked for (“Rp 1,2 M”, “57,5%” of what is counted in packages): taken as what it is. Nothing where it is none. */
function moneyAlone(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> | undefined {
  const { unit } = indicatorOf(facts)
  const marks = isRupiahUnit(unit) ? moneyName : isPercentUnit(unit) ? rupiahMarks : moneyMarks
  if (!marks.test(text) || !/\d/.test(text)) return undefined
  const read = takeMoney(withoutName(text), draft, facts, texts)
  return read.kind === 'understood' ? read : undefined
}

/** Takes a text as the money of the period: to an amount, to a question back, or to a refusal. */
export function takeMoney(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  const [row] = facts.plan.budget
  const cell = facts.key.quarter > 0 ? row?.plan?.[(facts.key.quarter - 1) as 0 | 1 | 2 | 3] : undefined
  const plan = row && cell ? rupiahOf(cell, row.ceiling) : undefined
  const read = readMoney(text, { locale: texts.locale, ...(plan && { plan }), ...(row && { ceiling: row.ceiling }) })
  const clean = without(draft, 'wants', 'pendingMoney')
  switch (read.kind) {
    case 'understood':
      return { kind: 'understood', draft: { ...clean, money: read.money } }
    case 'ambiguous':
      return { kind: 'understood', draft: { ...clean, pendingMoney: { text: text.trim(), readings: read.choices.map((c) => c.money) } } }
    case 'far':
      return { kind: 'understood', draft: { ...clean, pendingMoney: { text: text.trim(), readings: [read.money] } } }
    case 'refused':
      return { kind: 'refused', parts: [spans(texts.plain('report.money-refused', { found: read.found }))] }
  }
}

/** Why a text was refused, with what was typed and an example of what would be right. */
export function refusal(reading: Extract<FigureRead, { kind: 'refused' }>, facts: ReportingFacts, texts: Texts): Part[] {
  const example = exampleOf(facts, texts)
  const found = reading.found
  const unit = writeUnit(indicatorOf(facts).unit, d(2), texts)
  const reason = reading.reason === 'wrong-unit' && unit === '' ? 'number-alone' : reading.reason
  const sentence = texts.plain(`report.refused.${reason}`, { found, example, unit })
  const hint =
    reading.reason === 'not-a-number'
      ? ` ${texts.plain('report.refused.example', { example })}. ${texts.plain('report.refused.or-unpublished')}`
      : ''
  return [spans(`${sentence}${hint}`)]
}
