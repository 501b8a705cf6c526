import { describe, expect, test } from 'vitest'
import { assessBudget, totalMoney } from '../../src/domain/money/budget.ts'
import type { BudgetRow } from '../../src/domain/plan.ts'
import type { Report } from './published-reports.ts'
import { asPrinted, bkd, bkpsdm, exact, printedText, reports, setda } from './published-reports.ts'

type Printed = Report['budget'][number]

/** Rows of one year as a tree: programs hold the kegiatan printed after them, and so on; the total holds the programs. */
const treeOf = (rows: Printed[], realised: (row: Printed) => boolean): BudgetRow[] => {
  const levels = ['program', 'kegiatan', 'subkegiatan']
  const total = rows.findIndex(({ level }) => level === 'total')
  const open: string[] = []
  return rows.map((row, i) => {
    const depth = levels.indexOf(row.level)
    const above = depth === 0 && total >= 0 ? String(total) : open[depth - 1]
    if (depth >= 0) open.splice(depth, levels.length, String(i))
    const parentKey = depth < 0 ? undefined : above
    return {
      key: String(i),
      ...(parentKey === undefined ? {} : { parentKey }),
      level: row.level,
      name: row.name,
      ceiling: exact(row.pagu ?? 0),
      realised: { quarters: [null, null, null, null], ...(realised(row) && row.realisasi !== null ? { year: exact(row.realisasi) } : {}) },
      previousYears: {},
    }
  })
}

/** Printed absorption that does not follow from the money beside it, and why; each must still differ. */
const notReproduced = new Map([
  ['SETDA 1.2.08.1 Penyediaan Jasa Surat Menyurat', 'ceiling zero: the report prints 0, but nothing can be divided by it'],
  ['BKD  Penyediaan Jasa Surat Menyurat', 'ceiling and realisation are equal (100%), the report prints 96.75%'],
])

const yearsOf = (report: Report): number[] => [...new Set(report.budget.map(({ year }) => year ?? report.agency.year))]
const cases = reports.flatMap((report) =>
  yearsOf(report).map((year) => ({
    agency: report.agency.short,
    year,
    rows: report.budget.filter((row) => (row.year ?? report.agency.year) === year),
  })),
)

describe('absorption as printed', () => {
  test('every printed one is here', () => {
    const count = ({ agency, rows }: (typeof cases)[number]) => [
      agency,
      rows.filter(({ percentPrinted }) => percentPrinted !== null).length,
    ]
    expect(cases.map(count)).toEqual([
      ['SETDA', 65],
      ['BKPSDM', 14],
      ['BKPSDM', 13],
      ['BKD', 45],
    ])
  })

  test.each(cases)('every row of $agency $year', ({ agency, rows }) => {
    const lines = assessBudget(
      treeOf(rows, () => true),
      'year',
    )
    expect(lines).toHaveLength(rows.length)
    const checked = lines.flatMap((line) => {
      const row = rows[Number(line.row.key)]
      if (!row?.percentPrinted) return []
      const name = `${agency} ${row.code ?? ''} ${row.name}`
      const absorption = asPrinted(line.absorptionYear, row.percentPrinted)
      const matches = (absorption === printedText(row.percentPrinted)) !== notReproduced.has(name)
      return [{ name, printed: row.percentPrinted, matches, absorption }]
    })
    expect(checked.filter(({ matches }) => !matches)).toEqual([])
    expect(checked.length).toBe(rows.filter(({ percentPrinted }) => percentPrinted !== null).length)
  })
})

describe('money rolls up by rupiah', () => {
  const leaves = (rows: Printed[]) => {
    const lowest = rows.some(({ level }) => level === 'subkegiatan') ? 'subkegiatan' : 'kegiatan'
    return assessBudget(
      treeOf(rows, ({ level }) => level === lowest),
      'year',
    )
  }

  test('DKI: from its sub-activities to 87,59% of Rp216.419.358.893, not the mean of its programs', () => {
    const money = totalMoney(leaves(bkd.budget))
    expect([money?.ceiling.toFixed(), money?.year?.toFixed()]).toEqual(['216419358893', '189566838649'])
  })

  test.each(['Program Kegiatan 2023', 'Program Kegiatan 2024'])(
    'BKPSDM: programs and the total follow from their kegiatan (%s)',
    (name) => {
      const rows = bkpsdm.budget.filter(({ year }) => name.endsWith(String(year)))
      for (const { row, year } of leaves(rows)) expect(year?.toFixed()).toBe(rows[Number(row.key)]?.realisasi?.toFixed())
    },
  )

  test('SETDA: both programs and every kegiatan follow from their sub-activities', () => {
    const differing = leaves(setda.budget).filter(({ row, year }) => !year?.eq(setda.budget[Number(row.key)]?.realisasi ?? 0))
    expect(differing.map(({ row }) => row.name)).toEqual([])
  })
})
