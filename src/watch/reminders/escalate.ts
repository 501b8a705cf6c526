import { addDays } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { workingDaysBetween } from '../../calendar/holidays.ts'
import { escalationLevels } from '../../calendar/reminder-cadence.ts'
import { levelsToTell, tellLevel } from '../../store/escalations.ts'
import type { AskedLevel, LatePeriod } from '../../store/escalations.ts'
import { escalationMessage } from './escalation-message.ts'
import type { PeriodDates } from './period-dates.ts'
import type { Watchtower } from './watchtower.ts'

const agenciesAtOnce = 40
/** A level that was missed while the house was down is told until a week after the lock; later it helps nobody. */
const daysAfterLock = 7

/** The levels that lateness has reached on a day, period by period. */
export const levelsReached = (periods: readonly PeriodDates[], today: PlainDate): AskedLevel[] =>
  periods.flatMap(({ agencyId, agreementId, year, quarter, due, lock, escalations }) => {
    const until = addDays(lock > escalations.leadership ? lock : escalations.leadership, daysAfterLock)
    return escalationLevels
      .filter((level) => escalations[level] <= today && today <= until)
      .map((level) => ({ agencyId, agreementId, year, quarter, level, due, lock }))
  })

/**
 * Tells those above what is late, each level once for a period: verifiers of what is theirs, the head of all. The level of the leadership is
 * only noted here; the next digest says it. Returns how many levels were told.
 */
export async function escalate(
  { db, tongues, holidays }: Watchtower,
  periods: readonly PeriodDates[],
  today: PlainDate,
  now: Date,
): Promise<number> {
  const asked = levelsReached(periods, today)
  let told = 0
  for (let at = 0; at < asked.length; at += agenciesAtOnce)
    for (const period of await levelsToTell(db, asked.slice(at, at + agenciesAtOnce), today)) {
      const days = workingDaysBetween(period.due, today, holidays)
      const letters = period.people.flatMap(({ personId, chatKey, locale, unitId }) => {
        const late = period.late.filter((report) => unitId === null || report.unitId === unitId)
        if (late.length === 0) return []
        const body = escalationMessage({ ...period, late }, { today, days }, tongues[locale === 'en' ? 'en' : 'id'])
        return [{ key: keyOf(period, personId), chatKey, personId, body, urgency: body.urgency }]
      })
      if (await tellLevel(db, period, period.level === 'leadership' ? [] : letters, now)) told += 1
    }
  return told
}

const keyOf = ({ agencyId, year, quarter, level }: LatePeriod, personId: number): string =>
  `escalation:${agencyId}:${year}-${quarter}:${level}:${personId}`
