import { dateOf } from '../../src/calendar/dates.ts'
import type { PlainDate } from '../../src/calendar/dates.ts'
import type { Holidays } from '../../src/calendar/holidays.ts'
import { isWorkingMoment } from '../../src/calendar/working-hours.ts'
import type { DigestPlan } from '../../src/delivery/calendar/digest-readers.ts'
import type { PlannedYear } from '../../src/store/calendar/reporting-calendar.ts'
import { digestKey } from '../../src/watch/digests/digest-schedule.ts'
import { levelsReached } from '../../src/watch/reminders/escalate.ts'
import { periodDates, triggersOn, worthAsking } from '../../src/watch/reminders/period-dates.ts'
import { dueSlots } from '../../src/watch/schedule.ts'
import type { SilentAgency } from './three-governments.ts'

/** What one house that never fails would say at some moments, one after the other: each letter with the chat that it goes to. */
type PureYear = { at: (moment: Date) => Map<string, string>; told: () => string[] }

/** Nobody reports anything, so that it follows from the dates alone. `since` is when the digests were first known. */
export function pureYear(
  agencies: readonly SilentAgency[],
  planned: readonly PlannedYear[],
  digests: readonly DigestPlan[],
  holidays: Holidays,
  since: Date,
): PureYear {
  /** Slots of the cadence that were claimed, by agency and period, with the day on which that was. */
  const claimed = new Map<string, PlainDate>()
  const asked = new Map<string, PlainDate>()
  const levels = new Set<string>()
  const last = new Map<string, string>()

  function reminded(agency: SilentAgency, moment: Date): [string, string][] {
    const today = dateOf(moment, agency.zone)
    const periods = periodDates(
      planned.filter(({ agencyId }) => agencyId === agency.agencyId),
      today,
      holidays,
    ).filter(({ quarter }) => quarter === 3 || quarter === 4)
    const fresh = triggersOn(worthAsking(periods, today, new Set()), today).filter(
      ({ kind, year, quarter, slot }) => kind !== 'unpublished' && !claimed.has(`${agency.agencyId}:${year}-${quarter}:${slot}`),
    )
    for (const { year, quarter, slot } of fresh) {
      claimed.set(`${agency.agencyId}:${year}-${quarter}:${slot}`, today)
      const period = `${agency.agencyId}:${year}-${quarter}`
      asked.set(period, asked.get(period) ?? today)
    }
    const [first] = fresh.sort((a, b) => a.year - b.year || a.quarter - b.quarter)
    const reminders = first
      ? agency.officers.map((id): [string, string] => [`reminder:${first.year}-${first.quarter}:${id}:${today}`, chatOf(agency, id)])
      : []
    return [...reminders, ...escalated(agency, periods, today)]
  }

  function escalated(agency: SilentAgency, periods: Parameters<typeof levelsReached>[0], today: PlainDate): [string, string][] {
    return levelsReached(periods, today).flatMap(({ agencyId, year, quarter, level }) => {
      const since = asked.get(`${agencyId}:${year}-${quarter}`)
      const name = `${agencyId}:${year}-${quarter}:${level}`
      // What was not tried before today is not told upwards.
      if (levels.has(name) || since === undefined || since >= today) return []
      levels.add(name)
      const people = level === 'verifier' ? agency.verifiers : level === 'head' ? agency.heads : []
      return people.map((id): [string, string] => [`escalation:${name}:${id}`, chatOf(agency, id)])
    })
  }

  function summed({ reader, schedules }: DigestPlan, moment: Date): [string, string][] {
    const due = schedules.flatMap(({ kind, schedule }) => {
      const known = { since: since.toISOString(), last: last.get(schedule.name) ?? null }
      const slot = dueSlots(schedule, known, moment).at(-1)
      return slot ? [{ kind, schedule, slot }] : []
    })
    for (const { schedule, slot } of due) last.set(schedule.name, slot.toISOString())
    return due.slice(-1).map(({ kind, slot }) => [digestKey(kind, slot, reader.zone, reader.name), reader.chatKey])
  }

  return {
    at: (moment) =>
      new Map([
        ...agencies.filter(({ zone }) => isWorkingMoment(moment, zone, holidays)).flatMap((agency) => reminded(agency, moment)),
        ...digests.flatMap((plan) => summed(plan, moment)),
      ]),
    told: () => [...levels].sort(),
  }
}

const chatOf = ({ chats }: SilentAgency, personId: number): string => chats.get(personId) ?? ''
