import type { Capaian, CellState, Mean, Rated } from './assessment.ts'
import { d, Decimal } from '../decimal.ts'
import type { AgencyRules } from '../plan.ts'
import type { Labelling } from '../rating/rated.ts'
import { rated } from '../rating/rated.ts'

/** One capaian on its way into a mean. `asShown` is computed from the realisation as it is printed. */
export type Entry = { key: string; rated: Rated; asShown: Capaian; state: CellState }

/** A capaian further than this from the median, in percentage points, pulls the mean. */
const pullsBeyond = 100

/** What enters a mean is a property of the agency: the unrounded capaian, the one from the printed realisation, or the printed percentage. */
export const valueInMean = ({ rated, asShown }: Pick<Entry, 'rated' | 'asShown'>, meanOf: AgencyRules['meanOf']): Decimal | undefined => {
  if (rated.capaian.kind === 'undefined') return undefined
  switch (meanOf) {
    case 'unrounded':
      return rated.capaian.value
    case 'realisation-as-shown':
      return asShown.kind === 'percent' ? asShown.value : undefined
    case 'shown':
      return rated.shown
  }
}

/**
 * The mean capaian of a group, with what stands behind it. Whatever has no number stays out and is counted by its reason:
 * `of` is entered + notYetPublished + notReported + withoutCapaian. No value where nothing entered.
 */
export const meanOf = (entries: readonly Entry[], labelling: Labelling): Mean => {
  const entered: { key: string; value: Decimal }[] = []
  const out = { notYetPublished: 0, notReported: 0, withoutCapaian: 0 }
  for (const entry of entries) {
    const value = valueInMean(entry, labelling.rules.meanOf)
    if (value) entered.push({ key: entry.key, value })
    else if (entry.state === 'not-yet-published') out.notYetPublished += 1
    else if (entry.state === 'not-reported') out.notReported += 1
    else out.withoutCapaian += 1
  }
  const counted = { entered: entered.length, of: entries.length, ...out, pulling: pullingIn(entered) }
  if (entered.length === 0) return counted
  const value = Decimal.sum(...entered.map((entry) => entry.value)).div(entered.length)
  const { shown, rating } = rated(
    { kind: 'percent', value, working: { formula: 'mean', terms: { entered: d(entered.length) } } },
    labelling,
  )
  return { value, shown, rating, ...counted }
}

/** The middle value, or the mean of the two in the middle. */
export const medianOf = (values: readonly Decimal[]): Decimal | undefined => {
  const sorted = [...values].sort((a, b) => a.cmp(b))
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper && lower ? upper.plus(lower).div(2) : undefined
}

const pullingIn = (entered: { key: string; value: Decimal }[]): string[] => {
  const median = medianOf(entered.map(({ value }) => value))
  return median ? entered.filter(({ value }) => value.minus(median).abs().gt(pullsBeyond)).map(({ key }) => key) : []
}

/**
 * How many have each rating, in the order of the scale, and under '' those that were reported and have none (belum rilis, target zero,
 * below the grade). What was never reported is in no count.
 */
export const countRatings = (entries: readonly Entry[], { rules, scales }: Labelling): { label: string; count: number }[] => {
  const counts = new Map((scales.get(rules.capaianScale)?.bands ?? []).map(({ label }) => [label, 0]))
  let without = 0
  for (const { rated, state } of entries) {
    if (rated.rating) counts.set(rated.rating.label, (counts.get(rated.rating.label) ?? 0) + 1)
    else if (state !== 'not-reported' && state !== 'not-due') without += 1
  }
  const labelled = [...counts].map(([label, count]) => ({ label, count }))
  return without > 0 ? [...labelled, { label: '', count: without }] : labelled
}
