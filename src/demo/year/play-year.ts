import { addDays, dateOf, instantAt } from '../../calendar/dates.ts'
import type { PlainDate } from '../../calendar/dates.ts'
import { dueDate } from '../../calendar/due-rules.ts'
import { addWorkingDays, isWorkingDay } from '../../calendar/holidays.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { officeHours } from '../../calendar/working-hours.ts'
import { holidaysInForce } from '../../delivery/calendar/holidays-in-force.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import { newestLetters } from '../../store/chats/chat-reads.ts'
import { nextWaking } from '../../store/chats/conversation-clocks.ts'
import type { Database } from '../../store/database/database.ts'
import { openReports } from '../../store/reports/open-reports.ts'
import { nextWaitingReminder } from '../../store/calendar/reminders.ts'
import { versionsWaiting } from '../../store/reports/versions.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import { mendReport, playList } from '../replay/play-officer.ts'
import type { Part } from '../replay/play-officer.ts'
import { playVerifier, returnReport } from '../replay/play-verifier.ts'
import { withButton } from '../replay/stage.ts'
import type { Stage } from '../replay/stage.ts'
import type { Deed, YearScript } from './year-script.ts'

const zone = 'Asia/Jakarta'
/** After so long an officer's reports count as settled, and the calendar looks what they have changed. */
const settledMs = 6 * 60_000
const lettersBack = 60

/** What the year is played with: the stage, how people go through it, and what they report. `seat` names a person of the document. */
export type YearPlay = {
  db: Database
  stage: Stage
  script: YearScript
  agencyId: number
  year: number
  parts: readonly Part[]
  seat: (personKey: string) => string
}

type Event = { at: Date; happen: (later: (event: Event) => void) => Promise<unknown> }

/**
 * Plays a year from its first day to its last: every working morning the calendar is looked at, and whenever something wakes by itself;
 * officers report on their days, the verifier looks in the afternoons, everybody does what the script says.
 */
export async function playYear(play: YearPlay): Promise<void> {
  const { db, stage } = play
  const { clock } = stage
  const holidays = await holidaysInForce(db)
  let settlesAt: Date | undefined

  const runTo = async (to: Date): Promise<void> => {
    for (;;) {
      const now = clock.now()
      const ahead = [await nextWaking(db, now), await nextWaitingReminder(db, now), settlesAt].filter((one) => one !== undefined)
      const [next] = ahead.filter((one) => one < to).sort((a, b) => a.getTime() - b.getTime())
      if (!next) break
      if (settlesAt && next >= settlesAt) settlesAt = undefined
      clock.moveTo(next)
      await stage.tick()
    }
    clock.moveTo(to)
  }

  const events = await eventsOf(play, holidays)
  for (let event = events.shift(); event; event = events.shift()) {
    await runTo(event.at)
    const before = stage.deeds()
    await event.happen((later) => {
      const place = events.findIndex(({ at }) => at > later.at)
      events.splice(place < 0 ? events.length : place, 0, later)
    })
    if (stage.deeds() > before) settlesAt = new Date(clock.now().getTime() + settledMs)
  }
}

async function eventsOf(play: YearPlay, holidays: Holidays): Promise<Event[]> {
  const { script, stage } = play
  const from = dateOf(script.begins, zone)
  const to = dateOf(script.ends, zone)
  const dates = daysFrom(from, to).filter((date) => isWorkingDay(date, holidays))
  const mornings = dates.map((date): Event => ({ at: instantAt(date, officeHours.start, zone), happen: () => stage.tick() }))
  const afternoons = dates.map((date): Event => ({
    at: instantAt(date, script.verifier.at, zone),
    happen: async (later) => {
      for (const part of await verify(play)) {
        const { at, by } = script.officers[part.personKey] ?? {}
        const seat = play.seat(by?.[quarterOf(part)] ?? part.personKey)
        later({ at: instantAt(addWorkingDays(date, 1, holidays), at ?? officeHours.start, zone), happen: () => mend(play, seat, part) })
      }
    },
  }))
  const deeds = script.deeds.map((deed): Event => ({ at: new Date(deed.at), happen: () => perform(play, deed) }))
  const reports = await reportsOf(play, holidays)
  return [...mornings, ...reports, ...deeds, ...afternoons].sort((a, b) => a.at.getTime() - b.at.getTime())
}

