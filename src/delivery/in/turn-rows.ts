import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import type { Notice, Recipient, Setting, Turn } from '../../conversations/session.ts'
import type { Message } from '../../message/message.ts'
import type { LetterRow, TurnRows } from '../../store/chats/commit-turn.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import { addressesOf, addressesOfVerifiers, adminsOf } from '../../store/people/people.ts'
import type { Address } from '../../store/people/people.ts'
import { zoneOf } from '../../calendar/zones.ts'
import { roomRows } from './room-rows.ts'
import type { Surroundings } from './setting.ts'

const hour = 3_600_000
/** A question is asked again after a day, in working hours; a draft is closed after three. */
const patience = { askAgain: 24 * hour, close: 72 * hour }

/** A turn as rows: letters to this chat and to others, each in its language, and what becomes of the conversations. */
export async function turnRows(
  turn: Turn,
  setting: Setting,
  inboxId: number,
  now: Date,
  surroundings: Surroundings,
  replyTo?: string,
): Promise<TurnRows> {
  const { viewer } = setting
  const chatKey = chatKeyOf(setting.chat)
  const at = now.toISOString()
  const own: LetterRow[] = turn.messages.map((message) => ({
    ...letterRow(message, chatKey, at),
    personId: viewer.personId,
    ...(message.about?.kind === 'tasks' && { topic: `tasks:${viewer.personId}` }),
    // Slack shows an answer in the thread of what it answers, in a private chat too.
    ...(replyTo !== undefined && (setting.chat.kind === 'room' || setting.chat.channel === 'slack') && { replyTo }),
  }))
  const others = await Promise.all(lastOfEachTopic(turn.notices ?? []).map((notice) => noticeRows(notice, setting, at, surroundings)))
  // The last word on a session counts: one that was kept and then ended is ended.
  const last = new Map(turn.sessions.map((change) => [change.id, change]))
  const laid: TurnRows['laid'] = []
  let active: TurnRows['active']
  for (const change of last.values()) {
    if (change.kind === 'end') laid.push({ id: change.id, status: change.status })
    else if (change.status === 'suspended') laid.push({ id: change.id, status: 'suspended' })
    else {
      const { id, name, version, step, state } = change
      const askAgain = nextWorkingMoment(new Date(now.getTime() + patience.askAgain), zoneOf(viewer.zone), surroundings.holidays)
      active = {
        id,
        name,
        version,
        step,
        state,
        askAgainAt: askAgain.toISOString(),
        // After a weekend it has still a day from being asked again.
        closesAt: new Date(Math.max(now.getTime() + patience.close, askAgain.getTime() + patience.askAgain)).toISOString(),
      }
    }
  }
  const { pressed } = setting
  return {
    inboxId,
    at,
    chatKey,
    personId: viewer.personId,
    ...(turn.chosen && pressed && { pressed: { outboxId: pressed.outboxId, label: pressed.label, by: viewer.name } }),
    laid,
    ...(active && { active }),
    letters: [...own, ...others.flat()],
  }
}

/** Of notices on one topic in one turn the last says it all. */
const lastOfEachTopic = (notices: readonly Notice[]): Notice[] =>
  notices.filter((notice, i) => notice.topic === undefined || !notices.slice(i + 1).some((later) => later.topic === notice.topic))

export const letterRow = (message: Message, chatKey: string, at: string): LetterRow => ({
  chatKey,
  personId: null,
  body: message,
  urgency: message.urgency,
  sendAfter: at,
})

async function noticeRows(notice: Notice, setting: Setting, at: string, { db, tongues }: Surroundings): Promise<LetterRow[]> {
  const { to } = notice
  if ('room' in to || 'roomsOver' in to || 'lettersOn' in to) return roomRows(notice, to, at, { db, tongues })
  const { topic } = notice
  const addresses =
    'personId' in to ? await addressesOf(db, [to.personId], topic) : await verifiersToTell(to.verifiersOf, setting.today, db, topic)
  return addresses.map((address) => noticeRow(notice, address, at, tongues))
}

/** Those who verify; where nobody of an agency is reached, its admins hear of what must not get lost. */
async function verifiersToTell(
  { agencyId, unitId, orAdmins }: Extract<Recipient, { verifiersOf: unknown }>['verifiersOf'],
  today: string,
  db: Surroundings['db'],
  topic: string | undefined,
): Promise<Address[]> {
  const verifiers = await addressesOfVerifiers(db, agencyId, unitId, today, topic)
  return verifiers.length > 0 || !orAdmins ? verifiers : addressesOf(db, await adminsOf(db, agencyId, today), topic)
}

function noticeRow(notice: Notice, address: Address, at: string, tongues: Surroundings['tongues']): LetterRow {
  const message = notice.write(tongues[address.locale])
  // Whoever writes it when it is sent sees what it takes the place of then.
  const standing = message.unwritten ? null : address.standing
  const body: Message = { ...message, ...(standing !== null && { replaces: standing }) }
  return { ...letterRow(body, address.chatKey, at), personId: address.personId, ...(notice.topic !== undefined && { topic: notice.topic }) }
}
