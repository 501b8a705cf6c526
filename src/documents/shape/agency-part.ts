import { z } from 'zod'
import { defaultDueRule, dueRuleNames } from '../../calendar/due-rules.ts'
import { efficiencyRules } from '../../domain/plan.ts'
import { DateText, DecimalValue, Key, Name } from './values.ts'

export const GovernmentPart = z
  .strictObject({
    key: Key,
    name: Name.describe('Name of the city, regency or province.'),
    zone: z
      .enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'], { error: 'not-a-zone' })
      .default('Asia/Jakarta')
      .describe('WIB, WITA or WIT.'),
    demo: z.boolean().default(false).describe('Its people may be played on the local chat page without a password.'),
  })
  .describe('Pemda: the tenant. Nothing is seen across two of them.')

export const AgencyPart = z
  .strictObject({
    key: Key.describe('What people type: SETDA, BKPSDM. Unique within its government.'),
    name: Name.describe('Full name.'),
    shortName: Name.describe('Short name as shown.'),
  })
  .describe('Perangkat daerah: the body that answers for the figures.')

export const RevisionPart = z
  .strictObject({
    number: z.number().int().min(1).max(99).default(1).describe('1 is PK murni, 2 and on PK perubahan.'),
    fromQuarter: z.number().int().min(1).max(4).default(1).describe('The first quarter whose targets it sets; earlier ones keep theirs.'),
    signedOn: DateText.optional().describe('Date of signature.'),
    document: Name.optional().describe('Number or title of the signed document.'),
  })
  .describe('Which agreement this is. A higher number adds a revision and keeps the targets of what was measured before.')

export const RulesPart = z
  .strictObject({
    decimals: z.number().int().min(0).max(2).default(2).describe('Decimals of a capaian as shown.'),
    causeBelow: DecimalValue.default('80').describe('A cause is asked when the shown capaian is strictly under this.'),
    causeAbove: DecimalValue.default('120').describe('A cause is asked when the shown capaian is strictly over this.'),
    cap: DecimalValue.optional().describe('Highest capaian, where the agency caps it (100, 110, 120, 150).'),
    floorAtZero: z.boolean().default(false).describe('A negative capaian counts as 0.'),
    ratingOn: z.enum(['shown', 'unrounded']).default('shown').describe('Which value decides the rating.'),
    meanOf: z
      .enum(['unrounded', 'realisation-as-shown', 'shown'])
      .default('unrounded')
      .describe('What enters a mean: the unrounded capaian, the one from the realisation as shown, or the shown percentages.'),
    efficiency: z.enum(efficiencyRules).default('difference').describe('How efficiency is computed.'),
    renstraComparison: z
      .enum(['ratio', 'side-by-side'])
      .default('side-by-side')
      .describe('Whether a ratio to the Renstra end target is printed.'),
    capaianScale: Key.describe('Key of the scale in force for capaian.'),
    absorptionScale: Key.optional().describe('Key of the scale for absorption, where there is one.'),
    efficiencyScale: Key.optional().describe('Key of the scale for efficiency, where there is one.'),
    dueRule: z
      .enum(dueRuleNames)
      .default(defaultDueRule.rule)
      .describe(
        'When a quarterly report is due: the nth working day of the next month, a fixed day of it, or so many days after the quarter.',
      ),
    dueNumber: z.number().int().min(1).max(60).default(defaultDueRule.number).describe('The number that the due rule counts to.'),
    lockAfter: z
      .number()
      .int()
      .min(0)
      .max(250)
      .default(defaultDueRule.lockAfter)
      .describe('Working days from the due date until a report can no longer be changed by its officer.'),
    lockDay: z
      .number()
      .int()
      .min(1)
      .max(31)
      .optional()
      .describe('The day of the next month up to which corrections are taken, such as 20; takes the place of lockAfter.'),
  })
  .describe('Rules that differ between agencies.')

const BandPart = z.strictObject({
  label: Name.describe('The rating as printed.'),
  lower: DecimalValue.optional().describe('Lower bound; absent: open.'),
  lowerInclusive: z.boolean().default(true),
  upper: DecimalValue.optional().describe('Upper bound; absent: open.'),
  upperInclusive: z.boolean().default(true),
  better: z.number().int().optional().describe('Higher is better; absent: by the order of the bands, best first.'),
})

export const ScalePart = z
  .strictObject({
    key: Key,
    name: Name,
    source: Name.optional().describe('Regulation or report that it comes from.'),
    bands: z.array(BandPart).describe('Bands as printed, best first. Gaps and overlaps are allowed and reported.'),
    policy: z
      .strictObject({
        gap: z.enum(['band-below', 'band-above', 'nearest']).default('band-below'),
        overlap: z.enum(['better', 'worse']).default('better'),
        above: z.literal('top-band').default('top-band'),
        below: z.literal('bottom-band').default('bottom-band'),
      })
      .prefault({})
      .describe('What happens to values in a gap, in two bands, above the top and below the bottom.'),
  })
  .transform((scale) => ({ ...scale, bands: scale.bands.map((band, i) => ({ ...band, better: band.better ?? scale.bands.length - i })) }))
  .describe('A rating scale (skala predikat).')

export const UnitPart = z
  .strictObject({ key: Key, name: Name, parent: Key.optional().describe('Key of the unit above.') })
  .describe('Bagian, bidang, suku badan.')

export const ObjectivePart = z
  .strictObject({
    key: Key,
    level: Name.describe('tujuan, sasaran, sasaran khusus ... as the agency names it.'),
    name: Name,
    parent: Key.optional().describe('Key of the objective above.'),
  })
  .describe('Tujuan or sasaran.')
