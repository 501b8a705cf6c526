import type { Rated, Working } from '../../domain/assess/assessment.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { Figure, Money, Target } from '../../domain/figure.ts'
import type { Indicator } from '../../domain/plan.ts'
import type { Texts } from '../../text/texts.ts'
import { writeFigure, writeTarget } from '../../text/write-figure.ts'
import { writeWorking } from '../../text/write-working.ts'

/** A decimal as text with a point and no exponent; null where there is none. */
export const amountJson = (value: Decimal | undefined): string | null => value?.toFixed() ?? null

/** A rounded value with all its decimals: `"100.00"`. */
export const shownText = (value: Decimal | undefined, decimals: number): string | null => value?.toFixed(decimals) ?? null

/** A capaian as computed and as shown, its rating, or the reason why there is none. */
export const capaianJson = ({ capaian, shown, rating }: Rated, decimals: number) => ({
  capaian: capaian.kind === 'percent' ? amountJson(capaian.value) : null,
  shown: shownText(shown, decimals),
  rating: rating?.label ?? null,
  reason: capaian.kind === 'undefined' ? capaian.reason : null,
})

/** How a capaian came about: the formula, its numbers, and a line that a calculator confirms. */
export const workingJson = ({ capaian }: Rated, decimals: number, texts: Texts) => {
  if (capaian.kind === 'undefined') return null
  const { formula, terms } = capaian.working
  return { formula, terms: termsJson(terms), capped: capaian.capped ?? false, text: writeWorking(capaian, decimals, texts) }
}

const termsJson = (terms: Working['terms']) => Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, amountJson(value)]))

/** What was reported, and how people read it. */
export const figureJson = (figure: Figure | undefined, indicator: Pick<Indicator, 'unit' | 'decimals'>, texts: Texts) => {
  if (!figure) return null
  const text = writeFigure(figure, { ...indicator, parts: true }, texts)
  switch (figure.kind) {
    case 'number':
      return {
        kind: figure.kind,
        value: amountJson(figure.value),
        parts: figure.parts ? partsJson(figure.parts) : null,
        inputs: inputsJson(figure.inputs),
        provisional: figure.provisional ?? false,
        text,
      }
    case 'grade':
      return { kind: figure.kind, letter: figure.letter, score: amountJson(figure.score), provisional: figure.provisional ?? false, text }
    case 'not-yet-published':
      return { kind: figure.kind, expected: figure.expected ?? null, text }
  }
}

const partsJson = ({ numerator, denominator }: { numerator: Decimal; denominator: Decimal }) => ({
  numerator: amountJson(numerator),
  denominator: amountJson(denominator),
})

const inputsJson = (inputs: Extract<Figure, { kind: 'number' }>['inputs']) =>
  inputs
    ? Object.fromEntries(
        Object.entries(inputs).map(([key, { value, parts }]) => [
          key,
          { value: amountJson(value), parts: parts ? partsJson(parts) : null },
        ]),
      )
    : null

/** What was planned, and how people read it. */
export const targetJson = (target: Target | null, indicator: Pick<Indicator, 'unit' | 'decimals'>, texts: Texts) => {
  if (!target) return null
  const text = writeTarget(target, indicator, texts)
  switch (target.kind) {
    case 'number':
      return { kind: target.kind, value: amountJson(target.value), text }
    case 'grade':
      return { kind: target.kind, letter: target.letter, score: amountJson(target.score), text }
    case 'range':
      return { kind: target.kind, low: amountJson(target.low), high: amountJson(target.high), text }
  }
}

/** Money as it was given: rupiah, or percent of the ceiling. */
export const givenMoneyJson = (money: Money | null | undefined) => (money ? { kind: money.kind, value: amountJson(money.value) } : null)
