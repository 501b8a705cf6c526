import { z } from 'zod'
import { DecimalValue, Key, MoneyValue, Name, YearKey } from './values.ts'

const NotNegative = DecimalValue.refine((text) => !/^\s*-\d/.test(text), 'negative-money')

export const BudgetPart = z
  .strictObject({
    key: Key,
    parent: Key.optional().describe('Key of the row above.'),
    level: z.enum(['total', 'program', 'kegiatan', 'subkegiatan']),
    code: Name.optional(),
    name: Name,
    ceiling: NotNegative.describe('Pagu in force, rupiah.'),
    originalCeiling: NotNegative.optional().describe('Pagu before the mid-year change.'),
    plan: z
      .array(MoneyValue, { error: 'not-four-quarters' })
      .length(4, 'not-four-quarters')
      .optional()
      .describe('Planned money of TW I to IV.'),
    realised: z
      .strictObject({
        quarters: z
          .array(MoneyValue.nullable(), { error: 'not-four-quarters' })
          .length(4, 'not-four-quarters')
          .default([null, null, null, null]),
        year: DecimalValue.optional().describe('Realised in the year, rupiah.'),
      })
      .prefault({})
      .describe('Realised money that is not reported with an indicator.'),
    previousYears: z
      .record(YearKey, z.strictObject({ ceiling: DecimalValue.optional(), realised: DecimalValue.optional() }))
      .default({})
      .describe('Ceiling and realisation of earlier years.'),
  })
  .describe('A row of the budget tree.')
