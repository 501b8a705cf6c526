/** A quarter (triwulan), 1 to 4. */
export type Quarter = 1 | 2 | 3 | 4
export const quarters: readonly Quarter[] = [1, 2, 3, 4]

/** What a report is about: a quarter of a year, or (`quarter: 'year'`) the year as one figure. */
export type Period = { year: number; quarter: Quarter | 'year' }
