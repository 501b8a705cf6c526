import { dateOf } from '../../calendar/dates.ts'
import { firstMessage } from '../../conversations/people/first-message.ts'
import { line, message } from '../../conversations/say.ts'
import type { TextKey } from '../../text/texts.ts'
import type { Incoming } from '../../message/incoming.ts'
import { commitTurn } from '../../store/chats/commit-turn.ts'
import { inTransaction, withinTransaction } from '../../store/database/database.ts'
import type { Tx } from '../../store/database/database.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import { readCode } from '../../store/people/invitations.ts'
import { speakerOf } from '../../store/people/people.ts'
import { markReachable } from '../../store/chats/reach.ts'
import { answer } from '../../use-cases/answer.ts'
import { acceptInvitation } from '../../use-cases/people/accept-invitation.ts'
import type { Accepted, Proof } from '../../use-cases/people/accept-invitation.ts'
import { answerStranger } from './answer-stranger.ts'
import { readOn } from './drive.ts'
import { settingFor } from './setting.ts'
import type { Surroundings } from './setting.ts'
import { letterRow, turnRows } from './turn-rows.ts'

const refusals = {
  code: 'invite.code-refused',
  'last-try': 'invite.too-many',
  'phone-unknown': 'invite.phone-unknown',
  'phone-foreign': 'invite.phone-foreign',
  'phone-ended': 'invite.phone-ended',
} as const satisfies Partial<Record<Extract<Accepted, { kind: 'refused' }>['why'], TextKey>>

/**
 * An account that nobody has: it joins by the code of an invitation or by its own phone number, and hears at once who it is here; whoever
 * shows nothing of the kind is a stranger. Joining, its audit and the first message commit together.
 */
export async function meetStranger(incoming: Incoming, inboxId: number, now: Date, room: Surroundings): Promise<void> {
  const proof = incoming.chat.kind === 'private' ? proofIn(incoming) : undefined
  if (!proof) return answerStranger(incoming, inboxId, now, room)
  const chatKey = chatKeyOf(incoming.chat)
  const { channel, id: platformId } = incoming.person
  await inTransaction(room.db, async (tx) => {
    const inside = { ...room, db: withinTransaction(room.db, tx) }
    const accepted = await acceptInvitation(tx, { channel, platformId, chatKey }, proof, now)
    if (accepted.kind === 'joined') return sayFirst(incoming, inboxId, now, inside, tx)
    // Who goes on guessing is not answered: there is nothing to be learned here.
    const { why } = accepted
    const letters = why === 'too-many' ? [] : [letterRow(message([line(room.tongues.id, refusals[why])]), chatKey, now.toISOString())]
    await commitTurn(inside.db, { inboxId, at: now.toISOString(), chatKey, personId: null, laid: [], letters })
  })
}

async function sayFirst(incoming: Incoming, inboxId: number, now: Date, inside: Surroundings, tx: Tx): Promise<void> {
  const chatKey = chatKeyOf(incoming.chat)
  await markReachable(inside.db, chatKey)
  const speaker = await speakerOf(inside.db, incoming.person, chatKey, dateOf(now, 'Asia/Jakarta'))
  if (!speaker) throw new Error('who has just joined is not known')
  const setting = await settingFor(incoming, inboxId, speaker, undefined, now, inside)
  const asking = {
    tx,
    viewer: speaker.viewer,
    channel: incoming.chat.channel,
    now,
    holidays: inside.holidays,
    atEnd: () => undefined,
    wake: () => undefined,
  }
  const stop = await readOn(firstMessage(setting), (need) => answer(asking, need, chatKey))
  if (!stop.done) throw new Error('the first message only reads')
  await commitTurn(inside.db, await turnRows(stop.result, setting, inboxId, now, inside))
}

/** `/start CODE`, the code alone (it has a digit, as no greeting of its length has), or a shared contact. */
function proofIn({ body }: Incoming): Proof | undefined {
  switch (body.kind) {
    case 'command':
      return (body.name === 'start' || body.name === 'mulai') && body.argument.trim() !== ''
        ? { kind: 'code', text: body.argument }
        : undefined
    case 'text': {
      const text = body.text.trim().replace(/^\/?(?:start|mulai)\s+/i, '')
      return /\d/.test(text) && readCode(text) !== undefined ? { kind: 'code', text } : undefined
    }
    case 'contact':
      return { kind: 'phone', phone: body.phone, own: body.own }
    case 'press':
    case 'upload':
    case 'unreadable':
    case 'wake':
    case 'membership':
      return undefined
  }
}
