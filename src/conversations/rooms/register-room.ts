import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import { line, message } from '../say.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { both, button, onceButton, says, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { alertWordsOf, digestWords, scopeWords } from './room-words.ts'

/** More agencies than these are chosen from pages. */
const mostAgencies = 8

/** `/daftar` in a group: for an agency, several, or the government, as far as the person may see; approved by whoever may, with a tap. */
export function* registerRoom(setting: Setting): Talk<Turn> {
  const { texts, chat } = setting
  if (chat.kind === 'private') return says(message([line(texts, 'room.only-rooms')]))
  const room = yield* know({ ask: 'room' })
  if (room?.approvedAt !== undefined) return says(message([line(texts, 'room.already', { scope: scopeWords(room, texts) })]))
  const { whole, governmentName, agencies } = yield* know({ ask: 'room-scopes' })
  const [only] = agencies
  if (!only) return says(message([line(texts, 'room.not-allowed')]))
  if (agencies.length === 1 && !whole) return yield* askForRoom(setting, [only.id])
  const government = agencyTitle({ shortName: '', governmentName })
  const choices = [
    ...(whole ? [[onceButton(texts.plain('room.government', { government }), { kind: 'ask-room' as const, covers: 'all' as const })]] : []),
    ...agencies
      .slice(0, mostAgencies)
      .map((agency) => [onceButton(agencyTitle(agency), { kind: 'ask-room' as const, covers: [agency.id] })]),
    ...(agencies.length > 1
      ? [[button(texts.plain('room.button.several'), { kind: 'choose-scope' as const, chosen: [], page: 0, change: false })]]
      : []),
  ]
  return says(message([line(texts, 'room.choose')], { buttons: choices }))
}

/** The scope is chosen: registered at once by who may, else those who may are asked. */
export function* askForRoom(setting: Setting, covers: 'all' | number[]): Talk<Turn> {
  const { texts, chat, viewer } = setting
  const before = yield* know({ ask: 'room' })
  const outcome = yield* have({
    do: 'ask-room',
    channel: chat.channel,
    platformId: chat.id,
    title: titleOf(setting, before?.title),
    locale: texts.locale,
    covers,
  })
  if (outcome.kind === 'refused') return says(message([line(texts, 'room.not-allowed')]))
  const { room } = outcome
  const scope = scopeWords(room, texts)
  if (outcome.kind === 'already') return says(message([line(texts, 'room.already', { scope })]))
  if (outcome.kind === 'registered') return says(registeredMessage(room, setting.textsOf(room.locale)))
  if (outcome.approvers.length === 0) return says(message([line(texts, 'room.waiting-nobody', { scope })]))
  const requests = outcome.approvers.map((personId) => ({
    to: { personId },
    write: (theirs: Setting['texts']) =>
      message([line(theirs, 'room.request', { by: viewer.name, title: room.title, scope: scopeWords(room, theirs) })], {
        buttons: [
          [
            onceButton(theirs.plain('room.approve'), { kind: 'decide-room', roomId: room.id, approve: true }, 'primary'),
            onceButton(theirs.plain('room.refuse'), { kind: 'decide-room', roomId: room.id, approve: false }),
          ],
        ],
        urgency: 'notice' as const,
      }),
  }))
  return both(says(message([line(texts, 'room.waiting', { scope, count: outcome.approvers.length })])), tells(...requests))
}

/** What people call the room; of a topic the platform does not always tell the name, and then what is known of it stays. */
function titleOf({ roomName, texts, chat }: Setting, known: string | undefined): string {
  if (roomName === undefined) return known ?? texts.plain('room.title', { id: chat.id })
  return known?.startsWith(`${roomName} · `) ? known : roomName
}

const registeredMessage = (room: RoomFacts, texts: Setting['texts']) =>
  message([
    line(texts, 'room.registered', {
      scope: scopeWords(room, texts),
      digests: digestWords(room.settings, texts),
      alerts: alertWordsOf(room.settings, texts),
    }),
  ])

/** An admin's tap: the room hears what was decided. */
export function* decideRoom(setting: Setting, roomId: number, approve: boolean): Talk<Turn> {
  const { texts } = setting
  const outcome = yield* have({ do: 'decide-room', roomId, approve })
  if (outcome.kind === 'refused') return says(message([line(texts, outcome.why === 'gone' ? 'room.decided-before' : 'talk.not-available')]))
  const { room } = outcome
  if (outcome.kind === 'already') return says(message([line(texts, 'room.decided-before')]))
  const said = { title: room.title, scope: scopeWords(room, texts) }
  const approved = outcome.kind === 'approved'
  const told = tells({
    to: { room: room.chatKey },
    write: (theirs) =>
      approved
        ? { ...registeredMessage(room, theirs), urgency: 'notice' as const }
        : message([line(theirs, 'room.was-refused')], { urgency: 'notice' }),
  })
  return both(says(message([line(texts, approved ? 'room.approved' : 'room.refused', said)])), told)
}
