import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const Moment = z.iso.datetime({ offset: true })
const Clock = z.string().regex(/^\d\d:\d\d$/)

/** When an officer reports each quarter, in working days after the due date (negative: before it), and at what time; `by` others stand in. */
const Officer = z.strictObject({
  days: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  at: Clock,
  by: z.partialRecord(z.enum(['1', '2', '3', '4']), z.string()).default({}),
})

/** A report that the verifier returns, why, ; the officer sends it again a working day later. */
const Returned = z.strictObject({ indicator: z.string(), quarter: z.int().min(1).max(4), reason: z.string() })

/** What somebody does beside reporting and verifying: types something, or presses the newest button of a label; in a room where one is named. */
const Deed = z.strictObject({
  at: Moment,
  seat: z.string(),
  room: z.string().optional(),
  say: z.string().optional(),
  press: z.string().optional(),
})
export type Deed = z.output<typeof Deed>

/** How the people of the demo go through a year. The figures are the published ones; when they came, nobody has printed. */
export const YearScript = z.strictObject({
  begins: Moment,
  ends: Moment,
  officers: z.record(z.string(), Officer),
  verifier: z.strictObject({ key: z.string(), at: Clock }),
  returned: z.array(Returned),
  deeds: z.array(Deed),
})
export type YearScript = z.output<typeof YearScript>

/** The script that the project ships with. */
export const yearScript = async (): Promise<YearScript> =>
  YearScript.parse(JSON.parse(await readFile(new URL('../setda-bekasi.year.json', import.meta.url), 'utf8')))
