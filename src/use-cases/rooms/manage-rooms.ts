import type { LeadershipAnswers, LeadershipOutcomes, LeadershipRequest } from '../../domain/requests/leadership-requests.ts'
import type { Viewer } from '../../domain/requests/requests.ts'
import type { RoomFacts } from '../../domain/leadership/room-settings.ts'
import { chatKeyOf } from '../../store/chats/inbox.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { audit } from '../../store/reports/report-writes.ts'
import {
  approveRoom,
  approversOf,
  askForRoom,
  closeRoom,
  coverAgencies,
  refuseRoom,
  roomAt,
  roomById,
  setRoom,
} from '../../store/leadership/rooms.ts'
import { statements } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { agenciesSeen, anywhere, mayManageRoom, maySeeAgency } from '../rights.ts'

const idsOf = ({ covers }: RoomFacts): 'all' | number[] => (covers === 'all' ? 'all' : covers.map(({ id }) => id))

type Of<Do extends LeadershipRequest['do']> = Extract<LeadershipRequest, { do: Do }>

/** The room of a chat, where it is one of the viewer's government. */
export async function roomHere({ tx, viewer }: Asking, chatKey: string): Promise<RoomFacts | undefined> {
  const room = await roomAt(statements(tx), chatKey)
  return room?.governmentId === viewer.governmentId ? room : undefined
}

/** What a room could be registered for by the viewer: every agency that they see, and the whole government where they see all of it. */
export async function roomScopes({ tx, viewer }: Asking): Promise<LeadershipAnswers['room-scopes']> {
  const agencies = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: agenciesSeen(anywhere(viewer)) })
  return { whole: agenciesSeen(anywhere(viewer)) === 'all', governmentName: agencies[0]?.governmentName ?? '', agencies }
}

/** A room that waits, for those who may approve it. */
export async function roomToDecide({ tx, viewer }: Asking, roomId: number): Promise<RoomFacts | undefined> {
  const room = await roomById(statements(tx), viewer.governmentId, roomId)
  return room && mayManageRoom(viewer, idsOf(room)) ? room : undefined
}

/**
 * Registers a room to an agency or the government that the person may see. Who may approve it has it at once; else it waits for those who
 * may. A room of another government is answered as if there were none to be had.
 */
export async function askRoom(asking: Asking, request: Of<'ask-room'>): Promise<LeadershipOutcomes['ask-room']> {
  const { tx, viewer, now } = asking
  const { channel, platformId, title, locale, covers } = request
  const db = statements(tx)
  if (!seesAll(viewer, covers)) return { kind: 'refused', why: 'not-yours' }
  const chatKey = chatKeyOf({ channel, id: platformId })
  const before = await roomAt(db, chatKey)
  if (before?.approvedAt !== undefined)
    return before.governmentId === viewer.governmentId ? { kind: 'already', room: before } : { kind: 'refused', why: 'gone' }
  const id = await askForRoom(db, {
    ...{ governmentId: viewer.governmentId, channel, platformId, chatKey, title, locale, askedById: viewer.personId },
    covers,
  })
  const room = id === undefined ? undefined : await roomById(db, viewer.governmentId, id)
  if (!room) return { kind: 'refused', why: 'gone' }
  if (mayManageRoom(viewer, covers)) return approve(asking, room)
  return { kind: 'waiting', room, approvers: await approversOf(db, viewer.governmentId, covers, todayIn(now, viewer.zone)) }
}

/** Whether the viewer may see all that a room would learn of. */
const seesAll = (viewer: Viewer, covers: 'all' | readonly number[]): boolean => {
  const { governmentId } = viewer
  if (covers === 'all') return agenciesSeen(anywhere(viewer)) === 'all'
  return covers.length > 0 && covers.every((agencyId) => maySeeAgency(anywhere(viewer), { agencyId, governmentId }))
}

async function approve(
  asking: Asking,
  room: RoomFacts,
): Promise<{ kind: 'registered'; room: RoomFacts } | { kind: 'already'; room: RoomFacts }> {
  const done = await approveRoom(statements(asking.tx), room.governmentId, room.id, asking.now)
  if (done) await noted(asking, room, 'room-approved')
  return { kind: done ? 'registered' : 'already', room: { ...room, approvedAt: room.approvedAt ?? asking.now.toISOString() } }
}

/** Approves a room, or takes back what was asked. */
export async function decideRoom(asking: Asking, { roomId, approve: yes }: Of<'decide-room'>): Promise<LeadershipOutcomes['decide-room']> {
  const { tx, viewer } = asking
  const db = statements(tx)
  const room = await roomById(db, viewer.governmentId, roomId)
  if (!room) return { kind: 'refused', why: 'gone' }
  if (!mayManageRoom(viewer, idsOf(room))) return { kind: 'refused', why: 'not-yours' }
  if (yes) {
    const outcome = await approve(asking, room)
    return { kind: outcome.kind === 'registered' ? 'approved' : 'already', room: outcome.room }
  }
  const gone = await refuseRoom(db, viewer.governmentId, roomId)
  if (gone) await noted(asking, room, 'room-refused')
  return { kind: gone ? 'refused-room' : 'already', room }
}

/** A registered room, for who may speak for all that it covers; or why not. */
async function registeredRoom({ tx, viewer }: Asking, roomId: number): Promise<RoomFacts | { kind: 'refused'; why: 'not-yours' | 'gone' }> {
  const room = await roomById(statements(tx), viewer.governmentId, roomId)
  if (room?.approvedAt === undefined) return { kind: 'refused', why: 'gone' }
  return mayManageRoom(viewer, idsOf(room)) ? room : { kind: 'refused', why: 'not-yours' }
}

/** What a room gets from now on, and what it covers: whoever sets it may speak for what it covered and for what it will. */
export async function chooseForRoom(
  asking: Asking,
  { roomId, settings, locale, covers }: Of<'set-room'>,
): Promise<LeadershipOutcomes['set-room']> {
  const db = statements(asking.tx)
  const room = await registeredRoom(asking, roomId)
  if ('kind' in room) return room
  if (!mayManageRoom(asking.viewer, covers)) return { kind: 'refused', why: 'not-yours' }
  await setRoom(db, roomId, settings, locale)
  await coverAgencies(db, roomId, covers)
  await noted(asking, room, 'room-set', { settings, locale, covers })
  return { kind: 'set', room: (await roomById(db, room.governmentId, roomId)) ?? room }
}

/** Takes a room out of the register: nothing is sent there any more. Whoever does it may speak for all that it covered. */
export async function closeRoomFor(asking: Asking, { roomId }: Of<'close-room'>): Promise<LeadershipOutcomes['close-room']> {
  const room = await registeredRoom(asking, roomId)
  if ('kind' in room) return room
  await closeRoom(statements(asking.tx), roomId)
  await noted(asking, room, 'room-closed')
  return { kind: 'closed' }
}

const noted = ({ tx, viewer, channel, now }: Asking, room: RoomFacts, what: string, to?: unknown): Promise<void> =>
  audit(tx, {
    ...{ governmentId: room.governmentId, personId: viewer.personId, channel, at: now, what, subject: `room:${room.id}` },
    ...(room.covers !== 'all' && room.covers.length === 1 && room.covers[0] && { agencyId: room.covers[0].id }),
    ...(to !== undefined && { to }),
  })
