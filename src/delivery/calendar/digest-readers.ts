import { dateOf } from '../../calendar/dates.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import { RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import type { Database } from '../../store/database/database.ts'
import { headsToday } from '../../store/leadership/digest-reads.ts'
import { everyRoom } from '../../store/leadership/rooms.ts'
import { addressesOf } from '../../store/people/people.ts'
import type { DigestScope } from '../../use-cases/digest/gather-digest.ts'
import { digestSchedule, kindsOf, rememberedDates } from '../../watch/digests/digest-schedule.ts'
import type { Schedule } from '../../watch/schedule.ts'

/** Who gets digests by the calendar: a room, or the head of an agency in private. */
export type DigestReader = {
  name: string
  chatKey: string
  locale: 'id' | 'en'
  zone: Zone
  scope: DigestScope
  settings: RoomSettings
  personId?: number
}

/** A reader with the digests that they get, each as a schedule; the shortest kind first. */
export type DigestPlan = { reader: DigestReader; schedules: { kind: DigestKind; schedule: Schedule }[] }

/** Everybody who gets digests now, and when. */
export async function digestPlans(db: Database, holidays: Holidays, now: Date): Promise<DigestPlan[]> {
  const dates = rememberedDates(holidays)
  return (await readersNow(db, now)).map((reader) => ({
    reader,
    schedules: kindsOf(reader.settings).map((kind) => ({
      kind,
      schedule: digestSchedule(kind, reader.name, reader.settings, reader.zone, dates),
    })),
  }))
}

async function readersNow(db: Database, now: Date): Promise<DigestReader[]> {
  const rooms = (await everyRoom(db, true)).map(({ id, chatKey, locale, zone, governmentId, covers, settings }): DigestReader => {
    const agencies = covers === 'all' ? 'all' : covers.map((covered) => covered.id)
    return { name: `room ${id}`, chatKey, locale, zone: zoneOf(zone), scope: { governmentId, zone, agencies }, settings }
  })
  const heads = await headsToday(db, dateOf(now, 'Asia/Jakarta'))
  const addresses = new Map((await addressesOf(db, [...new Set(heads.map(({ personId }) => personId))])).map((one) => [one.personId, one]))
  const persons = heads.flatMap(({ personId, agencyId, governmentId, zone }): DigestReader[] => {
    const address = addresses.get(personId)
    if (!address) return []
    return [
      {
        ...{
          name: `person ${personId} agency ${agencyId}`,
          chatKey: address.chatKey,
          locale: address.locale,
          zone: zoneOf(zone),
          personId,
        },
        scope: { governmentId, zone, agencies: [agencyId] },
        settings: RoomSettings.parse({}),
      },
    ]
  })
  return [...rooms, ...persons]
}
