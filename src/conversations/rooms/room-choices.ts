import { digestKinds, digestTimes, roomAlerts, RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import type { Action } from '../../message/action.ts'
import type { Button, Message } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { line, message } from '../say.ts'
import { button, onceButton, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { alertWordsOf, dayWord, digestWords, scopeWords, timeWord } from './room-words.ts'

type SetRoom = Extract<Action, { kind: 'set-room' }>

/** `/langganan`: what the room gets, when, and in which language; everything by buttons, in one message. */
export function* roomChoices(setting: Setting): Talk<Turn> {
  const { texts, chat } = setting
  if (chat.kind === 'private') return says(message([line(texts, 'room.only-rooms')]))
  const room = yield* know({ ask: 'room' })
  if (room?.approvedAt === undefined) return says(message([line(texts, 'room.unregistered')]))
  return says(choicesMessage(room, 'all', texts))
}

/** A tap on a setting: kept, and the message shows it in its place. */
export function* setRoom(setting: Setting, { set, page }: SetRoom): Talk<Turn> {
  const { texts, pressed } = setting
  const room = yield* know({ ask: 'room' })
  if (room?.approvedAt === undefined) return says(message([line(texts, 'room.unregistered')]))
  const replaces = pressed ? { replaces: pressed.outboxId } : {}
  if (Object.keys(set).length === 0) return says({ ...choicesMessage(room, page, texts), ...replaces })
  const { locale, ...wanted } = set
  const settings = RoomSettings.safeParse({ ...room.settings, ...wanted })
  if (!settings.success) return says(message([line(texts, 'talk.not-available')]))
  const chosen = locale === 'id' || locale === 'en' ? locale : room.locale
  const outcome = yield* have({ do: 'set-room', roomId: room.id, settings: settings.data, locale: chosen, covers: idsOf(room) })
  if (outcome.kind === 'refused') return says(refusal(outcome.why, texts))
  return says({ ...choicesMessage(outcome.room, page, setting.textsOf(chosen)), ...replaces })
}

/** The last tap that takes the room out of the register. */
export function* closeRoom(setting: Setting): Talk<Turn> {
  const { texts, pressed } = setting
  const room = yield* know({ ask: 'room' })
  if (room?.approvedAt === undefined) return says(message([line(texts, 'room.unregistered')]))
  const outcome = yield* have({ do: 'close-room', roomId: room.id })
  if (outcome.kind === 'refused') return says(refusal(outcome.why, texts))
  return says({ ...message([line(texts, 'room.closed')]), ...(pressed && { replaces: pressed.outboxId }) })
}

/** Why a room's settings stay as they are. */
export const refusal = (why: 'gone' | 'not-yours', texts: Texts): Message =>
  message([line(texts, why === 'gone' ? 'room.unregistered' : 'room.set-refused')])

const idsOf = ({ covers }: RoomFacts): 'all' | number[] => (covers === 'all' ? 'all' : covers.map(({ id }) => id))

/** The room's settings, on one of their pages. */
export const choicesMessage = (room: RoomFacts, page: string, texts: Texts): Message => {
  const head = line(texts, 'room.settings', {
    scope: scopeWords(room, texts),
    alerts: alertWordsOf(room.settings, texts),
    digests: digestWords(room.settings, texts),
    language: texts.plain(`room.language.${room.locale}`),
  })
  const { buttons, question } = pages(room, page, texts)
  return message(question === undefined ? [head] : [head, question], { buttons })
}

const pages = (room: RoomFacts, page: string, texts: Texts): { buttons: Button[][]; question?: Message['parts'][number] } => {
  const { settings } = room
  const to = (label: string, at: string): Button => button(label, { kind: 'set-room', set: {}, page: at })
  const mark = (on: boolean, what: string): string => texts.plain(on ? 'room.button.on' : 'room.button.off', { what })
  const choice = (what: string, on: boolean, set: SetRoom['set']): Button =>
    button(mark(on, what), { kind: 'set-room', set, page: on ? page : 'all' })
  const back = [to(texts.plain('room.button.back'), 'all')]
  switch (page) {
    case 'alerts':
      return {
        question: line(texts, 'room.pick.alerts'),
        buttons: [
          ...roomAlerts.map((alerts) => [choice(texts.plain(`room.alerts.${alerts}`), settings.alerts === alerts, { alerts })]),
          back,
        ],
      }
    case 'digests':
      return {
        question: line(texts, 'room.pick.digests'),
        buttons: [
          digestKinds.map((kind) =>
            button(mark(settings[kind], texts.plain(`room.what.${kind}`)), { kind: 'set-room', set: { [kind]: !settings[kind] }, page }),
          ),
          back,
        ],
      }
    case 'time':
      return {
        question: line(texts, 'room.pick.time'),
        buttons: [
          [1, 2, 3].map((day) => button(mark(settings.day === day, dayWord(day, texts)), { kind: 'set-room', set: { day }, page })),
          [4, 5].map((day) => button(mark(settings.day === day, dayWord(day, texts)), { kind: 'set-room', set: { day }, page })),
          digestTimes.map((time) => button(mark(settings.time === time, timeWord(time, texts)), { kind: 'set-room', set: { time }, page })),
          back,
        ],
      }
    case 'close':
      return {
        question: line(texts, 'room.pick.close'),
        buttons: [[onceButton(texts.plain('room.button.close-yes'), { kind: 'close-room' }, 'danger')], back],
      }
    default:
      return {
        buttons: [
          [to(texts.plain('room.button.alerts'), 'alerts'), to(texts.plain('room.button.digests'), 'digests')],
          [
            to(texts.plain('room.button.time'), 'time'),
            button(texts.plain('room.button.language'), {
              kind: 'set-room',
              set: { locale: room.locale === 'id' ? 'en' : 'id' },
              page: 'all',
            }),
          ],
          [
            button(texts.plain('room.button.scope'), {
              kind: 'choose-scope',
              chosen: room.covers === 'all' ? [] : room.covers.map(({ id }) => id),
              page: 0,
              change: true,
            }),
            to(texts.plain('room.button.close'), 'close'),
          ],
        ],
      }
  }
}
