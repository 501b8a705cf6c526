import { converse } from '../../conversations/router.ts'
import { line, message } from '../../conversations/say.ts'
import { both, nothing, says } from '../../conversations/session.ts'
import type { Setting, Turn } from '../../conversations/session.ts'
import type { Talk } from '../../conversations/talk.ts'
import { dateOf } from '../../calendar/dates.ts'
import { Incoming } from '../../message/incoming.ts'
import type { ChatRef } from '../../message/references.ts'
import { inTransaction, withinTransaction } from '../../store/database/database.ts'
import type { Database, Tx } from '../../store/database/database.ts'
import type { Topic } from '../../store/database/topics.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import type { Kept } from '../../store/chats/inbox.ts'
import { speakerOf } from '../../store/people/people.ts'
import { markReachable } from '../../store/chats/reach.ts'
import { answer } from '../../use-cases/answer.ts'
import type { Asking } from '../../use-cases/asking.ts'
import { perform } from '../../use-cases/perform.ts'
import { askedOnce, carryOut, readOn } from './drive.ts'
import { endLetter, orDoneBefore, unlessDoneBefore } from './end-letter.ts'
import type { Ended } from './end-letter.ts'
import { fileIdOf, takeInFiles } from './incoming-files.ts'
import type { FileDoor, RefusedFile } from './incoming-files.ts'
import { meetStranger } from './meet-stranger.ts'
import type { PlaceFor } from '../out/hand-over.ts'
import { isDeparture, takeDeparture } from '../out/out-of-reach.ts'
import { carrierIn, settingFor } from './setting.ts'
import type { Surroundings } from './setting.ts'
import { showWork } from './show-work.ts'
import { turnRows } from './turn-rows.ts'

/** A letter that fails so often is set aside. */
export const mostAttempts = 5

/** Everything that handling a letter touches. */
export type LetterRoom = Surroundings & {
  files: FileDoor
  placeFor: PlaceFor
  /** Shows in a chat that an answer is being made. */
  working: (chat: ChatRef) => void
}

/** Who spoke, for the log; nobody where it was a stranger. And what has become of the letter. */
export type Handled = { personId?: number } & Ended

/**
 * Carries one letter through the house: who speaks, what they mean, what is done, what is said. Effects, the new state, the answers and
 * the letter's end commit together or not at all. With `holdSeconds` its chat goes on with the next letter.
 */
export async function handleLetter(kept: Kept, now: Date, room: LetterRoom, holdSeconds?: number): Promise<Handled> {
  const incoming = kept.read ?? Incoming.parse(kept.body)
  return showWork(
    incoming,
    () => room.working(incoming.chat),
    () => carry(incoming, kept, now, room, holdSeconds),
  )
}

async function carry(incoming: Incoming, kept: Kept, now: Date, room: LetterRoom, holdSeconds?: number): Promise<Handled> {
  const { db } = room
  const chatKey = chatKeyOf(incoming.chat)
  if (isDeparture(incoming)) return takeDeparture(incoming, kept.id, now, room).then(() => ({ toSend: true }))
  // Whoever let the bot in, it can speak there again.
  if (incoming.body.kind === 'membership') await markReachable(db, chatKey)
  // Everybody of one government shares its zone; Jakarta's date decides roles where nobody is known yet.
  const [speaker, carrier] = await Promise.all([
    speakerOf(db, incoming.person, chatKey, dateOf(now, 'Asia/Jakarta')),
    carrierIn(incoming, db),
  ])
  if (!speaker) return meetStranger(incoming, kept.id, now, room).then(() => ({ toSend: true }))
  if (speaker.unreachable && incoming.body.kind !== 'wake') await markReachable(db, chatKey)
  const setting = await settingFor(incoming, kept.id, speaker, carrier, now, room)
  const taken = isMeant(incoming, setting)
    ? await takeInFiles(incoming, speaker.viewer.governmentId, now, room.files, kept.attempts + 1 >= mostAttempts)
    : { incoming, refused: [] }
  const talk = withNote(refusedFiles(taken.refused, setting), taken.incoming && converse(taken.incoming, setting))

  const last: (() => Promise<void>)[] = []
  const atEnd: Asking['atEnd'] = (work) => void last.push(work)
  const woken = new Set<Topic>()
  const wake: Asking['wake'] = (topic) => void woken.add(topic)
  const { viewer } = speaker
  const asking = (tx: Tx): Asking => ({ tx, viewer, channel: incoming.chat.channel, now, holidays: room.holidays, atEnd, wake })
  const know = (tx: Tx) => (need: Parameters<typeof answer>[1]) => answer(asking(tx), need, chatKey)
  const stop = await readOn(talk, askedOnce(know(db.reading)))
  const rowsOf = (on: Database, turn: Turn) => turnRows(turn, setting, kept.id, now, { ...room, db: on }, incoming.id)
  const ended = await endLetter({ placeFor: room.placeFor, holdSeconds }, async (commit) => {
    if (stop.done) return commit(db, await rowsOf(db, stop.result))
    return inTransaction(db, async (tx) => {
      const turn = await carryOut(talk, stop.request, { know: know(tx), have: (request) => perform(asking(tx), request, fileIdOf) })
      const inside = withinTransaction(db, tx)
      const rows = await rowsOf(inside, turn)
      // All of it is sent before any of it is answered; the connection keeps the order.
      const written = last.map((work) => work())
      const [done] = await Promise.all([unlessDoneBefore(commit(inside, rows)), ...written])
      return done
    }).catch(orDoneBefore)
  })
  for (const topic of woken) await db.notify(topic)
  return { personId: viewer.personId, ...ended }
}

/** What people send each other in a room is none of ours: it is not even fetched. */
const isMeant = ({ chat }: Incoming, { active, repliedTo }: Setting): boolean =>
  chat.kind === 'private' || active !== undefined || repliedTo !== undefined

/** What is said of a letter itself, before what it leads to. */
function* withNote(note: Turn, talk: Talk<Turn> | undefined): Talk<Turn> {
  return talk ? both(note, yield* talk) : note
}

const refusedFiles = (refused: readonly RefusedFile[], { texts }: Setting): Turn =>
  refused.length === 0
    ? nothing
    : says(message(refused.map(({ name, gone }) => line(texts, gone ? 'talk.file-gone' : 'talk.file-refused', { name }))))
