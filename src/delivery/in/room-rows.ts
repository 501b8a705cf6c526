import type { Notice, Recipient } from '../../conversations/session.ts'
import { atLeast } from '../../domain/leadership/alerts.ts'
import type { AlertLevel } from '../../domain/leadership/alerts.ts'
import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import { lettersOn } from '../../store/leadership/alert-news.ts'
import type { LetterRow } from '../../store/chats/commit-turn.ts'
import { roomAt, roomsOver } from '../../store/leadership/rooms.ts'
import type { Surroundings } from './setting.ts'

type ToRooms = Extract<Recipient, { room: string } | { roomsOver: number; level: AlertLevel } | { lettersOn: string }>

/**
 * Notices to rooms, each in the language that the room reads: one room, those that hear of an agency's alerts of that level, or every message on a topic,
 * which is changed in its place. A room that has switched alerts off hears of none.
 */
export async function roomRows(
  notice: Notice,
  to: ToRooms,
  at: string,
  { db, tongues }: Pick<Surroundings, 'db' | 'tongues'>,
): Promise<LetterRow[]> {
  const row = (chatKey: string, locale: string, replaces?: number): LetterRow => {
    const message = notice.write(tongues[locale === 'en' ? 'en' : 'id'])
    return {
      chatKey,
      personId: null,
      body: { ...message, ...(replaces !== undefined && { replaces }) },
      urgency: message.urgency,
      sendAfter: at,
      ...(notice.topic !== undefined && { topic: notice.topic }),
    }
  }
  if ('lettersOn' in to) return (await lettersOn(db, to.lettersOn)).map(({ chatKey, locale, outboxId }) => row(chatKey, locale, outboxId))
  if ('room' in to) {
    const room = await roomAt(db, to.room)
    return [row(to.room, room?.locale ?? 'id')]
  }
  const rooms = await roomsOver(db, to.roomsOver)
  const hears = ({ settings: { alerts: least } }: RoomFacts): boolean => least !== 'none' && atLeast(to.level, least)
  return rooms.filter(hears).map(({ chatKey, locale }) => row(chatKey, locale))
}
