import { z } from 'zod'
import { Decimal } from '../../domain/decimal.ts'
import { grades } from '../../domain/figure.ts'
import type { Grade } from '../../domain/figure.ts'
import { decimalText, DecimalValue } from './values.ts'
import type { DecimalText } from './values.ts'

type PartsText = { numerator: DecimalText; denominator: DecimalText }

/** A reported figure as the document keeps it: the JSON of the domain's Figure, decimals as text. */
export type FigureText =
  | {
      kind: 'number'
      value: DecimalText
      parts?: PartsText
      inputs?: Record<string, { value: DecimalText; parts?: PartsText }>
      provisional?: boolean
    }
  | { kind: 'grade'; letter: Grade; score?: DecimalText; provisional?: boolean }
  | { kind: 'not-yet-published'; expected?: string }

/** A target as the document keeps it: the JSON of the domain's Target. */
export type TargetText =
  | { kind: 'number'; value: DecimalText }
  | { kind: 'grade'; letter: Grade; score?: DecimalText; rules?: 'letter' | 'score' }
  | { kind: 'range'; low: DecimalText; high: DecimalText }

const gradeText = /^(AA|A|BB|B|CC|C|D)(?:\s*\(\s*(\d+(?:[.,]\d+)?)\s*\))?$/i
const notYet = /^(n\/a|belum rilis|data belum rilis|belum dirilis|not yet published)(?:\s*\((\d{4}-\d{2})\))?$/i

/** "A", "A (82.04)", "A (82,04)". */
export function readGrade(text: string): { kind: 'grade'; letter: Grade; score?: DecimalText } | undefined {
  const [, letter, score] = gradeText.exec(text.trim()) ?? []
  const found = grades.find((grade) => grade === letter?.toUpperCase())
  if (!found) return undefined
  return { kind: 'grade', letter: found, ...(score && { score: decimalText(score.replace(',', '.')) }) }
}

/** "N/A", "belum rilis", "N/A (2025-03)". */
export function readNotYetPublished(text: string): { kind: 'not-yet-published'; expected?: string } | undefined {
  const found = notYet.exec(text.trim())
  return found ? { kind: 'not-yet-published', ...(found[2] && { expected: found[2] }) } : undefined
}

const Parts = z
  .strictObject({ numerator: DecimalValue, denominator: DecimalValue })
  .refine((p) => p.denominator !== '0', 'denominator-zero')
const Provisional = z.boolean().optional().describe('The value will change ("nilai antara", "sementara").')
const Input = z.union(
  [
    DecimalValue,
    z
      .strictObject({ value: DecimalValue.optional(), parts: Parts.optional() })
      .refine((input) => input.value !== undefined || input.parts !== undefined, 'not-a-figure'),
  ],
  { error: 'not-a-figure' },
)
const Month = z.string().regex(/^\d{4}-\d{2}$/, 'not-a-month')

const percentOf = ({ numerator, denominator }: PartsText): DecimalText => new Decimal(numerator).div(denominator).times(100).toFixed()
const quotientOf = ({ numerator, denominator }: PartsText): DecimalText => new Decimal(numerator).div(denominator).toFixed()
const when = <T extends object>(condition: unknown, value: T): Partial<T> => (condition ? value : {})

