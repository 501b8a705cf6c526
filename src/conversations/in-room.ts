import type { Setting } from './session.ts'

/** Whether something of an agency may be said here: a room learns only of the agencies that it covers. */
export const maySayHere = ({ room }: Pick<Setting, 'room'>, agencyId: number): boolean =>
  room === undefined || room.covers === 'all' || room.covers.includes(agencyId)

/** The agency of a room that covers one alone. */
export const onlyAgencyHere = ({ room }: Pick<Setting, 'room'>): number | undefined =>
  room !== undefined && room.covers !== 'all' && room.covers.length === 1 ? room.covers[0] : undefined
