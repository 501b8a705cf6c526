import { missedReason } from '../../../domain/capaian.ts'
import { indicatorFacts, measured, subjectOf } from '../rule.ts'
import type { AlertRule } from '../rule.ts'

/** A capaian strictly under so many percent, a grade below its target, or a target of zero that was missed; far under it is urgent. */
export const capaianLow: AlertRule = {
  source: "The agency's own threshold for asking a cause, 80 percent; LKIP Setda Kota Bekasi 2024 prints 3,14 percent beside it",
  find: (context, threshold) =>
    context.newest.flatMap((newest) => {
      const { cell, assessed } = newest
      const { shown, capaian } = cell
      if (!missedReason(capaian) && !shown?.lt(threshold)) return []
      return [
        {
          subject: subjectOf(context, assessed.indicator.key),
          facts: measured(indicatorFacts(context, newest), { threshold }),
          ...(shown && { size: shown }),
        },
      ]
    }),
}