/** A reported figure in any of its short forms, read to the one form that the document keeps. */
export const FigureValue = z
  .union(
    [
      z.number(),
      z.string(),
      z.strictObject({ numerator: DecimalValue, denominator: DecimalValue, provisional: Provisional }),
      z.strictObject({ value: DecimalValue, provisional: Provisional, inputs: z.record(z.string(), Input).optional() }),
      z.strictObject({ grade: z.enum(grades), score: DecimalValue.optional(), provisional: Provisional }),
      z.strictObject({ notYetPublished: z.union([z.literal(true), Month]) }),
      z.strictObject({
        kind: z.literal('number'),
        value: DecimalValue,
        parts: Parts.optional(),
        inputs: z.record(z.string(), Input).optional(),
        provisional: Provisional,
      }),
      z.strictObject({ kind: z.literal('grade'), letter: z.enum(grades), score: DecimalValue.optional(), provisional: Provisional }),
      z.strictObject({ kind: z.literal('not-yet-published'), expected: Month.optional() }),
    ],
    { error: 'not-a-figure' },
  )
  .transform((given, context): FigureText => {
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message, input: given })
      return z.NEVER
    }
    if (typeof given === 'number' || typeof given === 'string') {
      const value = decimalText(given)
      if (value !== undefined) return { kind: 'number', value }
      return (typeof given === 'string' ? (readGrade(given) ?? readNotYetPublished(given)) : undefined) ?? refuse('not-a-figure')
    }
    if ('notYetPublished' in given)
      return { kind: 'not-yet-published', ...when(given.notYetPublished !== true, { expected: String(given.notYetPublished) }) }
    if ('kind' in given && given.kind === 'not-yet-published')
      return { kind: given.kind, ...when(given.expected, { expected: given.expected }) }
    const mark = when(given.provisional, { provisional: true })
    if ('grade' in given) return { kind: 'grade', letter: given.grade, ...when(given.score, { score: given.score }), ...mark }
    if ('kind' in given && given.kind === 'grade')
      return { kind: 'grade', letter: given.letter, ...when(given.score, { score: given.score }), ...mark }
    if ('numerator' in given) {
      if (given.denominator === '0') return refuse('denominator-zero')
      const parts = { numerator: given.numerator, denominator: given.denominator }
      return { kind: 'number', value: percentOf(parts), parts, ...mark }
    }
    const inputs = given.inputs && Object.fromEntries(Object.entries(given.inputs).map(([key, input]) => [key, readInput(input)]))
    if ('parts' in given && given.parts)
      return { kind: 'number', value: percentOf(given.parts), parts: given.parts, ...when(inputs, { inputs }), ...mark }
    return { kind: 'number', value: given.value, ...when(inputs, { inputs }), ...mark }
  })
  .describe(
    'A figure: a number, {numerator, denominator}, a grade "A" or "A (82.04)", {value, provisional: true}, {value, inputs} of a composite, or "N/A" for not yet published.',
  )

const readInput = (input: DecimalText | { value?: DecimalText; parts?: PartsText }): { value: DecimalText; parts?: PartsText } => {
  if (typeof input === 'string') return { value: input }
  return input.parts ? { value: quotientOf(input.parts), parts: input.parts } : { value: input.value ?? '0' }
}

/** How a plan prints that a period has no target. */
export const isNoTarget = (text: string): boolean => /^(-|n\/a)$/i.test(text.trim())

/** A target in any of its short forms; null where the period has none. */
export const TargetValue = z
  .union(
    [
      z.null(),
      z.number(),
      z.string(),
      z.strictObject({ low: DecimalValue, high: DecimalValue }),
      z.strictObject({ grade: z.enum(grades), score: DecimalValue.optional(), rules: z.enum(['letter', 'score']).optional() }),
      z.strictObject({ kind: z.literal('number'), value: DecimalValue }),
      z.strictObject({ kind: z.literal('range'), low: DecimalValue, high: DecimalValue }),
      z.strictObject({
        kind: z.literal('grade'),
        letter: z.enum(grades),
        score: DecimalValue.optional(),
        rules: z.enum(['letter', 'score']).optional(),
      }),
    ],
    { error: 'not-a-target' },
  )
  .transform((given, context): TargetText | null => {
    if (given === null || (typeof given === 'string' && isNoTarget(given))) return null
    const refuse = (message: string): never => {
      context.addIssue({ code: 'custom', message, input: given })
      return z.NEVER
    }
    if (typeof given === 'number' || typeof given === 'string') {
      const value = decimalText(given)
      if (value !== undefined) return { kind: 'number', value }
      return (typeof given === 'string' ? readGrade(given) : undefined) ?? refuse('not-a-target')
    }
    if ('low' in given) {
      if (new Decimal(given.low).gt(given.high)) return refuse('range-turned')
      return { kind: 'range', low: given.low, high: given.high }
    }
    if ('value' in given) return { kind: 'number', value: given.value }
    const letter = 'letter' in given ? given.letter : given.grade
    return { kind: 'grade', letter, ...when(given.score, { score: given.score }), ...when(given.rules, { rules: given.rules }) }
  })
  .describe('A target: a number, a grade "A" or "A (82.04)", {low, high} for a range, or null where nothing is due.')
