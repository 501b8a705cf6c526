import { z } from 'zod'
import { DecimalText } from '../decimal.ts'
import { Figure, Target } from '../figure.ts'

/** How much an alert presses, least first: Info, Perhatian, Mendesak. */
export const alertLevels = ['info', 'attention', 'urgent'] as const
export type AlertLevel = (typeof alertLevels)[number]

/** The closed list of states that leadership hears of; each has a rule in watch/alerts and sentences in the locales (`alert.why.<name>`). */
export const alertRuleNames = [
  'capaian-low',
  'rating-worse',
  'drop',
  'overshoot',
  'not-reported',
  'money-off-plan',
  'physical-against-money',
  'forecast',
  'contradiction',
] as const
export type AlertRuleName = (typeof alertRuleNames)[number]

const Quarter = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** What an alert says, kept with it so that it can be written anew at any time. Decimals are text in JSON. Percentages are unrounded or as shown. */
export const AlertFacts = z.object({
  year: z.number().int(),
  quarter: Quarter,
  /** Decimals of a capaian at this agency. */
  decimals: z.number().int(),
  /** What it is about: an indicator, a budget row; absent where it is the agency's whole. */
  name: z.string().optional(),
  indicatorKey: z.string().optional(),
  indicatorId: z.number().int().optional(),
  unit: z.string().default(''),
  unitDecimals: z.number().int().default(2),
  unitName: z.string().optional(),
  figure: Figure.optional(),
  target: Target.nullable().optional(),
  shown: DecimalText.optional(),
  rating: z.string().optional(),
  provisional: z.boolean().default(false),
  unverified: z.boolean().default(false),
  /** The earlier quarter that it is compared with. */
  before: z.object({ quarter: Quarter, shown: DecimalText, rating: z.string().optional() }).optional(),
  /** Capaian of earlier quarters of the year, oldest first. */
  trend: z.array(z.object({ quarter: Quarter, shown: DecimalText })).default([]),
  /** To date against the year's target. */
  whole: z.object({ figure: Figure, target: Target, shown: DecimalText }).optional(),
  /** What the rule measured, and the threshold that it passed. */
  measured: z.record(z.string(), DecimalText).default({}),
  /** For reports that are missing: which, of which unit. */
  missing: z.array(z.object({ name: z.string(), unitName: z.string().optional() })).default([]),
  /** How a figure is contradicted, or that reports stayed missing: [lockedUnreported]. */
  detail: z.string().optional(),
  cause: z.string().optional(),
})
export type AlertFacts = z.output<typeof AlertFacts>
export type AlertFactsInput = z.input<typeof AlertFacts>

/** What stands in `detail` where an alert about missing reports ended because their period was locked. */
export const lockedUnreported = 'locked-unreported'

/** A state that holds now. `subject` names it within its agency and rule; the same subject is the same state, whatever its figures. */
export type AlertState = { rule: AlertRuleName; subject: string; level: AlertLevel; facts: AlertFacts }

/** An alert as people are told of it. Instants are ISO in UTC. */
export type AlertSeen = AlertState & {
  id: number
  agencyId: number
  agencyShortName: string
  /** Who answers for its indicator now. */
  responsible?: string
  /** The message in which it was told; empty where it was not. */
  batch: string
  openedAt: string
  closedAt?: string
  taken?: { by: string; at: string; note?: string }
  mutedTo?: string
  asked?: { by: string; at: string }
  answer?: { by: string; at: string; text: string }
}

/** Whether a level is at least another. */
export const atLeast = (level: AlertLevel, least: AlertLevel): boolean => alertLevels.indexOf(level) >= alertLevels.indexOf(least)
