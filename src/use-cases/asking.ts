import { z } from 'zod'
import type { Holidays } from '../calendar/holidays.ts'
import { dateOf } from '../calendar/dates.ts'
import { DueRule, defaultDueRule } from '../calendar/due-rules.ts'
import { isZone } from '../calendar/zones.ts'
import type { Zone } from '../calendar/zones.ts'
import type { Viewer } from '../domain/requests.ts'
import type { Tx } from '../store/database.ts'

/** What every use case is handed: the door to the store, who asks, through what, and when. */
export type Asking = { tx: Tx; viewer: Viewer; channel: string; now: Date; holidays: Holidays }

/** The plain date of a moment in a zone as it is stored. */
export const todayIn = (now: Date, zone: string): string => dateOf(now, zoneOf(zone))

/** A stored zone; Jakarta's where it is none of the three. */
export const zoneOf = (zone: string): Zone => (isZone(zone) ? zone : 'Asia/Jakarta')

const Stored = z.object({ dueRule: DueRule.shape.rule, dueNumber: DueRule.shape.number, lockAfter: DueRule.shape.lockAfter })

/** The due rule within an agreement's stored rules, or the default. */
export const dueRuleOf = (rules: unknown): DueRule => {
  const read = Stored.safeParse(rules)
  return read.success
    ? { rule: read.data.dueRule, number: read.data.dueNumber, lockAfter: read.data.lockAfter, exceptions: {} }
    : defaultDueRule
}
