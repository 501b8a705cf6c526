import type { AgencyAssessment, IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import type { Button, Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { shortName } from '../../../text/short-name.ts'
import { line, spans } from '../../say.ts'
import { button } from '../../session.ts'
import { cellIn } from '../lines/asked-cell.ts'
import { indicatorLine } from '../lines/indicator-line.ts'
import { listedMembers } from '../lines/members.ts'
import { pageOf } from './paged.ts'
import { headingValues } from './view.ts'
import type { View } from './view.ts'

/** Every indicator of the period, grouped by objective, numbered; a number's button opens its detail. */
export const viewAll: View = (facts, asked, texts) => {
  const { assessment } = facts
  const { plan, quarter } = assessment
  const paged = pageOf(inGroups(listedMembers(assessment), assessment, texts), asked)
  const parts: Part[] = [line(texts, 'ask.view.all', headingValues(facts, paged, texts))]
  for (const [index, { one, group }] of paged.rows.entries()) {
    if (group !== undefined && group !== paged.rows[index - 1]?.group) parts.push(spans(group))
    const number = texts.plain('ask.line.numbered', { number: paged.from + index })
    parts.push(spans(`${number} `, indicatorLine(one, quarter, plan.agency.rules, texts)))
  }
  const numbers = paged.rows.flatMap(({ one }, index): Button[] => {
    const indicatorId = facts.ids[one.indicator.key]
    if (indicatorId === undefined) return []
    return [button(String(paged.from + index), { kind: 'detail', indicatorId, year: facts.year, quarter: facts.quarter })]
  })
  return { parts, buttons: [numbers.slice(0, 4), numbers.slice(4)], page: paged.page, pages: paged.pages }
}

type Grouped = { one: IndicatorAssessment; group: string | undefined }

/** By the agreement's objectives; what serves none by the unit that reports it; figures without a target last. */
const inGroups = (members: IndicatorAssessment[], { plan, quarter }: AgencyAssessment, texts: Texts): Grouped[] => {
  const objectives = new Map(plan.objectives.map(({ key, name }) => [key, shortName(name, 60)]))
  const groupOf = (one: IndicatorAssessment): string | undefined => {
    const { objectiveKey, standing, unitName } = one.indicator
    if (cellIn(one, quarter).state === 'voluntary') return texts.plain('ask.voluntary')
    const objective = objectives.get(objectiveKey ?? '')
    return objective ?? (standing === 'agreement' && objectives.size > 0 ? texts.plain('ask.no-objective') : unitName)
  }
  const names = members.map(groupOf)
  const order = [...objectives.values(), ...names]
  const last = texts.plain('ask.voluntary')
  const place = (group: string | undefined) => (group === last ? order.length : order.indexOf(group ?? ''))
  return members
    .map((one, index) => ({ one, group: names[index] }))
    .sort((a, b) => place(a.group) - place(b.group) || a.one.indicator.position - b.one.indicator.position)
}
