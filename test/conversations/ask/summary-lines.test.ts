import { expect, test } from 'vitest'
import { summaryLines } from '../../../src/conversations/ask/lines/summary-lines.ts'
import { assessAgency } from '../../../src/domain/assess/assess.ts'
import type { Quarter } from '../../../src/domain/period.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { figure, indicator, plan, report, targets } from '../../domain/a-plan.ts'

const texts = createTexts('id')
const agency = { id: 1, key: 'dinkes', name: 'Dinas Kesehatan', shortName: 'DINKES', governmentName: 'Kota Contoh' }

/** Two of each semester, one of each year, and what is reported every quarter in their support. */
const ofSemesters = plan([
  ...['a', 'b'].map((key, position) =>
    indicator({ key, shortName: key, aggregation: 'last', targets: targets([null, 50, null, 100], 100), position }),
  ),
  indicator({ key: 'once', shortName: 'Sekali', aggregation: 'once', targets: targets([null, null, null, 80], 80), position: 2 }),
  indicator({ key: 'sub', shortName: 'Sub', level: 'subkegiatan', standing: 'support', position: 3 }),
])
const lastOf = (quarter: Quarter) => {
  const assessment = assessAgency(ofSemesters, [report('sub', quarter, figure(25))], quarter)
  return summaryLines({ agency, year: 2024, quarter, assessment, ids: {}, versions: {}, mine: true }, texts)
    .map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join('')))
    .at(-1)
}

test('only what is due once a year is called annual: what is due each semester is due now, or due again later', () => {
  expect(lastOf(2)).toBe('Perjanjian kinerja 2024: 3 indikator, 1 tahunan (jatuh tempo Januari 2025)')
  expect(lastOf(3)).toBe('Perjanjian kinerja 2024: 3 indikator, 1 tahunan (jatuh tempo Januari 2025), 2 jatuh tempo lagi TW IV')
  expect(lastOf(1)).toBe('Perjanjian kinerja 2024: 3 indikator, 1 tahunan (jatuh tempo Januari 2025), 2 jatuh tempo lagi TW II')
})

test('what missed its quarter is not reported, though it is due again; what is due later is told with its month', () => {
  const year = (ended?: number) => {
    const assessment = assessAgency(ofSemesters, [report('a', 2, figure(50))], 'year')
    const facts = {
      agency,
      year: 2024,
      quarter: 0 as const,
      assessment,
      ids: {},
      versions: {},
      mine: true,
      ...(ended !== undefined && { ended }),
    }
    const [first] = summaryLines(facts, texts)
    return first?.kind === 'paragraph' ? first.spans.map(({ text }) => text).join('') : ''
  }
  expect(year(3)).toContain('rata-rata 1 dari 3 indikator, 1 belum dilaporkan, 1 jatuh tempo Januari 2025')
  expect(year(1)).toContain('rata-rata 1 dari 3 indikator, 1 jatuh tempo Juli 2024, 1 jatuh tempo Januari 2025')
  expect(year()).toContain('rata-rata 1 dari 3 indikator, 2 belum dilaporkan')
})
