import type { Capaian, Rated, Reason } from './assess/assessment.ts'
import { d, hundred } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { Figure, Target } from './figure.ts'
import { percentBy, withoutCapaian } from './formula/formula.ts'
import { formulas } from './formulas.ts'
import { atLeast, gradeOf } from './rating/grades.ts'
import type { AgencyRules, Indicator } from './plan.ts'
import type { Basis } from './realisation.ts'
import { numberOf, numberOn } from './realisation.ts'

/** What a capaian needs to know of an indicator. */
export type Measured = Pick<Indicator, 'formula' | 'basis' | 'decimals' | 'baseline'>

/**
 * The capaian of a figure against a target, in percent, unrounded; or the reason why there is none.
 * With basis `parts` the realisation counts unrounded, with `shown` it is rounded to the unit's decimals first. `basis` overrides the
 * indicator's own, for means that count from the printed realisation. The agency's cap and floor are applied last.
 */
export const capaianOf = (
  indicator: Measured,
  target: Target | null,
  figure: Figure | undefined,
  rules: Pick<AgencyRules, 'cap' | 'floorAtZero'>,
  basis: Basis = indicator.basis,
): Capaian => {
  if (!figure) return withoutCapaian(target ? 'not-reported' : 'not-due')
  if (figure.kind === 'not-yet-published') return withoutCapaian('not-yet-published')
  if (!target) return withoutCapaian('no-target')
  const realisation = numberOn(figure, indicator.decimals, basis)
  if (target.kind === 'grade') {
    const score = target.rules === 'letter' ? undefined : target.score
    if (!score || !realisation) return againstLetter(target, figure, realisation)
    return limited(byFormula(indicator, { kind: 'number', value: score }, figure, realisation, basis), rules)
  }
  if (!realisation) return withoutCapaian('grade-mismatch')
  return limited(byFormula(indicator, target, figure, realisation, basis), rules)
}

type Planned = Exclude<Target, { kind: 'grade' }>
type Obtained = Exclude<Figure, { kind: 'not-yet-published' }>

const byFormula = (indicator: Measured, target: Planned, figure: Obtained, realisation: Decimal, basis: Basis): Capaian => {
  const { low, high } = target.kind === 'range' ? target : { low: target.value, high: target.value }
  // A range is right anywhere inside, whatever the direction: only its own rule can say so.
  const formula = target.kind === 'range' ? formulas.range : formulas[indicator.formula]
  const capaian = formula.compute({ target: low, low, high, realisation, baseline: indicator.baseline })
  if (capaian.kind === 'undefined' || basis !== 'parts' || figure.kind !== 'number' || !figure.parts) return capaian
  const { numerator, denominator } = figure.parts
  return { ...capaian, working: { ...capaian.working, terms: { ...capaian.working.terms, numerator, denominator } } }
}

/** Only letters to compare: equal or better is 100; lower is not turned into an invented percentage. A bare score has the letter of its band. */
const againstLetter = (target: Extract<Target, { kind: 'grade' }>, figure: Obtained, realisation: Decimal | undefined): Capaian => {
  const score = numberOf(figure)
  const letter = figure.kind === 'grade' ? figure.letter : gradeOf(figure.value)
  if (!atLeast(letter, target.letter)) return withoutCapaian('below-grade')
  const shown = realisation ?? score
  return percentBy('grade', hundred, shown ? { realisation: shown } : {})
}

/** Why a target is missed without a number to say by how much: a grade below it, or something where there should be nothing. */
export const missedReason = (capaian: Capaian): Reason | undefined =>
  capaian.kind === 'undefined' && (capaian.reason === 'below-grade' || capaian.reason === 'zero-missed') ? capaian.reason : undefined

/** Whether a cause is asked for: the capaian is outside the agency's thresholds, or there is something where there should be nothing. */
export const isFarOff = ({ capaian, shown }: Rated, { causeBelow, causeAbove }: Pick<AgencyRules, 'causeBelow' | 'causeAbove'>): boolean =>
  shown ? shown.lt(causeBelow) || shown.gt(causeAbove) : capaian.kind === 'undefined' && capaian.reason === 'zero-missed'

/** Applies the agency's cap and its floor at zero; what they changed is marked and keeps the uncapped value in the working. */
const limited = (capaian: Capaian, rules: Pick<AgencyRules, 'cap' | 'floorAtZero'>): Capaian => {
  if (capaian.kind === 'undefined' || !(rules.cap || rules.floorAtZero)) return capaian
  const floored = rules.floorAtZero && capaian.value.isNegative() && !capaian.value.isZero() ? d(0) : capaian.value
  const value = rules.cap?.lt(floored) ? rules.cap : floored
  if (value === capaian.value) return capaian
  const terms = { ...capaian.working.terms, uncapped: capaian.value }
  return { ...capaian, value, capped: true, working: { ...capaian.working, terms } }
}
