import { grouped } from '../../domain/grouped.ts'
import type { Following, LetterRow } from '../../store/chats/commit-turn.ts'
import type { Waiting } from '../../store/chats/outbox.ts'
import type { SendingPlace } from './sender.ts'

/** Keeps room for a chat with whoever sends on its channel in this process; nothing where nobody does, or what is written may have to wait. */
export type PlaceFor = (chatKey: string) => SendingPlace | undefined

/**
 * The letters of a turn that this process may send as soon as they are committed. `begin` sends those that were handed; what was kept for
 * others is given back. `doubt`: it is not known whether the turn was committed.
 */
export type HandOver = { handed: Following['handed']; begin: (handed: readonly Waiting[]) => void; doubt: () => void }

/** Keeps room for the letters of a turn, chat by chat. Those with a key may stand there already, and those of later are looked for when they are due. */
export function handOver(letters: readonly LetterRow[], now: string, placeFor: PlaceFor): HandOver {
  const places = new Map<string, SendingPlace>()
  for (const [chatKey, own] of grouped(letters, (letter) => letter.chatKey)) {
    const atOnce = own.every(({ key, urgency, sendAfter }) => key === undefined && (urgency === 'answer' || sendAfter <= now))
    const place = atOnce ? placeFor(chatKey) : undefined
    if (place) places.set(chatKey, place)
  }
  return {
    handed: [...places].map(([chatKey, { holder }]) => ({ chatKey, holder })),
    begin: (handed) => {
      const ofChat = grouped(handed, ({ chatKey }) => chatKey)
      for (const [chatKey, place] of places) {
        const own = ofChat.get(chatKey)
        if (own) place.begin(own)
        else place.giveBack()
      }
    },
    doubt: () => {
      for (const place of places.values()) place.doubt()
    },
  }
}
