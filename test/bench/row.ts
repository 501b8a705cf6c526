/** One line of the table: what was measured, and the goal with whether it was reached; nothing where there is no goal. */
export type Row = { what: string; measured: string; goal?: string; reached?: boolean }

/** A bench: makes what it needs, measures, and cleans up. `server` is a PostgreSQL on which it may make databases. */
export type Bench = (server: string) => Promise<Row[]>

/** A number as the table shows it: three digits that mean something. */
export const short = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(value >= 100 ? 3 : 2)).toString()

export const atMost = (what: string, value: number, most: number, unit: string): Row => ({
  what,
  measured: `${short(value)} ${unit}`,
  goal: `at most ${short(most)} ${unit}`,
  reached: value <= most,
})

export const atLeast = (what: string, value: number, least: number, unit: string): Row => ({
  what,
  measured: `${short(value)} ${unit}`,
  goal: `at least ${short(least)} ${unit}`,
  reached: value >= least,
})

export const shown = (what: string, value: number, unit: string): Row => ({ what, measured: `${short(value)} ${unit}` })
