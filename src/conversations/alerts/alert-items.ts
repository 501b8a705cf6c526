import type { AlertLevel, AlertSeen } from '../../domain/leadership/alerts.ts'
import { atLeast } from '../../domain/leadership/alerts.ts'
import { grouped } from '../../domain/grouped.ts'

/** Alerts about the same thing, told as one: its most pressing first. */
export type AlertItem = { alerts: [AlertSeen, ...AlertSeen[]]; level: AlertLevel; ids: number[]; open: boolean }

/** One item for each thing that alerts are about, the most pressing first. Rules are told apart within it. */
export const alertItems = (alerts: readonly AlertSeen[]): AlertItem[] => {
  const groups = grouped(alerts, ({ agencyId, subject }) => `${agencyId}:${subject}`)
  const items = [...groups.values()].flatMap((group): AlertItem[] => {
    // What still holds says more than what is over.
    const holding = group.filter(({ closedAt }) => closedAt === undefined)
    const [first, ...rest] = holding.length > 0 ? holding : group
    if (!first) return []
    const level = [first, ...rest].reduce<AlertLevel>((most, one) => (atLeast(one.level, most) ? one.level : most), first.level)
    return [{ alerts: [first, ...rest], level, ids: group.map(({ id }) => id), open: holding.length > 0 }]
  })
  return items.sort((a, b) => Number(b.open) - Number(a.open) || Number(atLeast(b.level, a.level)) - Number(atLeast(a.level, b.level)))
}
