import { computeComposite } from '../../../domain/composite.ts'
import { d } from '../../../domain/decimal.ts'
import type { Decimal } from '../../../domain/decimal.ts'
import { numberOf } from '../../../domain/realisation.ts'
import { aggregate, dueTargets } from '../../../domain/quarters.ts'
import { shownValue } from '../../../domain/shown-value.ts'
import type { NewestCell } from '../context.ts'
import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

type Contradiction = { detail: 'components' | 'falls' | 'year'; found: Decimal; expected: Decimal }

/** A figure that its own components, an earlier report or the year's figure contradict by more than so many units of what is shown. */
export const contradiction: AlertRule = {
  source: 'Errors that were printed in 2024: components that do not add to their total (87,75 for 87,83), one realisation with two values',
  find: (context, threshold) =>
    context.newest.flatMap((newest) => {
      const found = byComponents(newest, threshold) ?? byEarlier(newest) ?? byYear(newest, threshold)
      if (!found) return []
      const { detail, ...values } = found
      return [
        {
          subject: subjectOf(context, newest.assessed.indicator.key),
          facts: measured(indicatorFacts(context, newest), values, { detail }),
        },
      ]
    }),
}

/** Rounding of the components may shift the last decimal; half of it, times ten, may not. */
const differs = (found: Decimal, expected: Decimal, decimals: number, threshold: Decimal): boolean =>
  found
    .minus(expected)
    .abs()
    .gt(threshold.times(d(10).pow(-decimals)))

function byComponents({ assessed: { indicator }, cell }: NewestCell, threshold: Decimal): Contradiction | undefined {
  const figure = cell.report?.figure
  if (!indicator.composite || figure?.kind !== 'number' || !figure.inputs) return undefined
  const computed = computeComposite(indicator.composite, figure.inputs)
  if (computed.kind !== 'value' || !differs(figure.value, computed.value, indicator.decimals, threshold)) return undefined
  return { detail: 'components', found: figure.value, expected: shownValue(computed.value, indicator.decimals) }
}

/** What is counted from the beginning of the year cannot become less. */
function byEarlier({ assessed: { indicator, quarters }, cell }: NewestCell): Contradiction | undefined {
  if (indicator.aggregation !== 'last' || indicator.formula !== 'maximise') return undefined
  const rising = risingTargets(indicator)
  const found = numberOf(cell.report?.figure)
  const before = quarters.findLast(({ quarter, report }) => quarter < cell.quarter && report)?.report
  const expected = numberOf(before?.figure)
  return rising && found && expected && found.lt(expected) ? { detail: 'falls', found, expected } : undefined
}

/** Targets that rise over the quarters say that the indicator counts progress; a level may go up and down. */
const risingTargets = (indicator: NewestCell['assessed']['indicator']): boolean => {
  const values = dueTargets(indicator).flatMap((target) => (target?.kind === 'number' ? [target.value] : []))
  return values.length > 1 && values.every((value, at) => at === 0 || value.gt(values[at - 1] ?? value))
}

function byYear({ assessed: { indicator, quarters, year }, cell }: NewestCell, threshold: Decimal): Contradiction | undefined {
  if (cell.quarter !== 4 || !year.report || indicator.aggregation === 'once') return undefined
  const figures = quarters.map(({ report }) => report?.figure)
  if (quarters.some(({ due, report }) => due && (!report || report === year.report))) return undefined
  const made = aggregate(indicator.aggregation, dueTargets(indicator), [figures[0], figures[1], figures[2], figures[3]], 4).realisation
  const [found, expected] = [numberOf(year.report.figure), numberOf(made)]
  return found && expected && differs(found, expected, indicator.decimals, threshold) ? { detail: 'year', found, expected } : undefined
}
