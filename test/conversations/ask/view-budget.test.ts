import { expect, test } from 'vitest'
import { viewBudget } from '../../../src/conversations/ask/views/view-budget.ts'
import { assessAgency } from '../../../src/domain/assess/assess.ts'
import { d } from '../../../src/domain/decimal.ts'
import type { BudgetRow, Reported } from '../../../src/domain/plan.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { figure, indicator, plan, report } from '../../domain/a-plan.ts'

const texts = createTexts('id')
const agency = { id: 1, key: 'rsud', name: 'RSUD', shortName: 'RSUD', governmentName: 'Kota Contoh' }
const row: BudgetRow = {
  ...{ key: 'sub', code: '1', name: 'Mebel', level: 'subkegiatan', ceiling: d(0), previousYears: {} },
  realised: { quarters: [null, null, null, null] },
}
const budgetOf = (own: Partial<Reported>) => {
  const sub = indicator({ level: 'subkegiatan', standing: 'support', moneyOf: 'sub' })
  const assessment = assessAgency(plan([sub], {}, [row]), [report('i1', 1, figure(25), own)], 1)
  const facts = { agency, year: 2024, quarter: 1, assessment, ids: {}, versions: {}, mine: true } as const
  return viewBudget(facts, 0, texts)
    .parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join('')))
    .at(-1)
}

test('what was told of a ceiling of zero is shown without a percentage; only what was not told is missing', () => {
  expect(budgetOf({ money: { kind: 'rupiah', value: d(0) } })).toBe('Mebel pagu Rp0 · terserap Rp0 · fisik 25,00%')
  expect(budgetOf({})).toBe('Mebel pagu Rp0 · realisasi belum ada · fisik 25,00%')
})
