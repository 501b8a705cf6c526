import { z } from 'zod'
import { Decimal } from '../../domain/decimal.ts'

/** A decimal as the document keeps it: text with a point, no exponent, no trailing zeros. Two equal numbers have the same text. */
export type DecimalText = string

/** The document's text of a number; undefined where it is none, or a JSON number with more digits than one holds exactly. */
export function decimalText(value: unknown): DecimalText | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return undefined
  if (typeof value === 'string' && /e/i.test(text)) return undefined
  const number = new Decimal(text)
  if (typeof value === 'number' && number.precision() > 15) return undefined
  const exact = number.toFixed()
  return exact.length > 60 ? undefined : exact === '-0' ? '0' : exact
}

/** Name of a thing, by which a later import knows it again; names change and repeat, keys do not. */
export const Key = z
  .string({ error: 'not-a-key' })
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'not-a-key')
  .describe('Key: letters, digits, dot, dash, underscore; at most 80. Same key, same thing; a changed name is a rename.')

/** A text that is not empty. */
export const Name = z.string({ error: 'text-missing' }).trim().min(1, 'text-missing').max(2000, 'text-too-long')

export const DecimalValue = z
  .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/, 'not-a-number')], { error: 'not-a-number' })
  .transform(
    (value, context) => decimalText(value) ?? context.addIssue({ code: 'custom', message: 'not-a-number', input: value }) ?? z.NEVER,
  )
  .describe('A decimal number: a JSON number of at most 15 digits, or its text with a point ("319.53").')

export const DateText = z
  .string({ error: 'not-a-date' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'not-a-date', abort: true })
  .refine(
    (text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
    'not-a-date',
  )
  .describe('A date, YYYY-MM-DD.')

export const InstantText = z
  .string({ error: 'not-an-instant' })
  .refine((text) => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)), 'not-an-instant')
  .transform((text) => new Date(text).toISOString())
  .describe('An instant with its offset, 2024-10-04T08:00:00+07:00; kept in UTC.')

/** Year keys of a record, `{"2023": ...}`. */
export const YearKey = z.string().regex(/^(19|20)\d{2}$/, 'not-a-year')

export const MoneyValue = z
  .strictObject({ kind: z.enum(['rupiah', 'percent']).describe('rupiah, or percent of the ceiling in force'), value: DecimalValue })
  .describe('Money of a period. May be negative in a plan.')
export type MoneyValue = z.output<typeof MoneyValue>
