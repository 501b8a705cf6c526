import { quarterName } from '../../domain/requests/requests.ts'
import type { LateOfficers, Owing } from '../../domain/requests/reminder-requests.ts'
import type { Message, Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { within } from '../../text/within.ts'
import { writeDate, writeMoment, writeNearDate, writePeriod } from '../../text/write-date.ts'
import { line, message, spans } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { momentInWords } from './snooze.ts'

const most = 8
const longest = 12

/** `/siapa`: who has not reported; `/siapa SETDA` where one looks after several. */
export function* askWho(setting: Setting, argument: string): Talk<Turn> {
  const agencyId = yield* agencyNamed(argument)
  return yield* agencyId === 'unknown' ? unknownAgency(setting, argument) : whoIsLate(setting, agencyId)
}

/** Shows a head who is late, how many reports, and what was tried. */
export function* whoIsLate(setting: Setting, agencyId?: number): Talk<Turn> {
  return yield* ofAgency(setting, agencyId, (late) => says(whoMessage(late, setting.texts)), 'who-is-late')
}

/** `/ingatkan`: reminds everybody who is late, at most once a day. */
export function* askNudge(setting: Setting, argument: string): Talk<Turn> {
  const agencyId = yield* agencyNamed(argument)
  if (agencyId === 'unknown') return yield* unknownAgency(setting, argument)
  const answer = yield* know({ ask: 'late-officers', ...(agencyId !== undefined && { agencyId }) })
  if (answer.kind === 'shown') return yield* nudge(setting, answer.late.agency.id)
  return yield* ofAgency(setting, agencyId, () => says(), 'nudge')
}

/** Has everybody reminded, and says who. */
export function* nudge(setting: Setting, agencyId: number): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome = yield* have({ do: 'nudge', agencyId })
  switch (outcome.kind) {
    case 'nudged': {
      const count = outcome.names.length
      const others = count > most ? [texts.plain('remind.nudge.others', { count: count - most })] : []
      const names = [...outcome.names.slice(0, most), ...others].join(', ')
      if (outcome.now) return says(message([line(texts, 'remind.nudge.done', { count, names })]))
      return says(message([line(texts, 'remind.nudge.later', { count, names, when: momentInWords(outcome.at, setting) })]))
    }
    case 'already':
      return says(message([line(texts, 'remind.nudge.already', { by: outcome.by, at: writeMoment(outcome.at, viewer.zone, texts) })]))
    case 'nobody':
      return says(message([line(texts, 'remind.nudge.nobody')]))
    case 'refused':
      return says(message([line(texts, 'remind.who.not-yours')]))
  }
}

/** The agency that is named, nothing without a name; a foreign one is as unknown as one that is none. */
function* agencyNamed(argument: string): Talk<number | 'unknown' | undefined> {
  if (argument === '') return undefined
  const found = yield* know({ ask: 'find', text: argument, among: 'agencies' })
  return found.agencies[0]?.id ?? 'unknown'
}

/** A name that is none, shown as it was typed; whoever may not ask at all is told that instead. */
function* unknownAgency({ texts }: Setting, text: string): Talk<Turn> {
  const { kind } = yield* know({ ask: 'late-officers' })
  if (kind === 'not-yours') return says(message([line(texts, 'remind.who.not-yours')]))
  return says(message([line(texts, 'remind.who.unknown', { text: within(text, 80) })]))
}

function* ofAgency(
  { texts }: Setting,
  agencyId: number | undefined,
  shown: (late: LateOfficers) => Turn,
  kind: 'who-is-late' | 'nudge',
): Talk<Turn> {
  const answer = yield* know({ ask: 'late-officers', ...(agencyId !== undefined && { agencyId }) })
  switch (answer.kind) {
    case 'shown':
      return shown(answer.late)
    case 'nothing-due':
      return says(message([line(texts, 'remind.who.none')]))
    case 'not-yours':
      return says(message([line(texts, 'remind.who.not-yours')]))
    case 'which':
      return says(
        message([line(texts, 'remind.who.which')], {
          buttons: answer.agencies.slice(0, most).map(({ id, shortName }) => [button(shortName, { kind, agencyId: id })]),
        }),
      )
  }
}

function whoMessage(late: LateOfficers, texts: Texts): Message {
  const { agency, today, due, lock, total, missing, daysLate, people, nobodys } = late
  const period = writePeriod({ year: late.year, quarter: quarterName(late.quarter) }, texts)
  if (missing === 0) return message([line(texts, 'remind.who.done', { agency: agency.shortName, period, total })])
  const parts: Part[] = [line(texts, 'remind.who.heading', { agency: agency.shortName, period, count: missing, total })]
  parts.push(
    daysLate > 0
      ? line(texts, 'remind.who.late', { date: writeDate(due, texts), days: daysLate, lock: writeNearDate(lock, today, texts) })
      : line(texts, 'remind.who.due', { date: writeNearDate(due, today, texts) }),
  )
  const lines = people.slice(0, longest).map((one) => personLine(one, today, texts))
  if (people.length > longest) lines.push(texts.plain('remind.who.more', { count: people.length - longest }))
  if (nobodys > 0) lines.push(texts.plain('remind.who.nobody', { count: nobodys }))
  parts.push(spans(lines.join('\n')))
  const remindAll = button(texts.plain('remind.escalation.nudge'), { kind: 'nudge', agencyId: agency.id }, 'primary')
  return message(parts, people.length > 0 && today <= lock ? { buttons: [[remindAll]] } : {})
}

function personLine({ name, count, times, last, reachable, absentUntil }: Owing, today: string, texts: Texts): string {
  const tried =
    times > 0 && last !== undefined
      ? texts.plain('remind.escalation.reminded', { times, date: writeNearDate(last, today, texts) })
      : texts.plain(reachable ? 'remind.who.nobody-asked' : 'remind.escalation.unreachable')
  if (absentUntil === undefined) return texts.plain('remind.who.person', { person: name, count, tried })
  return texts.plain('remind.who.person-absent', { person: name, count, tried, until: writeDate(absentUntil, texts) })
}
