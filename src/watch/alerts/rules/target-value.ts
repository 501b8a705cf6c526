import type { Decimal } from '../../../domain/decimal.ts'
import type { Target } from '../../../domain/figure.ts'

/** The number of a target; a grade alone and a range have none. */
export const targetValue = (target: Target | null): Decimal | undefined => (target?.kind === 'number' ? target.value : undefined)
