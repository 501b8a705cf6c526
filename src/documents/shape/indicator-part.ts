import { z } from 'zod'
import { formulaIds } from '../../domain/formulas.ts'
import { aggregations, standings } from '../../domain/plan.ts'
import { FigureValue, TargetValue } from './figure-value.ts'
import { DecimalValue, Key, Name, YearKey } from './values.ts'

const InputKey = z.string({ error: 'not-an-input-key' }).regex(/^[a-z][a-z0-9_]{0,39}$/, 'not-an-input-key')

const CompositeInputPart = z.strictObject({
  key: InputKey.describe('Name of the input in the formula: small letters, digits, underscore.'),
  name: Name.describe('How it is asked.'),
  unit: Name.optional(),
  kind: z.enum(['number', 'ratio']).default('number').describe('A ratio is asked as two numbers and enters as their quotient.'),
  weight: DecimalValue.optional(),
  maximum: DecimalValue.optional(),
  owner: Name.optional().describe('Who gives it, where that is not the responsible officer.'),
})

const CompositePart = z
  .strictObject({
    kind: z.enum(['sum', 'mean', 'weighted', 'formula']).describe('How the inputs make the realisation.'),
    expression: Name.optional().describe('For formula: + - * / parentheses, numbers, percent (80%), input keys.'),
    inputs: z.array(CompositeInputPart).min(1, 'inputs-missing'),
  })
  .describe('An indicator that is computed from inputs.')

const Quarters = z.array(TargetValue, { error: 'not-four-quarters' }).length(4, 'not-four-quarters')

export const IndicatorPart = z
  .strictObject({
    key: Key,
    code: Name.optional().describe('Code as printed; codes may repeat and are no keys.'),
    name: Name,
    subject: Name.optional().describe('The program, kegiatan or subkegiatan that it measures.'),
    shortName: Name.optional().describe('A name short enough for a phone; made from the name where absent.'),
    level: Name.describe('tujuan, sasaran, program, kegiatan, subkegiatan ...'),
    standing: z.enum(standings).describe('agreement enters the yearly mean; support is what carries it; a component enters no mean.'),
    objective: Key.optional().describe('Key of the objective that it measures.'),
    unit: Name.describe('Persen, Dokumen, Nilai ...'),
    decimals: z
      .number()
      .int()
      .min(0)
      .max(10)
      .optional()
      .describe('Decimals of a realisation as shown; absent: those of its targets and figures, at most 2 for percent.'),
    formula: z.enum(formulaIds).default('maximise').describe('How a capaian is computed.'),
    baseline: DecimalValue.optional().describe('For minimise-baseline only.'),
    basis: z.enum(['parts', 'shown']).default('parts').describe('Capaian from the parts or from the realisation as shown.'),
    aggregation: z
      .enum(aggregations)
      .optional()
      .describe('How quarters make the year. Left open, the document is refused with a proposal.'),
    composite: CompositePart.optional(),
    evidence: z.enum(['required', 'optional']).default('optional'),
    responsibleUnit: Key.optional().describe('Key of the unit that reports it.'),
    moneyOf: Key.optional().describe('Key of the budget row whose money is reported with it.'),
    supportedBy: z.array(Key).default([]).describe('Keys of the budget rows that serve it, for efficiency; absent: the row of moneyOf.'),
    targets: z
      .strictObject({ year: TargetValue.default(null), quarters: Quarters.default([null, null, null, null]) })
      .prefault({})
      .describe('Target of the year, and of TW I to IV; null where none is printed.'),
    previousYears: z.record(YearKey, FigureValue).default({}).describe('Realisations of earlier years.'),
    renstra: z
      .strictObject({
        targets: z.record(YearKey, TargetValue).default({}),
        end: z.strictObject({ year: z.number().int().min(1990).max(2100), target: TargetValue }).optional(),
      })
      .prefault({})
      .describe('Targets of the medium-term plan by year, and at its end.'),
    comparisons: z
      .array(z.strictObject({ name: Name, figure: FigureValue }))
      .default([])
      .describe('National or provincial figures.'),
    validUntil: Name.optional().describe('"berlaku sampai": an assessment carried over.'),
    valueScale: Key.optional().describe('Scale for the realisation itself.'),
  })
  .describe('An indicator with its plan of the year.')
