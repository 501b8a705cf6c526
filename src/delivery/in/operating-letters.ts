import { dateOf } from '../../calendar/dates.ts'
import { line, message } from '../../conversations/say.ts'
import { Incoming } from '../../message/incoming.ts'
import { localeOfAccount, localeOfKnown } from '../../store/people/account-locale.ts'
import type { Kept } from '../../store/chats/inbox.ts'
import { addOnce } from '../../store/chats/outbox.ts'
import { addressesOf, speakerOf } from '../../store/people/people.ts'
import { coordinatorsOf } from '../../store/chats/reach.ts'
import type { Surroundings } from './setting.ts'

const minuteMs = 60_000

/** Says that too much came at once: one line a minute. A stranger hears how to be invited, and nothing else. */
export async function sayFlood({ db, tongues }: Surroundings, kept: Kept, chatKey: string, now: Date): Promise<void> {
  const incoming = Incoming.safeParse(kept.body)
  const locale = incoming.success ? await localeOfKnown(db, incoming.data.person) : undefined
  if (locale === undefined) return
  const key = `flood:${chatKey}:${Math.floor(now.getTime() / minuteMs)}`
  await addOnce(db, key, chatKey, message([line(tongues[locale], 'operate.flood')]), now)
}

/** A letter was set aside: its writer gets an apology and whoever coordinates there an alert, each once. The letter stays and can be replayed. */
export async function tellSetAside({ db, tongues }: Surroundings, kept: Kept, chatKey: string, now: Date): Promise<void> {
  const read = Incoming.safeParse(kept.body)
  if (!read.success) return
  const { chat, person, body } = read.data
  // In a room much is said that is meant for others; who commands or taps waits for an answer there too.
  if (chat.kind === 'private' || body.kind === 'command' || body.kind === 'press') {
    const texts = tongues[await localeOfAccount(db, person)]
    await addOnce(db, `apology:${kept.id}`, chatKey, message([line(texts, 'talk.apology')]), now)
  }
  const today = dateOf(now, 'Asia/Jakarta')
  const speaker = await speakerOf(db, person, chatKey, today)
  if (!speaker) return
  const { governmentId, personId: except, name } = speaker.viewer
  // The program failed, not an agency: the government's own admins come first.
  const ofGovernment = await coordinatorsOf(db, { governmentId, agencyIds: [], except }, today)
  const agencyIds = speaker.viewer.grants.flatMap(({ agencyId }) => (agencyId === undefined ? [] : [agencyId]))
  const told = ofGovernment.length > 0 ? ofGovernment : await coordinatorsOf(db, { governmentId, agencyIds, except }, today)
  for (const address of await addressesOf(db, told)) {
    const texts = tongues[address.locale]
    const parts = [line(texts, 'operate.set-aside', { name, id: kept.id }), line(texts, 'operate.set-aside-how', { id: kept.id })]
    const key = `set-aside:${kept.id}:${address.personId}`
    await addOnce(db, key, address.chatKey, message(parts, { urgency: 'notice' }), now)
  }
}
