import { z } from 'zod'

import type { DocumentInput } from '../documents/shape/document.ts'

type Part<Section extends keyof DocumentInput> = Partial<NonNullable<DocumentInput[Section]>>
type Row<Section extends 'indicators' | 'reports'> = Partial<NonNullable<DocumentInput[Section]>[number]>

const some = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null)

/** What a source file leaves open, decided by a person; every field is optional and overrides what the conversion would choose. */
export const Choices = z.strictObject({
  government: some<Part<'government'>>().optional(),
  agency: some<Part<'agency'>>().optional(),
  revision: some<Part<'revision'>>().optional(),
  rules: some<Part<'rules'>>().optional(),
  /** Keys of scales that the house knows, added to those of the file. */
  knownScales: z.array(z.string()).default([]),
  /** By the keys that the conversion gives. */
  indicators: z.record(z.string(), some<Row<'indicators'>>()).default({}),
  /** Reports of the year, by indicator key. */
  yearReports: z.record(z.string(), some<Row<'reports'>>()).default({}),
  /** The unit that answers where the file names none, and the one with a second officer. */
  defaultUnit: z.string().optional(),
  staffUnit: z.string().optional(),
  /** Seats of the local chat are called as their people's keys, without the government before them: for the demo, whose agencies have no namesake. */
  plainSeats: z.boolean().default(false),
  /** When reports of a quarter came in and were verified, by quarter; absent: the defaults of the document. */
  reportedAt: z.record(z.string(), z.strictObject({ at: z.string(), verifiedAt: z.string().optional() })).default({}),
})
export type Choices = z.output<typeof Choices>

export const noChoices: Choices = Choices.parse({})
