import { dateOf } from '../../calendar/dates.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { Zone } from '../../calendar/zones.ts'
import { digestMessage, digestPicture } from '../../conversations/digest/digest-message.ts'
import type { DigestFacts } from '../../domain/leadership/digest.ts'
import { RoomSettings } from '../../domain/leadership/room-settings.ts'
import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import { headsToday } from '../../store/leadership/digest-reads.ts'
import { addressesOf } from '../../store/people/people.ts'
import { everyRoom } from '../../store/leadership/rooms.ts'
import { carryOutSlot, knownSchedules, registerSchedules } from '../../store/calendar/schedule-ledger.ts'
import type { KnownSchedule, ScheduledLetter } from '../../store/calendar/schedule-ledger.ts'
import { gatherDigest } from '../../use-cases/digest/gather-digest.ts'
import type { DigestScope } from '../../use-cases/digest/gather-digest.ts'
import { digestKey, digestSchedule, kindsOf, rememberedDates } from '../../watch/digests/digest-schedule.ts'
import { dueSlots } from '../../watch/schedule.ts'
import type { Surroundings } from '../in/setting.ts'

/** Who gets digests by the calendar: a room, or the head of an agency in private. */
type Reader = {
  name: string
  chatKey: string
  locale: 'id' | 'en'
  zone: Zone
  scope: DigestScope
  settings: RoomSettings
  personId?: number
}

/** What a tick has sent. */
export type SentDigests = { due: number; sent: number }

/**
 * Sends the digests whose moment has come. When which is due is computed, that it is sent once is the ledger's: claim and letters are one
 * statement, and each letter has its key. Of several moments that were missed only the newest is said.
 */
export async function sendDigests(room: Surroundings, now: Date): Promise<SentDigests> {
  const { db, holidays } = room
  const dates = rememberedDates(holidays)
  const plans = (await readersNow(room, now)).map((reader) => ({
    reader,
    schedules: kindsOf(reader.settings).map((kind) => ({
      kind,
      schedule: digestSchedule(kind, reader.name, reader.settings, reader.zone, dates),
    })),
  }))
  const names = plans.flatMap(({ schedules }) => schedules.map(({ schedule }) => schedule.name))
  const known = await knownSchedules(db, names)
  const fresh = names.filter((name) => !known.has(name))
  if (fresh.length > 0) await registerSchedules(db, fresh, now)
  const counts: SentDigests = { due: 0, sent: 0 }
  const gather = rememberedDigests(room, now)
  for (const { reader, schedules } of plans) {
    const before = lastSaid(schedules.map(({ schedule }) => known.get(schedule.name)))
    const due = schedules.flatMap(({ kind, schedule }) => {
      const slot = dueSlots(schedule, known.get(schedule.name), now).at(-1)
      return slot ? [{ kind, schedule, slot }] : []
    })
    counts.due += due.length
    // Where several fall together the longest says it all; the others are done with it.
    const longest = due.at(-1)
    for (const { kind, schedule, slot } of due) {
      const facts = kind === longest?.kind ? await gather(reader.scope, kind, before) : undefined
      const letters = facts ? lettersTo(reader, kind, slot, facts, now, room) : []
      const { claimed } = await carryOutSlot(db, schedule.name, slot, letters)
      if (claimed && letters.length > 0) counts.sent += 1
    }
  }
  return counts
}

/** What is said of a scope, gathered once for all who read it. */
const rememberedDigests = ({ db, holidays }: Surroundings, now: Date) => {
  const known = new Map<string, DigestFacts | undefined>()
  return async (scope: DigestScope, kind: DigestKind, before: Date | undefined): Promise<DigestFacts | undefined> => {
    const key = JSON.stringify([kind, scope, before])
    if (!known.has(key)) known.set(key, await gatherDigest(db.prisma, scope, kind, now, holidays, before))
    return known.get(key)
  }
}

/** When a reader had the last digest of any kind; since when they are known, where there was none. */
const lastSaid = (schedules: readonly (KnownSchedule | undefined)[]): Date | undefined => {
  const moments = schedules.flatMap((one) => one?.last ?? one?.since ?? []).sort()
  const last = moments.at(-1)
  return last === undefined ? undefined : new Date(last)
}

async function readersNow({ db }: Surroundings, now: Date): Promise<Reader[]> {
  const rooms = (await everyRoom(db, true)).map(({ id, chatKey, locale, zone, governmentId, covers, settings }): Reader => {
    const agencies = covers === 'all' ? 'all' : covers.map((covered) => covered.id)
    return { name: `room ${id}`, chatKey, locale, zone: zoneOf(zone), scope: { governmentId, zone, agencies }, settings }
  })
  const heads = await headsToday(db, dateOf(now, 'Asia/Jakarta'))
  const addresses = new Map((await addressesOf(db, [...new Set(heads.map(({ personId }) => personId))])).map((one) => [one.personId, one]))
  const persons = heads.flatMap(({ personId, agencyId, governmentId, zone }): Reader[] => {
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

/** The digest, and its picture behind it; bulk, because nobody waits for it. */
function lettersTo(
  reader: Reader,
  kind: DigestKind,
  slot: Date,
  facts: DigestFacts,
  now: Date,
  { tongues }: Surroundings,
): ScheduledLetter[] {
  const texts = tongues[reader.locale]
  const key = digestKey(kind, slot, reader.zone, reader.name)
  const letter = (name: string, body: ReturnType<typeof digestMessage>): ScheduledLetter => ({
    key: name,
    chatKey: reader.chatKey,
    body: { ...body, urgency: 'bulk' },
    urgency: 'bulk',
    sendAfter: now.toISOString(),
    ...(reader.personId !== undefined && { personId: reader.personId }),
  })
  const picture = digestPicture(facts, texts)
  const told = digestMessage(facts, 'short', now.toISOString(), reader.personId === undefined, texts)
  return [letter(key, told), ...(picture ? [letter(`${key}:picture`, picture)] : [])]
}
