import type { KnownSchedule } from '../store/calendar/schedule-ledger.ts'

/**
 * When something is done by the calendar. `slots` gives the moments after one and up to another, in order; `keepMs` is how long a slot
 * that was missed is still worth carrying out.
 */
export type Schedule = { name: string; keepMs: number; slots: (after: Date, upTo: Date) => Date[] }

/**
 * The slots that are to be carried out now: those since the last one, without what has become stale. A schedule that the ledger has
 * never seen has none: it is registered, not made up for.
 */
export const dueSlots = ({ slots, keepMs }: Schedule, known: Pick<KnownSchedule, 'since' | 'last'> | undefined, now: Date): Date[] => {
  if (!known) return []
  return slots(new Date(known.last ?? known.since), now).filter((slot) => now.getTime() - slot.getTime() <= keepMs)
}
