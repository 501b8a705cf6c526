import type { Holidays } from '../../calendar/holidays.ts'
import { dateOf } from '../../calendar/dates.ts'
import type { Setting } from '../../conversations/session.ts'
import { mayBeLabel, saysLabel } from '../../conversations/typed-label.ts'
import type { Incoming } from '../../message/incoming.ts'
import type { Subject } from '../../message/message.ts'
import { readButtonToken } from '../../channels/channel.ts'
import type { Database } from '../../store/database/database.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import { carrierOf, newestOffer, subjectOf } from '../../store/chats/outbox.ts'
import type { Carrier } from '../../store/chats/outbox.ts'
import type { Speaker } from '../../store/people/people.ts'
import type { Texts } from '../../text/texts.ts'
import { zoneOf } from '../../calendar/zones.ts'
import { isCorrection } from '../../domain/typed/prose.ts'

export type Tongues = Record<'id' | 'en', Texts>
export type Surroundings = { db: Database; tongues: Tongues; holidays: Holidays }

/** All that a turn knows from the start: who speaks, where, what is open, and which button (`carrier`) or message it answers. */
export async function settingFor(
  incoming: Incoming,
  inboxId: number,
  speaker: Speaker,
  carrier: Carrier | undefined,
  now: Date,
  { db, tongues }: Surroundings,
): Promise<Setting> {
  const chatKey = chatKeyOf(incoming.chat)
  const { viewer, sessions, room } = speaker
  const locale = incoming.chat.kind === 'room' && room ? room.locale : viewer.locale
  const meant = await meantBy(incoming, chatKey, speaker, { db, tongues })
  const pressed = carrier ? asPressed(carrier, speaker) : meant.pressed
  const about = incoming.replyTo === undefined ? meant.about : ((await subjectOf(db, chatKey, incoming.replyTo)) as Subject | undefined)
  const active = sessions.find((s) => s.status === 'active')
  return {
    viewer,
    chat: incoming.chat,
    ...(incoming.roomName !== undefined && { roomName: incoming.roomName }),
    texts: tongues[locale],
    textsOf: (wanted) => tongues[wanted],
    now: now.toISOString(),
    today: dateOf(now, zoneOf(viewer.zone)),
    freshId: inboxId,
    ...(active && { active }),
    suspended: sessions.filter((s) => s.status === 'suspended'),
    ...(pressed && { pressed }),
    ...(about && { repliedTo: about }),
    ...(incoming.message && { said: incoming.message }),
    ...(room && { room }),
  }
}

/** The button that was pressed, if any was. A token of another chat is like one that never was. */
export async function carrierIn({ body, chat }: Incoming, db: Pick<Database, 'sql'>): Promise<Carrier | undefined> {
  const place = body.kind === 'press' ? readButtonToken(body.token) : undefined
  const carrier = place && (await carrierOf(db, place.outboxId, place.index))
  return carrier?.chatKey === chatKeyOf(chat) ? carrier : undefined
}

/**
 * What a short text says by where it stands, while nothing else waits for one: the button whose label was typed, or the report that was
 * just told of and is corrected (“salah, 21”).
 */
async function meantBy(
  { body, chat, replyTo, message }: Incoming,
  chatKey: string,
  speaker: Speaker,
  { db, tongues }: Pick<Surroundings, 'db' | 'tongues'>,
): Promise<{ pressed?: Setting['pressed']; about?: Subject }> {
  if (body.kind !== 'text' || chat.kind !== 'private' || replyTo !== undefined || message?.edited || !mayBeLabel(body.text)) return {}
  if (speaker.sessions.some(({ status }) => status === 'active')) return {}
  const { buttons, about } = await newestOffer(db, chatKey)
  const at = buttons.findIndex(({ button }) => saysLabel(body.text, button.label, tongues[speaker.viewer.locale]))
  const typed = buttons[at] && (await carrierOf(db, buttons[at].outboxId, at))
  if (typed) return { pressed: asPressed(typed, speaker) }
  return isCorrection(body.text) && about !== undefined ? { about: about as Subject } : {}
}

function asPressed(carrier: Carrier, speaker: Speaker): NonNullable<Setting['pressed']> {
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
