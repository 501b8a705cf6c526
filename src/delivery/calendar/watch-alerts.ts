import { dateOf } from '../../calendar/dates.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import { isWorkingMoment, nextWorkingMoment } from '../../calendar/working-hours.ts'
import { zoneOf } from '../../calendar/zones.ts'
import { alertMessage } from '../../conversations/alerts/alert-message.ts'
import { alertTopic, heardFrom, leastLevels } from '../../conversations/alerts/refresh.ts'
import { AlertRules } from '../../domain/leadership/alert-rules.ts'
import type { AlertSeen, AlertState } from '../../domain/leadership/alerts.ts'
import { grouped } from '../../domain/grouped.ts'
import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import { lettersOn, noteLook, watchedAgencies } from '../../store/leadership/alert-news.ts'
import type { WatchedAgency } from '../../store/leadership/alert-news.ts'
import { alertsById, alertsOfBatches, mutedSubjects, openAlerts, writeAlerts } from '../../store/leadership/alerts.ts'
import { inTransaction } from '../../store/database/database.ts'
import type { Tx } from '../../store/database/database.ts'
import { addLetters } from '../../store/chats/outbox-add.ts'
import type { NewLetter } from '../../store/chats/outbox-add.ts'
import { roomsOver } from '../../store/leadership/rooms.ts'
import { statements } from '../../store/database/statements.ts'
import { compareStates } from '../../watch/alerts/compare-states.ts'
import { findAlerts } from '../../watch/alerts/find-alerts.ts'
import { endedUnreported } from '../../watch/alerts/ended-unreported.ts'
import { rulesInForce } from '../../watch/alerts/rules.ts'
import type { Surroundings } from '../in/setting.ts'
import { eachPart } from './each-part.ts'
import { settledAt } from './settled.ts'
import { watchedYears } from './watched-years.ts'

/** What a look at the agencies came to. */
export type Watched = { looked: number; opened: number; changed: number; closed: number; told: number }

/**
 * Looks at the agencies where something has changed, and once a working day at all: what is out of order is told to their rooms once, what
 * has changed is changed in its place, what is over is closed. An agency that is seen for the first time is noted as it stands: nobody is
 * told of what lies behind. Everything of one agency commits together; one that can't be looked at keeps no other waiting.
 */
export async function watchAlerts(room: Surroundings, now: Date): Promise<Watched> {
  const counts: Watched = { looked: 0, opened: 0, changed: 0, closed: 0, told: 0 }
  // All zones have the same running year but for two hours of New Year's night.
  const { year } = runningPeriod(dateOf(now, 'Asia/Jakarta'))
  const asked = (await watchedAgencies(room.db, [year], now)).filter((agency) => toBeLookedAt(agency, room, now))
  const look = async (agency: WatchedAgency): Promise<void> => {
    const one = await inTransaction(room.db, (tx) => lookAt(agency, tx, room, now))
    counts.looked += 1
    for (const name of ['opened', 'changed', 'closed', 'told'] as const) counts[name] += one[name]
  }
  const parts = asked.map((agency) => ({ name: `agency ${agency.agencyId}`, run: () => look(agency) }))
  await eachPart('looking for alerts', parts)
  return counts
}

const toBeLookedAt = (agency: WatchedAgency, { holidays }: Surroundings, now: Date): boolean => {
  const { since, lookedAt, zone } = agency
  const settled = settledAt(agency)
  if (since === null || (settled && settled <= now)) return true
  const days = dateOf(lookedAt ?? since, zoneOf(zone)) < dateOf(now, zoneOf(zone))
  return days && isWorkingMoment(now, zoneOf(zone), holidays)
}

async function lookAt(agency: WatchedAgency, tx: Tx, { tongues, holidays }: Surroundings, now: Date): Promise<Omit<Watched, 'looked'>> {
  const { agencyId, governmentId, zone } = agency
  const db = statements(tx)
  await noteLook(db, agencyId, now)
  const none = { opened: 0, changed: 0, closed: 0, told: 0 }
  const today = dateOf(now, zoneOf(zone))
  const period = runningPeriod(today)
  const before = await openAlerts(db, agencyId)
  const years = await watchedYears(tx, agency, period, before, { today, now, holidays })
  if (!years.has(period.year)) return none
  const rules = AlertRules.safeParse(agency.alertRules)
  const inForce = rulesInForce(rules.success ? rules.data : {})
  // Of an earlier year only its missing reports are still waited for.
  const states = [...years].flatMap(([year, context]) =>
    findAlerts(context, year === period.year ? inForce : inForce.filter(({ name }) => name === 'not-reported')),
  )
  const { begun, changed, ended } = compareStates(before, states)
  const batch = `${agencyId}:${now.toISOString()}`
  // What lay there when the watch began, and what somebody has muted, is noted and not told.
  const muted = new Set(await mutedSubjects(db, agencyId, now))
  const told = (state: AlertState) => agency.since !== null && !muted.has(`${state.rule}:${state.subject}`)
  const opened = await writeAlerts(
    db,
    agencyId,
    {
      begun: begun.map((state) => ({ ...state, batch: told(state) ? batch : '' })),
      changed: changed.map(({ open, now: state }) => ({ id: open.id, now: state })),
      ended: ended.map((one) => ({ id: one.id, facts: endedUnreported(one, years.get(one.facts.year)) })),
    },
    now,
  )
  const news = (await alertsById(db, governmentId, opened)).filter((one) => one.batch !== '')
  const letters = [
    ...(news.length === 0 ? [] : newLetters(news, await roomsOver(db, agencyId), batch, zone)),
    ...(await changedLetters([...changed.map(({ open }) => open), ...ended])),
  ]
  await addLetters(db, letters)
  return { opened: opened.length, changed: changed.length, closed: ended.length, told: letters.length }

  /** Each room hears of what it has chosen to; nobody is woken at night. */
  function newLetters(alerts: AlertSeen[], rooms: RoomFacts[], name: string, of: string): NewLetter[] {
    const sendAfter = nextWorkingMoment(now, zoneOf(of), holidays).toISOString()
    return rooms.flatMap(({ id, chatKey, locale, settings: { alerts: least } }): NewLetter[] => {
      const heard = least === 'none' ? [] : heardFrom(alerts, least)
      if (heard.length === 0 || least === 'none') return []
      const body = alertMessage(heard, of, tongues[locale])
      return [{ key: `alert:${name}:room ${id}`, chatKey, body, urgency: body.urgency, sendAfter, topic: alertTopic(name, least) }]
    })
  }

  /** What was told of these before, written anew in its place. */
  async function changedLetters(alerts: AlertSeen[]): Promise<NewLetter[]> {
    const batches = [...new Set(alerts.map((one) => one.batch))].filter((name) => name !== '')
    const members = grouped(await alertsOfBatches(db, batches), (one) => one.batch)
    const written: NewLetter[] = []
    for (const [name, all] of members)
      for (const least of leastLevels) {
        const topic = alertTopic(name, least)
        const heard = heardFrom(all, least)
        for (const { chatKey, locale, outboxId } of heard.length > 0 ? await lettersOn(db, topic) : []) {
          const body = { ...alertMessage(heard, zone, tongues[locale === 'en' ? 'en' : 'id']), replaces: outboxId }
          written.push({ chatKey, body, urgency: body.urgency, sendAfter: now.toISOString(), topic })
        }
      }
    return written
  }
}
