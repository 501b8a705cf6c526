import { computeComposite } from '../../domain/composite.ts'
import type { WorkingPart } from '../../domain/composite.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { Indicator } from '../../domain/plan.ts'
import type { Texts } from '../../text/texts.ts'
import { visible, writeNumber } from '../../text/write-number.ts'
import type { ReportDraft } from './draft.ts'

/** The working of a composite with its numbers in place of the names: `96,89 × 0,8 + (1 × 0,4 + 94,02 × 0,6) × 0,2`. Nothing where it can't be computed. */
export function inputWorking(indicator: Indicator, inputs: ReportDraft['inputs'], texts: Texts): string | undefined {
  const { composite } = indicator
  if (!composite) return undefined
  const computed = computeComposite(composite, inputs)
  if (computed.kind !== 'value') return undefined
  if (composite.kind !== 'weighted') {
    // In a formula its own constants stand among the inputs: 0,1 beside 2,8. What is only added is written evenly: 23,90 + 24,44.
    const least = composite.kind === 'formula' ? 0 : 2
    return computed.working.map((part, i, parts) => writePart(part, parts[i - 1], least, texts)).join('')
  }
  return composite.inputs
    .map(({ key, weight }) => {
      const value = writeTerm(inputs[key]?.value, 2, texts)
      return weight ? `${value} × ${writeTerm(weight, 0, texts)}` : value
    })
    .join(' + ')
}

const signs = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' / ', '(': '(', ')': ')' } as const

/** A minus that nothing stands before belongs to what follows. */
function writePart(part: WorkingPart, before: WorkingPart | undefined, least: 0 | 2, texts: Texts): string {
  if (part.kind === 'number') return writeTerm(part.value, least, texts)
  const alone = part.sign === '-' && (before === undefined || (before.kind === 'sign' && before.sign !== ')'))
  return alone ? '−' : signs[part.sign]
}

/** A number as it was typed, a fraction with `least` decimals; of an unending quotient as much as it can be checked by. */
function writeTerm(value: Decimal | undefined, least: 0 | 2, texts: Texts): string {
  if (!value) return '?'
  const places = value.decimalPlaces() <= mostTyped ? value.decimalPlaces() : visible(value, 6)
  const written = writeNumber(value, texts.locale, value.isInteger() ? 0 : { min: least, max: Math.max(least, places) })
  return value.isNegative() && !value.isZero() ? `(${written})` : written
}
const mostTyped = 10
