import { Problem } from './problem.ts'
import type { LocalPorts, SeatRow, Shown } from './ports.ts'

/** A seat as the HTTP interface gives it. */
export type Seat = Omit<SeatRow, 'government'> & {
  government: { key: string; name: string }
  /** Whether the page opens it at first. */
  open: boolean
  /** Who may speak in a room; empty for a person. */
  members: string[]
}

/** A seat that a request names, and the person who acts there. */
export type Place = { chat: { id: string; kind: 'private' | 'room' }; by: string }

type Seen = Pick<LocalPorts, 'platform' | 'clock'>

/** All seats that a request may see: rooms with their members, and the ones to open first. */
export async function listSeats(ports: Seen & Pick<LocalPorts, 'openSeats'>, shown: Shown): Promise<Seat[]> {
  const rows = await ports.platform.seats(shown, ports.clock.now())
  const wanted = ports.openSeats.filter((id) => rows.some((row) => row.id === id))
  const open = wanted.length > 0 ? wanted : firstSeats(rows)
  return rows.map(({ government: { key, name }, ...row }) => ({
    ...row,
    government: { key, name },
    open: open.includes(row.id),
    members: membersOf(row.id, rows),
  }))
}

/** The seat of a request. Throws `unknown-seat` where there is none, or none that this request may see: both look the same. */
export async function findSeat(ports: Seen, shown: Shown, id: string): Promise<SeatRow> {
  return (await seatAmong(ports, shown, id)).seat
}

/** The seat and who acts in it: the person of a private chat, or the member of the room that `as` names. */
export async function findPlace(ports: Seen, shown: Shown, id: string, as: string | undefined): Promise<Place> {
  const { seat, rows } = await seatAmong(ports, shown, id)
  if (seat.kind === 'private') {
    if (as !== undefined && as !== id) throw new Problem('unknown-seat')
    return { chat: { id, kind: 'private' }, by: id }
  }
  if (as === undefined) throw new Problem('as-needed')
  if (!membersOf(id, rows).includes(as)) throw new Problem('unknown-seat')
  return { chat: { id, kind: 'room' }, by: as }
}

async function seatAmong({ platform, clock }: Seen, shown: Shown, id: string): Promise<{ seat: SeatRow; rows: SeatRow[] }> {
  const rows = await platform.seats(shown, clock.now())
  const seat = rows.find((row) => row.id === id)
  if (!seat) throw new Problem('unknown-seat')
  return { seat, rows }
}

/** A room of an agency has its people in it, one of the government those who watch or lead; leadership is in both. */
function membersOf(id: string, rows: SeatRow[]): string[] {
  const room = rows.find((row) => row.id === id && row.kind === 'room')
  if (!room) return []
  const belongs = ({ role, agency }: SeatRow['roles'][number]) =>
    agency === null || (room.agency ? agency === room.agency.key : role === 'head')
  return rows
    .filter((row) => row.kind === 'private' && row.government.key === room.government.key && row.roles.some(belongs))
    .map((row) => row.id)
}

/** An officer, a verifier and a head of the first agency that has all three, and a room beside them. */
function firstSeats(rows: SeatRow[]): string[] {
  const agencies = [
    ...new Set(rows.map(({ agency, government }) => agency && `${government.key}/${agency.key}`).filter((key) => key !== null)),
  ]
  for (const key of agencies) {
    const [government, agency] = key.split('/')
    const inAgency = (role: string) =>
      rows.find((row) => row.government.key === government && row.roles.some((held) => held.role === role && held.agency === agency))?.id
    const three = ['officer', 'verifier', 'head'].map(inAgency)
    if (three.some((id) => id === undefined)) continue
    const room = rows.find((row) => row.kind === 'room' && row.government.key === government)?.id
    return [...new Set([...three, room])].filter((id) => id !== undefined)
  }
  return rows.slice(0, 3).map(({ id }) => id)
}
