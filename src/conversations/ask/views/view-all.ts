import type { IndicatorAssessment } from '../../../domain/assessment.ts'
import type { Plan } from '../../../domain/plan.ts'
import type { Button, Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { shortName } from '../../../text/short-name.ts'
import { line, spans } from '../../say.ts'
import { button } from '../../session.ts'
import { indicatorLine } from './indicator-line.ts'
import { listedMembers } from './members.ts'
import { pageOf } from './paged.ts'
import { headingValues } from './view.ts'
import type { View } from './view.ts'

/** Every indicator of the period, grouped by objective, numbered; a number's button opens its detail. */
export const viewAll: View = (facts, asked, texts) => {
  const { assessment } = facts
  const { plan, quarter } = assessment
  const paged = pageOf(byObjective(listedMembers(assessment), plan), asked)
  const parts: Part[] = [line(texts, 'ask.view.all', headingValues(facts, paged, texts))]
  let group: string | undefined
  for (const [index, one] of paged.rows.entries()) {
    const name = groupName(one, plan, texts)
    if (name !== undefined && name !== group) parts.push(spans(name))
    group = name
    const number = texts.plain('ask.line.numbered', { number: paged.from + index })
    parts.push(spans(`${number} `, indicatorLine(one, quarter, plan.agency.rules, texts)))
  }
  const numbers = paged.rows.flatMap(({ indicator }, index): Button[] => {
    const indicatorId = facts.ids[indicator.key]
    if (indicatorId === undefined) return []
    return [button(String(paged.from + index), { kind: 'detail', indicatorId, year: facts.year, quarter: facts.quarter })]
  })
  return { parts, buttons: [numbers.slice(0, 4), numbers.slice(4)], page: paged.page, pages: paged.pages }
}

/** In the order of the agreement's objectives; what serves none comes last, in its own order. */
const byObjective = (members: IndicatorAssessment[], { objectives }: Plan): IndicatorAssessment[] => {
  const places = new Map(objectives.map(({ key }, place) => [key, place]))
  const place = ({ indicator }: IndicatorAssessment) => places.get(indicator.objectiveKey ?? '') ?? objectives.length
  return members.toSorted((a, b) => place(a) - place(b) || a.indicator.position - b.indicator.position)
}

/** The objective's name above its indicators; nothing where the agency has none, or a sub-activity serves none. */
const groupName = ({ indicator }: IndicatorAssessment, { objectives }: Plan, texts: Texts): string | undefined => {
  const objective = objectives.find(({ key }) => key === indicator.objectiveKey)
  if (objective) return shortName(objective.name, 60)
  return indicator.standing === 'agreement' && objectives.length > 0 ? texts.plain('ask.no-objective') : undefined
}
