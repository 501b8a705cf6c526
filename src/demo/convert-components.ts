import { Decimal, round } from '../domain/decimal.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import type { FigureText } from '../documents/shape/figure-value.ts'
import { slug } from './source-keys.ts'
import { isRow, numberIn, percentParts, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

type CompositeInput = NonNullable<NonNullable<DocumentInput['indicators']>[number]['composite']>

/** What the printed components say of a realisation: its two parts, or the inputs that it is made of. Nothing where they do not reproduce it. */
export type Components = {
  parts?: { numerator: string; denominator: string }
  composite?: CompositeInput
  inputs?: Record<string, { value: string }>
}

type Component = { name: string; value: Decimal; weight?: Decimal }

/** Reads the components of a row and keeps what reproduces the printed realisation at its printed precision; says what it does not keep. */
export function componentsOf(row: SourceRow, realisation: string | undefined, say: (what: string) => void = () => undefined): Components {
  const found = reproducing(row, realisation)
  const printed = Array.isArray(row['components']) ? row['components'].filter(isRow) : []
  if (printed.length > 1 && realisation !== undefined && !found.parts && !found.composite)
    say(
      `its ${printed.length} components give the realisation ${realisation} neither as parts, nor as sum, mean or weighted sum; they are left out`,
    )
  return found
}

function reproducing(row: SourceRow, realisation: string | undefined): Components {
  const cells = Array.isArray(row['components']) ? row['components'].filter(isRow) : []
  const components = cells.flatMap((cell, i): Component[] => {
    const [value, weight] = [numberIn(cell['value']), numberIn(cell['weight'])]
    if (value === undefined) return []
    return [
      {
        name: textOf(cell, 'name') ?? `Komponen ${i + 1}`,
        value: new Decimal(value),
        ...(weight !== undefined && { weight: new Decimal(weight) }),
      },
    ]
  })
  if (realisation === undefined || components.length < 2 || components.length < cells.length) return {}
  const decimals = realisation.split('.')[1]?.length ?? 0
  const gives = (value: Decimal) => round(value, decimals).eq(realisation)
  const [first, second] = components
  if (first && second && components.length === 2) {
    for (const [top, bottom] of [[first, second] as const, [second, first] as const])
      if (!bottom.value.isZero() && !top.value.isNegative() && gives(top.value.div(bottom.value).times(100)))
        return { parts: { numerator: top.value.toFixed(), denominator: bottom.value.toFixed() } }
  }
  const sum = (of: (component: Component) => Decimal) => components.reduce((total, component) => total.plus(of(component)), new Decimal(0))
  if (gives(sum(({ value }) => value))) return composite('sum', components)
  if (gives(sum(({ value }) => value).div(components.length))) return composite('mean', components)
  const weighted = components.every(({ weight }) => weight) ? sum(({ value, weight }) => value.times(weight ?? 0)) : undefined
  if (weighted && gives(weighted)) return composite('weighted', components)
  return {}
}

function composite(kind: 'sum' | 'mean' | 'weighted', components: Component[]): Components {
  const keys = inputKeys(components.map(({ name }) => name))
  // In a sum a weight is the most that the component can bring.
  const bounded = kind === 'sum' && components.every(({ value, weight }) => weight?.gte(value))
  return {
    composite: {
      kind,
      inputs: components.map(({ name, weight }, i) => ({
        key: keys[i] ?? `k${i + 1}`,
        name,
        ...(kind === 'weighted' && weight && { weight: weight.toFixed() }),
        ...(bounded && weight && { maximum: weight.toFixed() }),
      })),
    },
    inputs: Object.fromEntries(components.map(({ value }, i) => [keys[i] ?? `k${i + 1}`, { value: value.toFixed() }])),
  }
}

/** Names for inputs in a formula: small letters, digits, underscore, each once. */
const inputKeys = (names: string[]): string[] => {
  const keys: string[] = []
  for (const name of names) {
    const stem = slug(name, 24).replaceAll('-', '_').replace(/^(\d)/, 'k$1')
    keys.push(keys.includes(stem) ? `${stem}_${keys.length + 1}` : stem)
  }
  return keys
}

/** A realisation with the parts or inputs that it was made of. */
export function withComponents(figure: FigureText, { parts, inputs }: Components): FigureText {
  if (figure.kind !== 'number') return figure
  const mark = figure.provisional ? { provisional: true } : {}
  if (parts) return { ...percentParts(parts.numerator, parts.denominator), ...mark }
  return inputs ? { ...figure, inputs } : figure
}
