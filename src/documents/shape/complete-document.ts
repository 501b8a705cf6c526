import type { z } from 'zod'
import { isCountUnit } from '../../domain/typed/typed-words.ts'
import type { FigureText, TargetText } from './figure-value.ts'
import type { DocumentShape } from './document.ts'
import { shortNames } from './short-name.ts'
import type { DecimalText } from './values.ts'

type Shaped = z.output<typeof DocumentShape>

/** Fills in what a document may leave out, always in the same way, so that a document and its own export are equal. */
export function completeDocument(document: Shaped) {
  const short = shortNames(document.indicators.map((indicator) => ({ ...indicator, ...whoReports(indicator, document) })))
  return {
    ...document,
    indicators: document.indicators.map((indicator, i) => ({
      ...indicator,
      shortName: indicator.shortName ?? short[i] ?? indicator.name,
      decimals:
        indicator.decimals ??
        decimalsOf(
          indicator,
          document.reports.filter((r) => r.indicator === indicator.key).map((r) => r.figure),
        ),
    })),
    people: document.people.map((person) => ({
      ...person,
      roles: person.roles.map(({ role, scope, unit, from }) => ({
        role,
        scope: scope ?? (unit ? ('unit' as const) : ('agency' as const)),
        ...(unit && { unit }),
        ...(from && { from }),
      })),
      responsible: person.responsible.map((one) => (typeof one === 'string' ? { indicator: one } : one)),
    })),
    reports: document.reports.map((report) => {
      const at = report.at ?? reportedAt(document.year, report.quarter)
      return { ...report, at, ...(report.state !== 'submitted' && { decidedAt: report.decidedAt ?? at }) }
    }),
  }
}

/** Who reports an indicator at first, and what its unit is called. */
function whoReports({ key, responsibleUnit }: Shaped['indicators'][number], { people, units }: Shaped) {
  const reports = (one: Shaped['people'][number]['responsible'][number]) => (typeof one === 'string' ? one : one.indicator) === key
  return {
    officer: people.find(({ responsible }) => responsible.some(reports))?.key,
    unitName: units.find((unit) => unit.key === responsibleUnit)?.name,
  }
}

/** The 5th of the month after the period, 09.00 in Jakarta. */
const reportedAt = (year: number, quarter: number | 'year'): string =>
  quarter === 'year' || quarter === 4
    ? `${year + 1}-01-05T02:00:00.000Z`
    : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-05T02:00:00.000Z`

type Decimals = {
  targets: { year: TargetText | null; quarters: (TargetText | null)[] }
  composite?: unknown
  unit: string
  basis: 'parts' | 'shown'
  previousYears: Readonly<Record<string, FigureText>>
}

const digitsAfterPoint = (text: DecimalText): number => text.split('.')[1]?.length ?? 0

/** As many decimals as its targets and whole figures have, those of earlier years too; two where it is computed, has fractions, or is a share or value that counts as shown. */
function decimalsOf(indicator: Decimals, reported: FigureText[]): number {
  const figures = [...reported, ...Object.values(indicator.previousYears)]
  const texts = [indicator.targets.year, ...indicator.targets.quarters]
    .flatMap((t) => (t?.kind === 'number' ? [t.value] : t?.kind === 'grade' ? [t.score ?? '0'] : t ? [t.low, t.high] : []))
    .concat(figures.flatMap((f) => (f.kind === 'number' && !f.parts && !f.inputs ? [f.value] : f.kind === 'grade' ? [f.score ?? '0'] : [])))
  const most = Math.max(0, ...texts.map(digitsAfterPoint))
  const computed = indicator.composite !== undefined || figures.some((f) => f.kind === 'number' && (f.parts || f.inputs))
  // What counts as it is shown would lose the fraction that such a unit may get, however whole its targets are.
  const rounded = indicator.basis === 'shown' && !isCountUnit(indicator.unit)
  return Math.min(4, computed || rounded || (most > 0 && most < 2) ? Math.max(2, most) : most)
}
