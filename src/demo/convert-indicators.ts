import { Decimal } from '../domain/decimal.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import type { FigureText, TargetText } from '../documents/shape/figure-value.ts'
import { aggregationOf } from './convert-aggregation.ts'
import { componentsOf, withComponents } from './convert-components.ts'
import type { Components } from './convert-components.ts'
import { computed, formulaOf, prints } from './convert-formula.ts'
import type { Note } from './convert-scales.ts'
import { endYearOf, levelOf, standingOf, unitsOf } from './indicator-row.ts'
import { uniqueKeys } from './source-keys.ts'
import { tellSign } from './convert-printed.ts'
import { fourCells } from './source-quarters.ts'
import { figureIn, isBlank, isRow, numberIn, rowsOf, targetIn, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

type IndicatorInput = NonNullable<DocumentInput['indicators']>[number]

/** An indicator as the document has it, with what the file says of its year and quarters. */
export type ConvertedIndicator = {
  row: SourceRow
  indicator: IndicatorInput & { targets: { year: TargetText | null; quarters: (TargetText | null)[] } }
  year?: FigureText
  quarters: (FigureText | null)[]
  components: Components
  capaianPrinted?: string
  units: string[]
}

const countable = /^(dokumen|laporan|unit|paket|orang|ob|kegiatan|kasus|jenis|lembaga|asn|pegawai|layanan|buah|kali|peserta|rekomendasi)\b/i

/** Reads every indicator row. What the file leaves open is chosen here, each choice noted. */
export function convertIndicators(source: SourceRow, year: number, note: Note): ConvertedIndicator[] {
  const rows = rowsOf(source, 'indicators').filter((row) => {
    if (textOf(row, 'name') ?? textOf(row, 'subject') ?? textOf(row, 'parent')) return true
    note('indicator', 'a row without any name; left out')
    return false
  })
  const named = rows.map((row) => {
    const level = levelOf(row)
    const subject = textOf(row, 'subject') ?? (standingOf(row) === 'support' ? textOf(row, 'parent') : undefined)
    const name = textOf(row, 'name') ?? ''
    const printed = name !== '' && !/tidak (di)?cetak|tanpa nama/i.test(name)
    if (!printed) note(subject ?? name, 'no name of the indicator is printed; named after what it measures')
    return { row, level, subject, name: printed ? name : `Kinerja ${subject ?? textOf(row, 'parent') ?? level}`, units: unitsOf(row) }
  })
  const keys = uniqueKeys(
    named.map(({ name, subject, row, units, level }) => [name, subject ?? textOf(row, 'parent'), units[0], textOf(row, 'code'), level]),
  )
  return named.map((one, i) => convertRow(source, one, keys[i] ?? `indikator-${i + 1}`, year, note))
}

type Named = { row: SourceRow; level: string; subject?: string; name: string; units: string[] }

function convertRow(
  source: SourceRow,
  { row, level, subject, name, units }: Named,
  key: string,
  year: number,
  note: Note,
): ConvertedIndicator {
  const unit = textOf(row, 'unit') ?? 'Persen'
  if (!textOf(row, 'unit')) note(name, 'no unit; percent is taken')
  const reading = { counts: countable.test(unit) }
  const target = (value: unknown, where: string): TargetText | null => {
    const read = targetIn(value, reading)
    if (read === undefined) note(name, `${where} “${JSON.stringify(value)}” is not understood; no target is taken`)
    return read ?? null
  }
  const byYear = isRow(row['targetsByYear']) ? row['targetsByYear'] : {}
  const annual = withScore(target(row['annualTarget'] ?? byYear[year], 'target'), [byYear[year], row['annualTargetPrinted']])
  const four = (field: string): unknown[] => {
    const cells = fourCells(row[field])
    if (!cells) note(name, `${field} “${JSON.stringify(row[field])}” has not one cell for each quarter; left out`)
    return cells ?? [null, null, null, null]
  }
  const quarters = four('quarterlyTargets').map((cell, i) => target(cell, `target TW ${i + 1}`))
  const { current, previous } = realisationsOf(row, year, name, reading, note)
  const done = four('quarterlyRealisasi').map((cell, i) => {
    const figure = figureIn(cell, reading)
    if (figure === undefined) note(name, `realisation TW ${i + 1} “${JSON.stringify(cell)}” is not understood; left out`)
    return figure ?? null
  })
  const components = componentsOf(row, current?.kind === 'number' ? current.value : undefined, (said) => note(name, said))
  const yearFigure = current && withComponents(current, components)
  const formula = formulaOf(row, source, annual, current, note)
  const capaianPrinted = textOf(row, 'capaianPrinted')
  const decimals = decimalsFor([annual, ...quarters], [current], !!components.parts || !!components.composite)
  const renstra = Object.fromEntries(
    Object.entries(byYear)
      .map(([of, value]) => [of, target(value, `Renstra ${of}`)] as const)
      .filter(([of, read]) => read && /^(19|20)\d\d$/.test(of)),
  )
  const end = target(row['renstraEndTarget'], 'Renstra end')
  const baseline = numberIn(row['baseline'])
  if (baseline === undefined && !isBlank(row['baseline']))
    note(name, `baseline “${JSON.stringify(row['baseline'])}” is not understood; left out`)
  tellSign(row, name, note)
  const told = end ? endYearOf(row, source) : undefined
  const endYear = told ?? Math.max(year, ...Object.keys(renstra).map(Number))
  if (end && told === undefined && endYear === year) note(name, `the year of the Renstra's end is not told; ${endYear} is taken`)
  const given = textOf(row, 'aggregation')
  return {
    row,
    year: yearFigure,
    quarters: done,
    components,
    capaianPrinted,
    units,
    indicator: {
      key,
      code: textOf(row, 'code'),
      name,
      subject,
      level,
      standing: standingOf(row),
      unit,
      decimals,
      formula,
      ...(baseline !== undefined && { baseline }),
      basis: basisOf(annual, yearFigure, formula, decimals, capaianPrinted),
      aggregation: aggregationOf(given, annual, quarters, unit, (said) => note(name, said)),
      ...(components.composite && { composite: components.composite }),
      targets: { year: annual, quarters },
      previousYears: previous,
      renstra: { targets: renstra, ...(end && { end: { year: endYear, target: end } }) },
      validUntil: textOf(row, 'validUntil'),
    },
  }
}

/** A bare grade gets the score that another cell of the row prints with the same grade. */
function withScore(target: TargetText | null, others: unknown[]): TargetText | null {
  if (target?.kind !== 'grade' || target.score !== undefined) return target
  for (const other of others) {
    const found = typeof other === 'string' ? targetIn(/^\s*[A-D]{1,2}\s*\([\d.,]+\)/.exec(other)?.[0]) : targetIn(other)
    if (found?.kind === 'grade' && found.letter === target.letter && found.score !== undefined) return found
  }
  return target
}

function realisationsOf(row: SourceRow, year: number, name: string, reading: { counts: boolean }, note: Note) {
  const cells = isRow(row['realisasiByYear'])
    ? Object.entries(row['realisasiByYear'])
    : row['realisasi'] === undefined
      ? []
      : [[String(year), row['realisasi']] as const]
  const previous: Record<string, FigureText> = {}
  let current: FigureText | undefined
  for (const [of, cell] of cells) {
    const figure = cell === null ? ({ kind: 'not-yet-published' } as const) : figureIn(cell, reading)
    if (cell === null) note(name, `realisation ${of} is empty; taken as not yet published`)
    if (figure === undefined) note(name, `realisation ${of} “${JSON.stringify(cell)}” is not understood; left out`)
    if (!figure) continue
    if (Number(of) === year) current = figure
    else if (/^(19|20)\d\d$/.test(of) && Number(of) < year) previous[of] = figure
    else note(name, `realisation of ${of} is not before ${year}; left out`)
  }
  return { current, previous }
}

const digits = (text: string | undefined): number => text?.split('.')[1]?.length ?? 0

/** As many decimals as targets and figures are printed with; at least two where one has a fraction or the figure is computed. */
function decimalsFor(targets: (TargetText | null)[], figures: (FigureText | undefined)[], made: boolean): number {
  const most = Math.max(
    0,
    ...targets.map((t) => (t?.kind === 'number' ? digits(t.value) : t?.kind === 'grade' ? digits(t.score) : 0)),
    ...figures.map((f) => (f?.kind === 'number' && !f.parts ? digits(f.value) : f?.kind === 'grade' ? digits(f.score) : 0)),
  )
  return Math.min(4, made || most > 0 ? Math.max(2, most) : 0)
}

/** From the parts where only they reproduce the printed capaian; else from the figure as shown. */
function basisOf(
  target: TargetText | null,
  figure: FigureText | undefined,
  formula: Parameters<typeof computed>[2],
  decimals: number,
  printed?: string,
) {
  if (figure?.kind !== 'number' || !figure.parts) return 'shown' as const
  const shown = computed(target, figure, formula, 'shown', Math.min(2, decimals))
  const parts = computed(target, figure, formula, 'parts', decimals)
  return prints(shown, printed) && !prints(parts, printed) ? ('shown' as const) : ('parts' as const)
}

/** Sum, last or mean of quarterly figures, where every one of them is a plain number. */
export function aggregated(quarters: readonly (FigureText | null)[], aggregation: string | undefined): Decimal | undefined {
  const values = quarters.flatMap((figure) => (figure?.kind === 'number' ? [new Decimal(figure.value)] : []))
  if (values.length === 0) return undefined
  const sum = values.reduce((total, value) => total.plus(value), new Decimal(0))
  return aggregation === 'sum' ? sum : aggregation === 'average' ? sum.div(values.length) : values.at(-1)
}
