import { line } from '../../say.ts'
import { shortName } from '../../../text/short-name.ts'
import { writePercent } from '../../../text/write-number.ts'
import { markOf } from '../lines/mark.ts'
import { pageOf } from './paged.ts'
import { headingValues } from './view.ts'
import type { View } from './view.ts'

/** The mean of each objective that has something due in the period. */
export const viewObjectives: View = (facts, asked, texts) => {
  const { objectives, plan } = facts.assessment
  const paged = pageOf(
    objectives.filter(({ mean }) => mean.of > 0),
    asked,
  )
  const rows = paged.rows.map(({ objective, mean: { value, shown, rating, entered, of } }) => {
    const name = shortName(objective.name, 70)
    if (!value || !shown) return line(texts, 'ask.objective-none', { name, count: of })
    const capaian = { kind: 'percent' as const, value, working: { formula: 'mean', terms: {} } }
    const mark = markOf({ capaian, shown, ...(rating && { rating }) }, texts)
    return line(texts, 'ask.objective', { name, value: writePercent(shown, texts.locale, plan.agency.rules.decimals), mark, entered, of })
  })
  const empty = paged.count === 0 ? [line(texts, 'ask.view.empty')] : []
  return { parts: [line(texts, 'ask.view.objectives', headingValues(facts, paged, texts)), ...rows, ...empty], buttons: [], ...paged }
}
