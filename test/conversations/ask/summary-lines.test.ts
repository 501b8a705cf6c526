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
