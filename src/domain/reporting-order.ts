/** A report that waits for somebody: of which period and agency, due when, and whether it was sent back. */
type Awaited = { year: number; quarter: 0 | 1 | 2 | 3 | 4; agencyId: number; due: string; state: string }

/**
 * The order in which reports that wait are numbered, wherever they are listed: what was due first comes first, a year after its last
 * quarter, and of a period what was sent back before the rest. So that a number means the same in a reminder as in `/tugas`.
 */
export const inReportingOrder = (one: Awaited, other: Awaited): number => {
  if (one.due !== other.due) return one.due < other.due ? -1 : 1
  const period = one.year - other.year || (one.quarter || 5) - (other.quarter || 5) || one.agencyId - other.agencyId
  return period || Number(other.state === 'returned') - Number(one.state === 'returned')
}