const daysFrom = (from: PlainDate, to: PlainDate): PlainDate[] => {
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Each officer's reports of each quarter, on their day; with TW IV those of the year. */
async function reportsOf(play: YearPlay, holidays: Holidays): Promise<Event[]> {
  const { db, script, agencyId, year } = play
  const [planned] = await plannedYears(db, [year], { agencyId })
  if (!planned) throw new Error('the year is not planned')
  const rule = dueRuleOf(planned.rules, planned.exceptions)
  const dueOf = (quarter: Quarter) => dueDate({ year, quarter }, rule, holidays)
  return quarters.flatMap((quarter) =>
    Object.entries(script.officers).flatMap(([key, { days, at, by }]): Event[] => {
      const own = play.parts.filter((part) => part.personKey === key && quarterOf(part) === quarter)
      if (own.length === 0) return []
      const date = addWorkingDays(dueOf(quarter), days[quarter - 1] ?? 0, holidays)
      const seat = play.seat(by[quarter] ?? key)
      return [{ at: instantAt(date, at, zone), happen: () => report(play, seat, own, dueOf(quarter)) }]
    }),
  )
}

const quarterOf = ({ quarter }: Part): Quarter => (quarter === 'year' ? 4 : quarter)

async function report({ db, stage, agencyId, year }: YearPlay, seat: string, own: Part[], due: PlainDate): Promise<void> {
  const letters = await newestLetters(db, `local:${seat}`, lettersBack)
  const reminder = letters.findLast(({ about }) => about?.kind === 'tasks')
  const open = async () => {
    const [planned] = await plannedYears(db, [year], { agencyId })
    const periods = [0, 1, 2, 3, 4].map((quarter) => ({ agreementId: planned?.agreementId ?? 0, quarter, due, lock: due }))
    const reports = await openReports(db, periods, { today: dateOf(stage.clock.now(), zone), unpublished: false })
    return new Set(reports.map(({ indicatorId, quarter }) => `${indicatorId}:${quarter}`))
  }
  await playList(stage, seat, own, { reminder, open })
}

/** The verifier returns what the script has returned, when it waits for the first time, and accepts the rest. Returns what is to be mended. */
async function verify(play: YearPlay): Promise<Part[]> {
  const { db, stage, script, agencyId, seat } = play
  const verifier = seat(script.verifier.key)
  const waiting = await versionsWaiting(db.reading, [agencyId])
  if (waiting.length === 0) return []
  const mended: Part[] = []
  for (const { indicator, quarter, reason } of script.returned) {
    const part = play.parts.find((one) => one.indicatorKey === indicator && one.quarter === quarter)
    const first = waiting.some(({ key, number }) => key.indicatorId === part?.indicatorId && key.quarter === quarter && number === 1)
    if (part && first && (await returnReport(stage, verifier, part.indicatorId, reason))) mended.push(part)
  }
  await playVerifier(stage, verifier)
  return mended
}

/** An officer sends again what was returned to them, by the button of the note. */
async function mend({ db, stage }: YearPlay, seat: string, part: Part): Promise<void> {
  const letters = await newestLetters(db, `local:${seat}`, lettersBack)
  const note = letters.findLast(({ about, buttons }) => about?.indicatorId === part.indicatorId && buttons.length > 0)
  if (!note) throw new Error(`${seat} was not told that ${part.shortName} was returned`)
  await mendReport(stage, seat, note, part)
}

/** Types or presses what the script says. */
async function perform({ db, stage, seat }: YearPlay, { seat: who, room, say, press }: Deed): Promise<void> {
  const person = seat(who)
  if (say !== undefined) await stage.say(person, say, room === undefined ? {} : { room })
  if (press === undefined) return
  const letters = await newestLetters(db, `local:${room ?? person}`, lettersBack)
  const labelled = (_: unknown, label: string) => label === press
  const letter = withButton(letters, labelled)
  if (!letter) throw new Error(`${who} has no button [${press}]`)
  await stage.press(person, letter, labelled, room)
}
