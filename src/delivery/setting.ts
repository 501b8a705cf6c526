import type { Holidays } from '../calendar/holidays.ts'
import { dateOf } from '../calendar/dates.ts'
import type { Setting } from '../conversations/session.ts'
import type { Incoming } from '../message/incoming.ts'
import type { Subject } from '../message/message.ts'
import { readButtonToken } from '../channels/channel.ts'
import type { Database } from '../store/database.ts'
import { chatKeyOf } from '../store/inbox.ts'
import { carrierOf, subjectOf } from '../store/outbox.ts'
import type { Speaker } from '../store/people.ts'
import type { Texts } from '../text/texts.ts'
import { zoneOf } from '../calendar/zones.ts'

export type Tongues = Record<'id' | 'en', Texts>
export type Surroundings = { db: Database; tongues: Tongues; holidays: Holidays }

/** All that a turn knows from the start: who speaks, where, what is open, and which button or message it answers. */
export async function settingFor(
  incoming: Incoming,
  inboxId: number,
  speaker: Speaker,
  now: Date,
  { db, tongues }: Surroundings,
): Promise<Setting> {
  const chatKey = chatKeyOf(incoming.chat)
  const { viewer, sessions, room } = speaker
  const locale = incoming.chat.kind === 'room' && room ? room.locale : viewer.locale
  const pressed = incoming.body.kind === 'press' ? await pressedIn(incoming.body.token, chatKey, speaker, db) : undefined
  const about = incoming.replyTo === undefined ? undefined : ((await subjectOf(db, chatKey, incoming.replyTo)) as Subject | undefined)
  const active = sessions.find((s) => s.status === 'active')
  return {
    viewer,
    chat: incoming.chat,
    texts: tongues[locale],
    textsOf: (wanted) => tongues[wanted],
    now: now.toISOString(),
    today: dateOf(now, zoneOf(viewer.zone)),
    freshId: inboxId,
    ...(active && { active }),
    suspended: sessions.filter((s) => s.status === 'suspended'),
    ...(pressed && { pressed }),
    ...(about && { repliedTo: about }),
    ...(room && { room }),
  }
}

async function pressedIn(token: string, chatKey: string, speaker: Speaker, db: Database): Promise<Setting['pressed']> {
  const place = readButtonToken(token)
  const carrier = place && (await carrierOf(db, place.outboxId, place.index))
  // A token of another chat is like one that never was.
  if (carrier?.chatKey !== chatKey) return undefined
  const { button, fate } = carrier
  return {
    outboxId: carrier.outboxId,
    parts: carrier.parts,
    ...button,
    forOther: carrier.personId !== null && carrier.personId !== speaker.viewer.personId,
    ...(carrier.pressed && button.once && { already: carrier.pressed }),
    ...(fate && { fate }),
  }
}
