import { Decimal } from './decimal.ts'
import type { Figure, Target } from './figure.ts'
import { quarters } from './period.ts'
import type { Quarter } from './period.ts'
import type { Aggregation, Indicator } from './plan.ts'
import { numberOf } from './realisation.ts'

/** Four cells, TW I to IV. */
export type Four<T> = readonly [T, T, T, T]

/** What quarters make together. `missing` are due quarters without a report; `unpublished` were reported as not yet published. */
export type Aggregated = { realisation?: Figure; target: Target | null; missing: Quarter[]; unpublished: Quarter[] }

/**
 * The targets of the quarters as they are due. An indicator with no quarterly target at all is due once, with TW IV, against the year's.
 */
export const dueTargets = ({ targets }: Pick<Indicator, 'targets'>): Four<Target | null> =>
  targets.quarters.some((target) => target !== null) ? targets.quarters : [null, null, null, targets.year]

/** Whether the report gives the year only: no quarterly targets. */
export const isAnnual = ({ targets }: Pick<Indicator, 'targets'>): boolean => targets.quarters.every((target) => target === null)

/**
 * Quarters up to one, aggregated: sum adds; average takes the mean of what is reported; last (and once) takes the last reported against the
 * last due target. A realisation without a target counts; a due quarter without one is named in `missing`; a quarter that is not yet
 * published stays out, with its target. The result has no figure where nothing was reported.
 */
export const aggregate = (
  aggregation: Aggregation,
  targets: Four<Target | null>,
  figures: Four<Figure | undefined>,
  upTo: Quarter,
): Aggregated => {
  const asked = quarters.slice(0, upTo)
  const missing = asked.filter((quarter) => targets[quarter - 1] && !figures[quarter - 1])
  const unpublished = asked.filter((quarter) => figures[quarter - 1]?.kind === 'not-yet-published')
  const reported = asked.map((quarter) => figures[quarter - 1]).filter((figure) => figure !== undefined)
  const dueOf = (among: readonly Quarter[]) => among.map((quarter) => targets[quarter - 1]).filter((target) => !!target)
  if (aggregation === 'last' || aggregation === 'once') {
    return { realisation: reported.at(-1), target: dueOf(asked).at(-1) ?? null, missing, unpublished }
  }
  const due = dueOf(asked.filter((quarter) => !unpublished.includes(quarter)))
  const combine = aggregation === 'sum' ? sumOf : meanOf
  const target = due.length > 0 ? combineTargets(due, combine) : (dueOf(asked).at(-1) ?? null)
  return { realisation: combineFigures(reported, combine, aggregation), target, missing, unpublished }
}

type Combine = (values: Decimal[]) => Decimal
const sumOf: Combine = (values) => Decimal.sum(0, ...values)
const meanOf: Combine = (values) => sumOf(values).div(values.length)

/** Grades neither add nor average without their scores: then the last one stands for all. */
const combineFigures = (reported: Figure[], combine: Combine, aggregation: 'sum' | 'average'): Figure | undefined => {
  const published = reported.filter((figure) => figure.kind !== 'not-yet-published')
  const [only] = published
  if (!only) return reported.at(-1)
  if (published.length === 1) return only
  const values = published.map(numberOf).filter((value) => value !== undefined)
  if (values.length < published.length) return published.at(-1)
  const provisional = published.some((figure) => figure.provisional) ? { provisional: true } : {}
  const parts = aggregation === 'sum' ? partsTogether(published) : {}
  return { kind: 'number', value: combine(values), ...parts, ...provisional }
}

/** Shares of one whole (20 of 121, then 40 of 121) add in their numerators. */
const partsTogether = (figures: Figure[]): { parts?: { numerator: Decimal; denominator: Decimal } } => {
  const parts = figures.map((figure) => (figure.kind === 'number' ? figure.parts : undefined)).filter((part) => part !== undefined)
  const whole = parts[0]?.denominator
  if (!whole || parts.length < figures.length || !parts.every(({ denominator }) => denominator.eq(whole))) return {}
  return { parts: { numerator: sumOf(parts.map(({ numerator }) => numerator)), denominator: whole } }
}

const combineTargets = (due: Target[], combine: Combine): Target | null => {
  const [only] = due
  if (due.length === 1 && only) return only
  const numbers = due.map((target) => (target.kind === 'number' ? target.value : undefined)).filter((value) => value !== undefined)
  if (numbers.length === due.length) return { kind: 'number', value: combine(numbers) }
  const ranges = due.filter((target) => target.kind === 'range')
  if (ranges.length === due.length) {
    return { kind: 'range', low: combine(ranges.map(({ low }) => low)), high: combine(ranges.map(({ high }) => high)) }
  }
  return due.at(-1) ?? null
}
