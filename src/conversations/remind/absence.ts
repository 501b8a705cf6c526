import { z } from 'zod'
import { addDays, daysBetween } from '../../calendar/dates.ts'
import type { AbsenceFacts, ReminderAnswers } from '../../domain/requests/reminder-requests.ts'
import type { Part } from '../../message/message.ts'
import { matchNames } from '../../text/match-names.ts'
import type { Texts } from '../../text/texts.ts'
import { writeDate } from '../../text/write-date.ts'
import { finished, open } from '../engine.ts'
import type { Conversation, Finish, Read } from '../engine.ts'
import { line, message } from '../say.ts'
import { both, button, nothing, says, tells } from '../session.ts'
import type { Said, Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { readDays, untilFriday } from './read-dates.ts'
import type { Days } from './read-dates.ts'

const Draft = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  delegate: z.number().int().nullable().optional(),
  instead: z.literal(true).optional(),
})
type Draft = z.output<typeof Draft>
type Facts = ReminderAnswers['colleagues']

const most = 8
const longestDays = 365

/** `/cuti selesai` */
const ending = /^(?:selesai|akhiri|berakhir|batal\w*|hapus|end|stop|cancel)$/i

/** `/cuti`: what is noted, with the ways to change it; nothing noted: the days, then who stands in. `/cuti 14-18 Okt` begins with the second. */
export function* askAbsence(setting: Setting, argument: string): Talk<Turn> {
  const { texts, today } = setting
  if (ending.test(argument)) return yield* endAbsence(setting)
  const noted = yield* know({ ask: 'absence' })
  if (noted && argument === '') {
    const buttons = [
      button(texts.plain('remind.absence.end'), { kind: 'absence', what: 'end' }),
      button(texts.plain('remind.absence.change'), { kind: 'absence', what: 'new' }),
    ]
    return says(message([shown(noted, texts)], { buttons: [buttons] }))
  }
  const days = argument === '' ? undefined : readDays(argument, today)
  const wrong = days && wrongDays(days, today, texts)
  if (argument === '') return yield* open(absence, {}, setting)
  if (!days || wrong) return yield* open(absence, {}, setting, [wrong ?? line(texts, 'remind.absence.not-dates', { text: argument })])
  return yield* open(absence, days, setting)
}

/** [Akhiri cuti]: from now on the officer is reminded again, and who stood in is told. */
export function* endAbsence({ texts, viewer }: Setting): Talk<Turn> {
  const outcome = yield* have({ do: 'end-absence' })
  if (outcome.kind === 'none') return says(message([line(texts, 'remind.absence.none')]))
  const said = says(message([line(texts, 'remind.absence.ended')]))
  return both(said, tellReleased(outcome.delegateId, viewer))
}

/** Who stood in hears that it is over; nobody where nobody did. */
function tellReleased(personId: number | undefined, { name }: Setting['viewer']): Turn {
  if (personId === undefined) return nothing
  const write = (theirs: Texts) => message([line(theirs, 'remind.absence.ended-delegate', { name })], { urgency: 'notice' })
  return tells({ to: { personId }, write })
}

/** [Ganti]: a new one is asked for, and takes the place of the old one when it is noted; whoever breaks off keeps that. */
export const changeAbsence = (setting: Setting): Talk<Turn> => open(absence, { instead: true }, setting)

/** Asks for the days of a leave and for who stands in. */
export const absence: Conversation<Draft, Facts> = {
  name: 'absence',
  version: 1,
  draft: Draft,
  steps: {
    dates: {
      accepts: ['text', 'choice'],
      ask: (_draft, _facts, texts) => ({
        parts: [line(texts, 'remind.absence.ask')],
        choices: [
          (['today', 'tomorrow', 'this-week'] as const).map((id) => ({ id, label: texts.plain(`remind.absence.${id}`) })),
          [{ id: 'cancel', label: texts.plain('common.cancel') }],
        ],
      }),
      read: readDates,
      help: (_draft, _facts, texts) => [line(texts, 'remind.absence.help-dates')],
    },
    delegate: {
      accepts: ['text', 'choice'],
      ask: (draft, { people }, texts) => ({
        parts: [line(texts, 'remind.absence.ask-delegate', { dates: datesOf(draft, texts) })],
        choices: [
          ...people.slice(0, most).map(({ personId, name }) => [{ id: String(personId), label: name }]),
          [
            { id: 'without', label: texts.plain('remind.absence.without') },
            { id: 'cancel', label: texts.plain('common.cancel') },
          ],
        ],
      }),
      read: readDelegate,
      help: (_draft, _facts, texts) => [line(texts, 'remind.absence.help-delegate')],
    },
  },
  facts: () => know({ ask: 'colleagues' }),
  next: (draft) => (draft.to === undefined ? 'dates' : draft.delegate === undefined ? 'delegate' : finished),
  finish,
  summary: (_draft, texts) => texts.plain('remind.absence.summary'),
}

