import { quarters } from '../../../domain/period.ts'
import type { Indicator } from '../../../domain/plan.ts'
import type { Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeQuarter } from '../../../text/write-date.ts'
import { writeTarget } from '../../../text/write-figure.ts'
import { line, spans } from '../../say.ts'
import { headlineMembers, inPeriod, listedMembers } from '../lines/members.ts'
import { pageOf } from './paged.ts'
import { headingValues } from './view.ts'
import type { View } from './view.ts'

/** Targets of the year with their quarters: first what is due in the period, then the agreement. */
export const viewTargets: View = (facts, asked, texts) => {
  const { assessment, year } = facts
  const listed = new Set([...listedMembers(assessment), ...headlineMembers(inPeriod(assessment, 'year'))].map(({ indicator }) => indicator))
  const paged = pageOf([...listed], asked)
  return {
    parts: [
      line(texts, 'ask.view.targets', { ...headingValues(facts, paged, texts), year }),
      ...paged.rows.map((indicator) => targetLine(indicator, texts)),
      ...(paged.count === 0 ? [line(texts, 'ask.view.empty')] : []),
    ],
    buttons: [],
    ...paged,
  }
}

/** **Name** year 30.044 paket · TW II 2.755, TW III 25.589: quarters without a target are left out, the year where it is the only one. */
export const targetLine = (indicator: Indicator, texts: Texts): Part => {
  const { targets, shortName: name } = indicator
  const cells = quarters.flatMap((quarter) => {
    const target = targets.quarters[quarter - 1]
    if (!target) return []
    return [
      texts.plain('ask.target-cell', {
        quarter: writeQuarter(quarter, texts),
        target: writeTarget(target, { ...indicator, unit: '' }, texts),
      }),
    ]
  })
  return spans(
    texts.spans('ask.target-line', { name, target: writeTarget(targets.year, indicator, texts) }),
    cells.length > 0 ? ` · ${texts.plain('ask.target-quarters', { quarters: cells.join(', ') })}` : '',
  )
}
