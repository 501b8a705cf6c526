import { z } from 'zod'
import { DecimalText } from '../../domain/decimal.ts'
import { efficiencyRules } from '../../domain/plan.ts'
import type { AgencyRules, Composite, Scale } from '../../domain/plan.ts'
import type { StoredPlan } from './stored-plan.ts'

const Rules = z.object({
  decimals: z.number(),
  causeBelow: DecimalText,
  causeAbove: DecimalText,
  cap: DecimalText.optional(),
  floorAtZero: z.boolean(),
  ratingOn: z.enum(['shown', 'unrounded']),
  meanOf: z.enum(['unrounded', 'realisation-as-shown', 'shown']),
  efficiency: z.enum(efficiencyRules),
  renstraComparison: z.enum(['ratio', 'side-by-side']),
  capaianScale: z.string(),
  absorptionScale: z.string().optional(),
  efficiencyScale: z.string().optional(),
})

/** The agreement's rules column, checked. */
export const readRules = (rules: unknown): AgencyRules => Rules.parse(rules)

const Bands = z.array(
  z.object({
    label: z.string(),
    lower: DecimalText.optional(),
    lowerInclusive: z.boolean(),
    upper: DecimalText.optional(),
    upperInclusive: z.boolean(),
    better: z.number(),
  }),
)
const Policy = z.object({
  gap: z.enum(['band-below', 'band-above', 'nearest']),
  overlap: z.enum(['better', 'worse']),
  above: z.literal('top-band'),
  below: z.literal('bottom-band'),
})

/** A stored scale with its bands and policy, checked. */
export const readScale = ({ key, name, source, bands, policy }: StoredPlan['scales'][number]): Scale => ({
  key,
  name,
  ...(source !== null && { source }),
  bands: Bands.parse(bands),
  policy: Policy.parse(policy),
})

const Inputs = z.array(
  z.object({
    key: z.string(),
    name: z.string(),
    unit: z.string().optional(),
    kind: z.enum(['number', 'ratio']),
    weight: DecimalText.optional(),
    maximum: DecimalText.optional(),
    owner: z.string().optional(),
  }),
)
const CompositeColumn = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['sum', 'mean', 'weighted']), inputs: Inputs }),
  z.object({ kind: z.literal('formula'), expression: z.string(), inputs: Inputs }),
])

/** The composite column of an indicator, checked. */
export const readComposite = (composite: unknown): Composite => CompositeColumn.parse(composite)
