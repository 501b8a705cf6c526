import type { Decimal } from '../decimal.ts'
import type { Grade } from '../figure.ts'
import { grades } from '../figure.ts'

/** The score that a grade begins above; D has none. */
const above: Record<Grade, number> = { AA: 90, A: 80, BB: 70, B: 60, CC: 50, C: 30, D: Number.NEGATIVE_INFINITY }

/**
 * The letter of a score: AA >90, A >80-90, BB >70-80, B >60-70, CC >50-60, C >30-50, D 0-30. Scores beyond the ends keep the end's letter.
 * @source PermenPANRB 88/2021, evaluation of SAKIP
 * @example gradeOf(d('82.04')) // 'A'
 */
export const gradeOf = (score: Decimal): Grade => grades.find((letter) => score.gt(above[letter])) ?? 'D'

/** Whether the first grade is as good as the second, or better. */
export const atLeast = (reached: Grade, wanted: Grade): boolean => grades.indexOf(reached) <= grades.indexOf(wanted)
