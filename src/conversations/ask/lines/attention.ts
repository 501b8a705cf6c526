import type { AgencyAssessment, IndicatorAssessment } from '../../../domain/assess/assessment.ts'
import { d } from '../../../domain/decimal.ts'
import type { Decimal } from '../../../domain/decimal.ts'
import { grouped } from '../../../domain/grouped.ts'
import { cellIn, placeOf } from './asked-cell.ts'
import { tellingMembers } from './members.ts'

/** A change of so many points is worth a line, though the figure is right on target. */
const muchChange = d(10)

/** Why an indicator is looked at first, in this order; every kind has one line before any has a second. */
const kinds = ['returned', 'below', 'missing', 'unpublished', 'far-above', 'changed'] as const
type Kind = (typeof kinds)[number]

/**
 * What a person should look at first: sent back, below target (lowest first), not reported, not yet published, far above the agency's
 * threshold (furthest first), changed most. At most `most`; every kind has one before any has a second.
 */
export const needingAttention = (assessment: AgencyAssessment, most: number): IndicatorAssessment[] => {
  const byKind = grouped(tellingMembers(assessment), (one) => kindOf(one, assessment) ?? 'fine')
  const ordered = kinds.flatMap((kind) => sorted(kind, byKind.get(kind) ?? [], assessment).map((one, place) => ({ one, kind, place })))
  const first = ordered.filter(({ place }) => place === 0).slice(0, most)
  const rest = ordered.filter((entry) => !first.includes(entry)).slice(0, most - first.length)
  const chosen = new Set([...first, ...rest])
  return ordered.filter((entry) => chosen.has(entry)).map(({ one }) => one)
}

const kindOf = (one: IndicatorAssessment, { quarter, plan }: AgencyAssessment): Kind | undefined => {
  const cell = cellIn(one, quarter)
  if (cell.report?.state === 'returned') return 'returned'
  if (placeOf(cell) === 'below') return 'below'
  if (cell.state === 'not-reported') return 'missing'
  if (cell.state === 'not-yet-published') return 'unpublished'
  if (cell.shown?.gt(plan.agency.rules.causeAbove)) return 'far-above'
  return quarter !== 'year' && one.change?.points.abs().gte(muchChange) ? 'changed' : undefined
}

const sorted = (kind: Kind, members: IndicatorAssessment[], { quarter }: AgencyAssessment): IndicatorAssessment[] => {
  const shown = (one: IndicatorAssessment): Decimal => cellIn(one, quarter).shown ?? d(0)
  const change = (one: IndicatorAssessment): Decimal => one.change?.points.abs() ?? d(0)
  switch (kind) {
    case 'below':
      return members.toSorted((a, b) => shown(a).cmp(shown(b)))
    case 'far-above':
      return members.toSorted((a, b) => shown(b).cmp(shown(a)))
    case 'changed':
      return members.toSorted((a, b) => change(b).cmp(change(a)))
    case 'returned':
    case 'missing':
    case 'unpublished':
      return members
  }
}
