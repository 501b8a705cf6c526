import { computeComposite, inputsOfZeroDivisor } from '../../domain/composite.ts'
import { d } from '../../domain/decimal.ts'
import { readFigure } from '../../domain/typed/parse-figure.ts'
import { isCountUnit } from '../../domain/typed/typed-words.ts'
import type { CompositeInput } from '../../domain/plan.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeNumber } from '../../text/write-number.ts'
import { readUnit, writeUnit } from '../../text/write-unit.ts'
import type { Read, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { withFigure, without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { takeFiles } from './evidence.ts'
import { aboutReport, cardName, indicatorOf, periodOf } from './subject.ts'

/** The input that is asked for: one by which the formula would divide by 0, else the first that was not given yet; with its place. */
export function missingInput(
  draft: ReportDraft,
  facts: ReportingFacts,
): { input: CompositeInput; number: number; count: number } | undefined {
  const inputs = indicatorOf(facts).composite?.inputs ?? []
  const dividing = zeroInputs(draft, facts).at(-1)
  const at = inputs.findIndex((input) => (dividing ? input === dividing : !(input.key in draft.inputs)))
  const input = inputs[at]
  return input ? { input, number: at + 1, count: inputs.length } : undefined
}

/** The inputs of a divisor that is 0 with what was given: nothing can be computed with it, and nothing is saved. */
export const zeroInputs = (draft: ReportDraft, facts: ReportingFacts): CompositeInput[] => {
  const { composite } = indicatorOf(facts)
  return composite ? inputsOfZeroDivisor(composite, draft.inputs) : []
}

/** “Jumlah rekomendasi” is 0, by which nothing can be divided. */
function zeroLine(draft: ReportDraft, facts: ReportingFacts, texts: Texts): Part[] {
  const inputs = zeroInputs(draft, facts)
  if (inputs.length === 0) return []
  const name = inputs.map((input) => input.name).join(', ')
  const itself = inputs.length === 1 && inputs.every(({ key }) => draft.inputs[key]?.value.isZero())
  return [line(texts, itself ? 'report.input-zero' : 'report.input-zero-divisor', { name })]
}

const nameOf = ({ name, maximum }: CompositeInput, texts: Texts): string =>
  maximum ? texts.plain('report.input-maximum', { name, maximum: writeNumber(maximum, texts.locale) }) : name

/** The word by which a unit is asked for; empty for a bare value. */
const wordOf = (unit: string | undefined, texts: Texts): string => {
  const read = readUnit(unit ?? '')
  return read.kind === 'percent' ? texts.plain('report.input-percent') : read.kind === 'word' ? writeUnit(unit ?? '', d(2), texts) : ''
}

/** Inputs of a composite, one by one; "belum rilis" stands for the whole. */
export const inputStep: Step<ReportDraft, ReportingFacts> = {
  accepts: ['text', 'files'],
  asks: 'value',
  ask: (draft, facts, texts) => {
    const missing = missingInput(draft, facts)
    if (!missing) throw new Error('all inputs are given')
    const { input, number, count } = missing
    const values = { number, count, name: nameOf(input, texts), unit: wordOf(input.unit, texts) }
    const key = input.kind === 'ratio' ? 'report.input-ratio' : values.unit ? 'report.input-unit' : 'report.input'
    const top =
      number === 1 ? [line(texts, 'report.input-intro', { period: periodOf(facts.key, texts), name: cardName(facts), count })] : []
    return { parts: [...top, ...zeroLine(draft, facts, texts), line(texts, key, values)], choices: [], about: aboutReport(facts) }
  },
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    const missing = missingInput(draft, facts)
    if (said.kind !== 'text' || !missing) return { kind: 'refused', parts: inputStep.help(draft, facts, texts) }
    return takeInput(said.text, missing.input, draft, facts, texts)
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-input'))],
}

/** Growth, a loss, a difference may; what is counted, and a score out of so many, are never less than nothing. */
const mayBeBelowZero = ({ kind, maximum, unit = '' }: CompositeInput): boolean => kind === 'number' && !maximum && !isCountUnit(unit)

function takeInput(text: string, input: CompositeInput, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  const reading = readFigure(text, {
    // The two numbers of a ratio are read as parts of a percentage.
    ...(input.kind === 'ratio' ? { unit: '%' } : input.unit !== undefined && { unit: input.unit }),
    decimals: 2,
    locale: texts.locale,
    ...(input.maximum && { target: input.maximum }),
  })
  const figure =
    reading.kind === 'understood'
      ? reading.figure
      : reading.kind === 'ambiguous'
        ? reading.choices[0]?.figure
        : reading.kind === 'far'
          ? reading.figure
          : undefined
  if (figure?.kind === 'not-yet-published') return { kind: 'understood', draft: withFigure(draft, figure, text.trim()) }
  if (figure?.kind === 'number' && figure.value.isNegative() && !figure.value.isZero() && !mayBeBelowZero(input)) {
    const example = writeNumber(figure.value.abs(), texts.locale)
    return { kind: 'refused', parts: [line(texts, 'report.refused.negative', { found: text.trim(), example })] }
  }
  if (figure?.kind === 'number' && input.maximum && figure.value.gt(input.maximum)) {
    const maximum = writeNumber(input.maximum, texts.locale)
    return { kind: 'refused', parts: [line(texts, 'report.refused.above-maximum', { found: text.trim(), maximum })] }
  }
  if (figure?.kind !== 'number') {
    const reason = reading.kind === 'refused' && reading.reason === 'zero-denominator' ? reading.reason : 'not-a-number'
    return { kind: 'refused', parts: [spans(texts.plain(`report.refused.${reason}`, { found: text.trim() }))] }
  }
  // A ratio enters as its quotient: 11498/11498 is 1, not 100.
  const value =
    input.kind === 'ratio' && figure.parts
      ? figure.parts.numerator.div(figure.parts.denominator)
      : input.kind === 'ratio' && /%/.test(text)
        ? figure.value.div(d(100))
        : figure.value
  const inputs = { ...draft.inputs, [input.key]: { value, ...(figure.parts && { parts: figure.parts }) } }
  const { composite } = indicatorOf(facts)
  const computed = composite && Object.keys(inputs).length === composite.inputs.length ? computeComposite(composite, inputs) : undefined
  const given = without({ ...draft, inputs }, 'leave', 'figure')
  if (computed?.kind !== 'value') return { kind: 'understood', draft: given }
  return { kind: 'understood', draft: withFigure(given, { kind: 'number', value: computed.value, inputs }, text.trim()) }
}
