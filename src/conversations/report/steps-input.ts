import { computeComposite } from '../../domain/composite.ts'
import { d } from '../../domain/decimal.ts'
import { readFigure } from '../../domain/typed/parse-figure.ts'
import type { CompositeInput } from '../../domain/plan.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import type { Texts } from '../../text/texts.ts'
import { writeNumber } from '../../text/write-number.ts'
import { readUnit, writeUnit } from '../../text/write-unit.ts'
import type { Read, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { withFigure } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { takeFiles } from './evidence.ts'
import { aboutReport, cardName, indicatorOf, periodOf } from './subject.ts'

/** The first input that was not given yet, with its place. */
export function missingInput(
  draft: ReportDraft,
  facts: ReportingFacts,
): { input: CompositeInput; number: number; count: number } | undefined {
  const inputs = indicatorOf(facts).composite?.inputs ?? []
  const at = inputs.findIndex((input) => !(input.key in draft.inputs))
  const input = inputs[at]
  return input ? { input, number: at + 1, count: inputs.length } : undefined
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
    return { parts: [...top, line(texts, key, values)], choices: [], about: aboutReport(facts) }
  },
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    const missing = missingInput(draft, facts)
    if (said.kind !== 'text' || !missing) return { kind: 'refused', parts: inputStep.help(draft, facts, texts) }
    return takeInput(said.text, missing.input, draft, facts, texts)
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-input'))],
}

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
  if (figure?.kind === 'number' && figure.value.isNegative() && !figure.value.isZero()) {
    const example = writeNumber(figure.value.abs(), texts.locale)
    return { kind: 'refused', parts: [line(texts, 'report.refused.negative', { found: text.trim(), example })] }
  }
  if (figure?.kind === 'number' && input.maximum && figure.value.gt(input.maximum)) {
    const maximum = writeNumber(input.maximum, texts.locale)
    return { kind: 'refused', parts: [line(texts, 'report.refused.above-maximum', { found: text.trim(), maximum })] }
  }
  if (figure?.kind !== 'number')
    return { kind: 'refused', parts: [spans(texts.plain('report.refused.not-a-number', { found: text.trim() }))] }
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
  if (computed?.kind !== 'value') return { kind: 'understood', draft: { ...draft, inputs } }
  return { kind: 'understood', draft: { ...withFigure(draft, { kind: 'number', value: computed.value, inputs }, text.trim()), inputs } }
}
