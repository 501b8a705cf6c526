import { z } from 'zod'
import { reportStates } from '../../domain/plan.ts'
import { FigureValue } from './figure-value.ts'
import { InstantText, Key, MoneyValue, Name } from './values.ts'

export const ReportPart = z
  .strictObject({
    indicator: Key,
    quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('year')], { error: 'not-a-quarter' }),
    figure: FigureValue,
    money: MoneyValue.optional().describe('Realised money of the period, where the indicator carries that of a budget row.'),
    state: z.enum(reportStates).default('submitted'),
    reason: Name.optional().describe('Why it was returned or reopened.'),
    cause: Name.optional().describe("Cause of a figure far off its target, in the officer's words."),
    at: InstantText.optional().describe('When it was reported; absent: the 5th of the month after the period, 09.00.'),
    by: Key.optional().describe('Key of the person who reported; absent: the document itself.'),
    decidedAt: InstantText.optional().describe('When it was verified or returned; absent: as reported.'),
    decidedBy: Key.optional().describe('Key of the person who decided.'),
    onTime: z.boolean().default(true),
  })
  .describe('A reported realisation.')
