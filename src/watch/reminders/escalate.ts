import { addDays } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { workingDaysBetween } from '../../calendar/holidays.ts'
import { escalationLevels } from '../../calendar/reminder-cadence.ts'
import { grouped } from '../../domain/grouped.ts'
import { levelsToTell, tellLevel } from '../../store/calendar/escalations.ts'
import type { AskedLevel, LatePeriod } from '../../store/calendar/escalations.ts'
import { escalationMessage } from './escalation-message.ts'
import type { PeriodDates } from './period-dates.ts'
import type { Watchtower } from './watchtower.ts'

/** An agency's levels stay together: those that were due together are one message. */
const agenciesAtOnce = 20
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
  const asked = [...grouped(levelsReached(periods, today), ({ agencyId }) => String(agencyId)).values()]
  let told = 0
  for (let at = 0; at < asked.length; at += agenciesAtOnce)
    for (const periods of together(await levelsToTell(db, asked.slice(at, at + agenciesAtOnce).flat(), today))) {
      const [first] = periods
      const days = workingDaysBetween(first.due, today, holidays)
      const letters = first.people.flatMap(({ personId, chatKey, locale, unitId }) => {
        const theirs = periods.map((period) => ({
          ...period,
          late: period.late.filter((report) => unitId === null || report.unitId === unitId),
        }))
        const late = theirs.filter((period) => period.late.length > 0)
        if (late.length === 0) return []
        const body = escalationMessage(late, { today, days }, tongues[locale === 'en' ? 'en' : 'id'])
        return [{ key: keyOf(first, personId), chatKey, personId, body, urgency: body.urgency }]
      })
      told += await tellLevel(db, periods, first.level === 'leadership' ? [] : letters, now)
    }
  return told
}

const keyOf = ({ agencyId, year, quarter, level }: LatePeriod, personId: number): string =>
  `escalation:${agencyId}:${year}-${quarter}:${level}:${personId}`

/** Levels of one agency that are told of with the same due date are one message: with TW IV the year is late, behind it. */
function together(levels: readonly LatePeriod[]): [LatePeriod, ...LatePeriod[]][] {
  const groups = grouped(levels, ({ agencyId, level, due, lock }) => `${agencyId}:${level}:${due}:${lock}`)
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = [...group].sort((a, b) => a.year - b.year || (a.quarter || 5) - (b.quarter || 5))
    return first ? [[first, ...more]] : []
  })
}
