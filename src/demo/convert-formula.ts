import { capaianOf } from '../domain/capaian.ts'
import { d, round } from '../domain/decimal.ts'
import type { Decimal } from '../domain/decimal.ts'
import { Figure, Target } from '../domain/figure.ts'
import type { FormulaId } from '../domain/formulas.ts'
import type { FigureText, TargetText } from '../documents/shape/figure-value.ts'
import { numberIn, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'
import type { Note } from './convert-scales.ts'

/** The capaian of a converted row, unrounded; undefined where it has none. */
export function computed(
  target: TargetText | null,
  figure: FigureText | undefined,
  formula: FormulaId,
  basis: 'parts' | 'shown',
  decimals: number,
  baseline?: string,
): Decimal | undefined {
  if (!target || !figure) return undefined
  const measured = { formula, basis, decimals, ...(baseline !== undefined && { baseline: d(baseline) }) }
  const capaian = capaianOf(measured, Target.parse(target), Figure.parse(figure), { floorAtZero: false })
  return capaian.kind === 'percent' ? capaian.value : undefined
}

/** Whether a value is what the text prints, at the precision of the text. */
export function prints(value: Decimal | undefined, printed: string | undefined): boolean {
  const text = numberIn(printed)
  if (value === undefined || printed === undefined || text === undefined) return false
  return round(value, decimalsOf(printed)).eq(text)
}

/** Decimals of a printed number: "97,50" has two; "1.250,5" one. */
export const decimalsOf = (printed: string): number =>
  numberIn(printed) === undefined ? 0 : (/[.,](\d+)(?![\d.,]*\d)/.exec(printed)?.[1]?.length ?? 0)

const minimise = ['minimise-mirror', 'minimise-inverse', 'minimise-baseline'] as const

/** The formula of a row: its direction; for minimise the form that reproduces the printed capaian, else the one that the file states, else 2T - R. */
export function formulaOf(
  row: SourceRow,
  source: SourceRow,
  target: TargetText | null,
  figure: FigureText | undefined,
  note: Note,
): FormulaId {
  const direction = (textOf(row, 'direction') ?? 'maximise').toLowerCase()
  const name = textOf(row, 'name') ?? ''
  if (/^maxim|^maksim|naik|positi|higher|tinggi/.test(direction)) return 'maximise'
  if (/stabil/.test(direction)) return 'stabilise'
  if (/range|rentang/.test(direction) || target?.kind === 'range') return 'range'
  if (!/^minim|turun|negati|lower|rendah/.test(direction)) {
    note(name, `direction "${direction}" is not known; taken as maximise`)
    return 'maximise'
  }
  const printed = textOf(row, 'capaianPrinted')
  const baseline = numberIn(row['baseline'])
  const [fitting, ...others] = minimise.filter((formula) => prints(computed(target, figure, formula, 'shown', 4, baseline), printed))
  if (fitting) {
    note(name, `lower is better: ${fitting} gives the printed ${printed ?? ''}${others.length ? `, as would ${others.join(', ')}` : ''}`)
    return fitting
  }
  const stated = rowsOf(source, 'formulas')
    .filter((formula) => /^minim/.test(textOf(formula, 'direction') ?? ''))
    .map((formula) => (textOf(formula, 'formula') ?? '').toLowerCase())
  const inverse =
    stated.some((text) => /(target|rencana)\s*[/:]\s*realisasi/.test(text)) && !stated.some((text) => /2\s*x|realisasi\s*-/.test(text))
  const chosen = inverse ? 'minimise-inverse' : 'minimise-mirror'
  note(name, `lower is better: ${chosen}${stated.length ? ', as the file states' : '; the file does not say which form'}`)
  return chosen
}
