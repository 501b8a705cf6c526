import { z } from 'zod'
import { DecimalText } from './decimal.ts'

/** Grades of the SAKIP evaluation, best first (PermenPANRB 88/2021). */
export const grades = ['AA', 'A', 'BB', 'B', 'CC', 'C', 'D'] as const
export type Grade = (typeof grades)[number]

/** The two numbers behind a percentage: 60 of 121. */
export const Parts = z.object({ numerator: DecimalText, denominator: DecimalText })
export type Parts = z.output<typeof Parts>

/**
 * What somebody reported. A closed sum, not a number with flags: zero is a number, "not yet published" is a reported
 * state, and "not reported" is the absence of a report; the three never mix.
 * `value` of a figure with `parts` is numerator / denominator in percent, unrounded; `inputs` are those of a composite.
 */
export const Figure = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    value: DecimalText,
    parts: Parts.optional(),
    inputs: z.record(z.string(), z.object({ value: DecimalText, parts: Parts.optional() })).optional(),
    provisional: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('grade'), letter: z.enum(grades), score: DecimalText.optional(), provisional: z.boolean().optional() }),
  /** `expected` is a month, `2025-03`, or absent where nobody knows. */
  z.object({ kind: z.literal('not-yet-published'), expected: z.string().optional() }),
])
export type Figure = z.output<typeof Figure>

/** What was planned: a number, a grade (with or without its score), or a range in which any value is right. */
export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), value: DecimalText }),
  z.object({
    kind: z.literal('grade'),
    letter: z.enum(grades),
    score: DecimalText.optional(),
    rules: z.enum(['letter', 'score']).optional(),
  }),
  z.object({ kind: z.literal('range'), low: DecimalText, high: DecimalText }),
])
export type Target = z.output<typeof Target>

/** Money of a period: rupiah, or percent of the ceiling in force. */
export const Money = z.object({ kind: z.enum(['rupiah', 'percent']), value: DecimalText })
export type Money = z.output<typeof Money>
