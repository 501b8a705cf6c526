import type { AgencyAssessment, BudgetAssessment, Efficiency } from '../../../domain/assess/assessment.ts'
import { absorptionOf } from '../../../domain/money/budget.ts'
import type { Decimal } from '../../../domain/decimal.ts'
import type { Part, Span } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { shortName } from '../../../text/short-name.ts'
import { writeNumber, writePercent, writeRupiahShort } from '../../../text/write-number.ts'
import { line, spans } from '../../say.ts'
import { pageOf } from './paged.ts'
import { headingValues } from './view.ts'
import type { View } from './view.ts'

/** The budget tree with absorption, the plan and physical progress beside it; the agency's efficiency on the first page of a year. */
export const viewBudget: View = (facts, asked, texts) => {
  const { assessment } = facts
  const paged = pageOf(assessment.budget, asked)
  const rows = paged.rows.map((row) => budgetLine(row, assessment, texts))
  const efficiency = paged.page === 0 ? efficiencyLines(assessment, texts) : []
  const empty = paged.count === 0 ? [line(texts, 'ask.view.empty')] : []
  return {
    parts: [line(texts, 'ask.view.budget', headingValues(facts, paged, texts)), ...efficiency, ...rows, ...empty],
    buttons: [],
    ...paged,
  }
}

const budgetLine = (row: BudgetAssessment, { quarter }: AgencyAssessment, texts: Texts): Part => {
  const spent = quarter === 'year' ? row.year : row.toDate
  const percent = quarter === 'year' ? row.absorptionYear : row.absorptionToDate
  const planned = quarter === 'year' ? undefined : absorptionOf(row.planToDate, row.ceiling)
  const said: Span[][] = [
    spentWords(spent, percent, texts),
    ...(row.rating ? [[{ text: row.rating.label }]] : []),
    ...(planned ? [texts.spans('ask.budget-plan', { percent: writePercent(planned, texts.locale) })] : []),
    ...(row.physical ? [texts.spans('ask.budget-physical', { percent: writePercent(row.physical, texts.locale) })] : []),
  ]
  const name = shortName(row.row.name, 60)
  const head = texts.spans('ask.budget-row', { name, ceiling: writeRupiahShort(row.ceiling, texts) })
  return spans(depthMark(row.depth), head, ...said.flatMap((one): (string | Span[])[] => [' · ', one]))
}

/** What was spent. Of a ceiling of zero there is no percentage, yet what was told of it is not missing. */
const spentWords = (spent: Decimal | undefined, percent: Decimal | undefined, texts: Texts): Span[] => {
  if (!spent) return texts.spans('ask.budget-unknown')
  const written = writeRupiahShort(spent, texts)
  return percent
    ? texts.spans('ask.budget-spent', { percent: writePercent(percent, texts.locale), spent: written })
    : texts.spans('ask.budget-spent-of-none', { spent: written })
}

/** How deep in the tree, for a list that cannot be indented. */
const depthMark = (depth: number): string => (depth === 0 ? '' : `${'›'.repeat(depth)} `)

/** Of the whole agency where the rule has such a figure, else of what it is about; three lines at most. */
const efficiencyLines = ({ efficiency, plan }: AgencyAssessment, texts: Texts): Part[] => {
  const whole = efficiency.filter(({ subject }) => subject === plan.agency.key)
  return (whole.length > 0 ? whole : efficiency).slice(0, 3).map((one) => efficiencyLine(one, plan, texts))
}

const efficiencyLine = ({ rule, subject, shown, rating }: Efficiency, plan: AgencyAssessment['plan'], texts: Texts): Part => {
  const indicator = plan.indicators.find(({ key }) => key === subject)
  const row = plan.budget.find(({ key }) => key === subject)
  const name = indicator?.shortName ?? (row ? shortName(row.name) : plan.agency.shortName)
  const value = writeNumber(shown, texts.locale, plan.agency.rules.decimals)
  switch (rule) {
    case 'difference':
    case 'ratio':
    case 'unspent':
    case 'pmk-22-2021':
      return spans(texts.spans(`ask.efficiency.${rule}`, { name, value }), rating ? ` · ${rating.label}` : '')
    default:
      throw new Error(`no text for the efficiency rule ${rule}`)
  }
}