function readDates(said: Said, draft: Draft, { today }: Facts, texts: Texts): Read<Draft> {
  const tomorrow = addDays(today, 1)
  const chosen = { today: { from: today, to: today }, tomorrow: { from: tomorrow, to: tomorrow }, 'this-week': untilFriday(today) }
  const days =
    said.kind === 'choice' ? chosen[said.id as keyof typeof chosen] : said.kind === 'text' ? readDays(said.text, today) : undefined
  const text = said.kind === 'text' ? said.text.trim() : ''
  if (!days) return { kind: 'refused', parts: [line(texts, 'remind.absence.not-dates', { text })] }
  const wrong = wrongDays(days, today, texts)
  return wrong ? { kind: 'refused', parts: [wrong] } : { kind: 'understood', draft: { ...draft, ...days } }
}

function wrongDays({ from, to }: Days, today: string, texts: Texts): Part | undefined {
  if (to < from) return line(texts, 'remind.absence.turned')
  if (to < today) return line(texts, 'remind.absence.past', { to: writeDate(to, texts, 'medium') })
  return daysBetween(from, to) >= longestDays ? line(texts, 'remind.absence.too-long') : undefined
}

function readDelegate(said: Said, draft: Draft, { people }: Facts, texts: Texts): Read<Draft> {
  const understood = (delegate: number | null): Read<Draft> => ({ kind: 'understood', draft: { ...draft, delegate } })
  if (said.kind === 'choice') return understood(said.id === 'without' ? null : Number(said.id))
  const text = said.kind === 'text' ? said.text.trim() : ''
  const match = matchNames(
    text,
    people.map(({ personId, name }) => ({ id: personId, names: [name] })),
  )
  if (match.kind === 'one') return understood(match.id)
  const parts = match.kind === 'several' ? [] : [line(texts, 'remind.absence.nobody-named', { text })]
  if (match.kind === 'none') return { kind: 'refused', parts }
  const named = people.filter(({ personId }) => match.ids.includes(personId)).slice(0, most)
  return {
    kind: 'refused',
    parts: [line(texts, 'remind.absence.ask-delegate', { dates: datesOf(draft, texts) })],
    choices: named.map(({ personId, name }) => [{ id: String(personId), label: name }]),
  }
}

function* finish({ from = '', to = '', delegate, instead }: Draft, _facts: Facts, { texts, viewer }: Setting): Talk<Finish<Draft>> {
  const request = { do: 'set-absence' as const, from, to, ...(instead && { instead }) }
  const outcome = yield* have({ ...request, ...(typeof delegate === 'number' && { delegateId: delegate }) })
  if (outcome.kind === 'refused')
    return { kind: 'goes-on', draft: { from, to, ...(instead && { instead }) }, before: [line(texts, 'remind.absence.not-delegate')] }
  if (outcome.kind === 'overlaps')
    return { kind: 'ended', turn: says(message([line(texts, 'remind.absence.overlaps', { dates: datesOf(outcome.absence, texts) })])) }
  const { absence: noted, delegateId } = outcome
  const dates = datesOf(noted, texts)
  const released = tellReleased(outcome.released, viewer)
  if (delegateId === undefined || noted.delegate === undefined)
    return { kind: 'ended', turn: both(says(message([line(texts, 'remind.absence.saved-alone', { dates })])), released) }
  const write = (theirs: Texts) =>
    message([line(theirs, 'remind.absence.told-delegate', { name: viewer.name, dates: datesOf(noted, theirs) })], { urgency: 'notice' })
  const said = says(message([line(texts, 'remind.absence.saved', { dates, delegate: noted.delegate })]))
  return { kind: 'ended', turn: both(both(said, tells({ to: { personId: delegateId }, write })), released) }
}

const shown = (noted: AbsenceFacts, texts: Texts): Part => {
  const dates = datesOf(noted, texts)
  return noted.delegate === undefined
    ? line(texts, 'remind.absence.shown-alone', { dates })
    : line(texts, 'remind.absence.shown', { dates, delegate: noted.delegate })
}

function datesOf({ from, to }: { from?: string | undefined; to?: string | undefined }, texts: Texts): string {
  if (from === undefined || to === undefined) return ''
  if (from === to) return writeDate(from, texts)
  return texts.plain('remind.absence.dates', { from: writeDate(from, texts), to: writeDate(to, texts) })
}
