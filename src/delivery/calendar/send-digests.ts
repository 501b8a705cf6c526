import { digestMessage, digestPicture } from '../../conversations/digest/digest-message.ts'
import type { DigestFacts } from '../../domain/leadership/digest.ts'
import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import { carryOutSlot, knownSchedules, registerSchedules } from '../../store/calendar/schedule-ledger.ts'
import type { KnownSchedule, ScheduledLetter } from '../../store/calendar/schedule-ledger.ts'
import { gatherDigest } from '../../use-cases/digest/gather-digest.ts'
import type { DigestScope, HadBefore } from '../../use-cases/digest/gather-digest.ts'
import { digestKey } from '../../watch/digests/digest-schedule.ts'
import { dueSlots } from '../../watch/schedule.ts'
import type { Surroundings } from '../in/setting.ts'
import { digestPlans } from './digest-readers.ts'
import type { DigestPlan, DigestReader } from './digest-readers.ts'
import { eachPart } from './each-part.ts'

/** What a tick has sent. */
export type SentDigests = { due: number; sent: number }

/**
 * Sends the digests whose moment has come. When which is due is computed, that it is sent once is the ledger's: claim and letters are one
 * statement, and each letter has its key. Of several moments that were missed only the newest is said.
 */
export async function sendDigests(room: Surroundings, now: Date): Promise<SentDigests> {
  const plans = await digestPlans(room.db, room.holidays, now)
  const names = plans.flatMap(({ schedules }) => schedules.map(({ schedule }) => schedule.name))
  const known = await knownSchedules(room.db, names)
  const fresh = names.filter((name) => !known.has(name))
  if (fresh.length > 0) await registerSchedules(room.db, fresh, now)
  const due = plans.flatMap((plan) => dueOf(plan, known, now))
  const counts: SentDigests = { due: due.reduce((sum, { slots }) => sum + slots.length, 0), sent: 0 }
  const gather = rememberedDigests(room, now)
  const send = async ({ reader, slots, longest, had }: DueDigest): Promise<void> => {
    for (const { kind, name, slot } of slots) {
      // Where several fall together the longest says it all; the others are done with it.
      const facts = kind === longest ? await gather(reader.scope, kind, had) : undefined
      const letters = facts ? lettersTo(reader, kind, slot, facts, now, room) : []
      const { claimed } = await carryOutSlot(room.db, name, slot, letters, now)
      if (claimed && letters.length > 0) counts.sent += 1
    }
  }
  // Who reads the same follows each other, so that it is gathered once and then let go: of five thousand heads each has their own.
  const parts = due.sort((a, b) => (a.of < b.of ? -1 : a.of > b.of ? 1 : 0)).map((one) => ({ name: one.reader.name, run: () => send(one) }))
  await eachPart('writing digests', parts)
  return counts
}

/** What a reader is to get now; `of` is their scope as a text. */
type DueDigest = {
  reader: DigestReader
  of: string
  slots: { kind: DigestKind; name: string; slot: Date }[]
  longest: DigestKind
  had: HadBefore
}

/** The newest slot of each kind that has come and was not carried out. */
const dueOf = ({ reader, schedules }: DigestPlan, known: ReadonlyMap<string, KnownSchedule>, now: Date): DueDigest[] => {
  const slots = schedules.flatMap(({ kind, schedule }) => {
    const slot = dueSlots(schedule, known.get(schedule.name), now).at(-1)
    return slot ? [{ kind, name: schedule.name, slot }] : []
  })
  const last = slots.at(-1)
  if (!last) return []
  const had = hadBefore(
    schedules.map(({ schedule }) => known.get(schedule.name)),
    last.slot,
  )
  return [{ reader, of: JSON.stringify(reader.scope), slots, longest: last.kind, had }]
}

/** What is said of a scope, gathered once for all who read it; that of another is forgotten then. */
const rememberedDigests = ({ db, holidays }: Surroundings, now: Date) => {
  const known = new Map<string, DigestFacts | undefined>()
  let last = ''
  return async (scope: DigestScope, kind: DigestKind, had: HadBefore): Promise<DigestFacts | undefined> => {
    const of = JSON.stringify(scope)
    if (of !== last) known.clear()
    last = of
    const key = JSON.stringify([kind, had])
    if (!known.has(key)) known.set(key, await gatherDigest(db.prisma, scope, kind, now, holidays, had))
    return known.get(key)
  }
}

/**
 * When a reader had the last digest of any kind before a slot, and since when they are known. One of the slot itself is not before it: another
 * process may be through with a shorter kind that falls together with it, or have been killed in between.
 */
const hadBefore = (schedules: readonly (KnownSchedule | undefined)[], slot: Date): HadBefore => {
  const newest = (moments: string[]): Date | undefined => {
    const last = moments.sort().at(-1)
    return last === undefined ? undefined : new Date(last)
  }
  const before = schedules.filter((one) => one?.last && one.last < slot.toISOString())
  // One that was late has said what came until it was written.
  const said = newest(before.flatMap((one) => one?.done ?? one?.last ?? []))
  const known = newest(schedules.flatMap((one) => one?.since ?? []))
  return { ...(said && { said }), ...(known && { known }) }
}

/** The digest, and its picture behind it; bulk, because nobody waits for it. */
function lettersTo(
  reader: DigestReader,
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
