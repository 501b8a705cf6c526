import type { Decimal } from '../decimal.ts'
import type { Band, Scale } from '../plan.ts'

/**
 * What a printed scale leaves out or says twice. `from` and `to` are the bounds of the values concerned, with whether they belong to
 * them; a single point has both the same. `above` and `below` are where the scale ends: real values lie beyond.
 */
export type ScaleFinding = {
  kind: 'gap' | 'overlap' | 'above' | 'below' | 'empty-band' | 'no-bands'
  from?: Decimal
  fromInclusive: boolean
  to?: Decimal
  toInclusive: boolean
  /** The bands next to a gap, in an overlap, or at an end. */
  labels: string[]
}

/** Whether a value lies in a band. */
export const inBand = (band: Band, value: Decimal): boolean => {
  if (band.lower && (band.lowerInclusive ? value.lt(band.lower) : value.lte(band.lower))) return false
  return !(band.upper && (band.upperInclusive ? value.gt(band.upper) : value.gte(band.upper)))
}

const isEmpty = ({ lower, lowerInclusive, upper, upperInclusive }: Band): boolean =>
  !!lower && !!upper && (lower.gt(upper) || (lower.eq(upper) && !(lowerInclusive && upperInclusive)))

/** A stretch of the number line on which the same bands apply: a point, or all between two neighbouring bounds. */
type Stretch = { from?: Decimal; fromInclusive: boolean; to?: Decimal; toInclusive: boolean; bands: Band[] }

/** The number line cut at every bound of the scale, from below to above. */
const stretchesOf = (bands: Band[]): Stretch[] => {
  const points = bands.flatMap(({ lower, upper }) => [lower, upper]).filter((point) => point !== undefined)
  const sorted = points.sort((a, b) => a.cmp(b)).filter((point, i) => !points[i - 1]?.eq(point))
  const between = (from: Decimal | undefined, to: Decimal | undefined): Stretch => {
    const within = bands.filter(({ lower, upper }) => (!lower || (from && from.gte(lower))) && (!upper || (to && to.lte(upper))))
    return { from, fromInclusive: false, to, toInclusive: false, bands: within }
  }
  const at = (point: Decimal): Stretch => ({
    from: point,
    fromInclusive: true,
    to: point,
    toInclusive: true,
    bands: bands.filter((band) => inBand(band, point)),
  })
  return sorted.flatMap((point, i) => [between(sorted[i - 1], point), at(point)]).concat(between(sorted.at(-1), undefined))
}

const kindOf = ({ from, to, bands }: Stretch): ScaleFinding['kind'] | undefined => {
  if (bands.length > 1) return 'overlap'
  if (bands.length === 1) return undefined
  return !to ? 'above' : !from ? 'below' : 'gap'
}

/** Every gap, overlap and end of a scale, from below to above; empty for a scale that gives each number exactly one band. */
export const scaleFindings = (scale: Pick<Scale, 'bands'>): ScaleFinding[] => {
  const nowhere = { fromInclusive: false, toInclusive: false }
  if (scale.bands.length === 0) return [{ kind: 'no-bands', ...nowhere, labels: [] }]
  const bands = scale.bands.filter((band) => !isEmpty(band))
  const findings: ScaleFinding[] = []
  const stretches = stretchesOf(bands)
  let last: { kind: ScaleFinding['kind'] | undefined; stretch: Stretch } | undefined
  for (const [i, stretch] of stretches.entries()) {
    const kind = kindOf(stretch)
    const previous = findings.at(-1)
    // Neighbouring stretches of one gap (a point and what follows it) are one finding.
    if (kind && previous && last?.kind === kind && sameBands(last.stretch, stretch)) {
      Object.assign(previous, { to: stretch.to, toInclusive: stretch.toInclusive })
    } else if (kind) {
      const near = kind === 'overlap' ? stretch.bands : neighbours(stretches, i)
      const { from, fromInclusive, to, toInclusive } = stretch
      findings.push({ kind, from, fromInclusive, to, toInclusive, labels: near.map(({ label }) => label) })
    }
    last = { kind, stretch }
  }
  return joinEnds(findings).concat(scale.bands.filter(isEmpty).map((band) => emptyBand(band)))
}

const sameBands = (a: Stretch, b: Stretch): boolean => a.bands.length === b.bands.length && a.bands.every((band) => b.bands.includes(band))

const neighbours = (stretches: Stretch[], i: number): Band[] => {
  const before = stretches.slice(0, i).findLast(({ bands }) => bands.length > 0)?.bands ?? []
  const after = stretches.slice(i + 1).find(({ bands }) => bands.length > 0)?.bands ?? []
  return [...before, ...after]
}

/** An excluded end (">0-30") is a point that no band holds: it belongs to what lies below the scale, not to a gap in it. */
const joinEnds = (findings: ScaleFinding[]): ScaleFinding[] =>
  findings.filter((finding, i) => {
    if (finding.kind !== 'gap' || finding.labels.length !== 1 || !finding.from) return true
    const [before, after] = [findings[i - 1], findings[i + 1]]
    if (before?.kind === 'below' && before.to?.eq(finding.from)) before.toInclusive = true
    else if (after?.kind === 'above' && after.from?.eq(finding.from)) after.fromInclusive = true
    return false
  })

const emptyBand = ({ label, lower, lowerInclusive, upper, upperInclusive }: Band): ScaleFinding => ({
  kind: 'empty-band',
  from: lower,
  fromInclusive: lowerInclusive,
  to: upper,
  toInclusive: upperInclusive,
  labels: [label],
})
