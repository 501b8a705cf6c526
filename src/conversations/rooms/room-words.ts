import { digestKinds } from '../../domain/leadership/room-settings.ts'
import type { RoomFacts, RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { Texts } from '../../text/texts.ts'
import { namesOf } from '../ask/lines/agency-names.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'

/** What a room may hear of: one agency, several, or the whole government. */
export const scopeWords = ({ covers, governmentName }: RoomFacts, texts: Texts): string =>
  covers === 'all'
    ? texts.plain('room.government', { government: agencyTitle({ shortName: '', governmentName }) })
    : agencyTitle({ shortName: namesOf(covers, texts), governmentName })

const dayKeys = { 1: 'room.day.1', 2: 'room.day.2', 3: 'room.day.3', 4: 'room.day.4', 5: 'room.day.5' } as const

/** The name of a working day. */
export const dayWord = (day: number, texts: Texts): string => texts.plain(dayKeys[day as 1 | 2 | 3 | 4 | 5])

/** `07.30`, or `07:30` in English. */
export const timeWord = (time: string, texts: Texts): string => (texts.locale === 'id' ? time.replace(':', '.') : time)

/** Which digests a room gets: `mingguan (Senin, 07.30), bulanan`. */
export const digestWords = (settings: RoomSettings, texts: Texts): string => {
  const words = digestKinds
    .filter((kind) => settings[kind])
    .map((kind) =>
      kind === 'week'
        ? texts.plain('room.digests.week', { day: dayWord(settings.day, texts), time: timeWord(settings.time, texts) })
        : texts.plain(`room.digests.${kind}`),
    )
  return words.length > 0 ? words.join(', ') : texts.plain('room.digests.none')
}

/** Which alerts it hears of. */
export const alertWordsOf = (settings: RoomSettings, texts: Texts): string => texts.plain(`room.alerts.${settings.alerts}`)
