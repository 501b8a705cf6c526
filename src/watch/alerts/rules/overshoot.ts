import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** A capaian strictly over so many percent: the target is too low, or somebody mistyped. */
export const overshoot: AlertRule = {
  source: 'LKIP Setda Kota Bekasi 2024 prints 525 and 314 percent in TW III; the highest of an agreement is 172,16',
  find: (context, threshold) =>
    context.newest.flatMap((newest) =>
      newest.cell.shown?.gt(threshold)
        ? [
            {
              subject: subjectOf(context, newest.assessed.indicator.key),
              facts: measured(indicatorFacts(context, newest), { threshold }),
              size: newest.cell.shown,
            },
          ]
        : [],
    ),
}
