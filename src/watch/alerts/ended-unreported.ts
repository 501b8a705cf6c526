import { missingIn } from '../../domain/assess/missing-reports.ts'
import { lockedUnreported } from '../../domain/leadership/alerts.ts'
import type { AlertFacts, AlertState } from '../../domain/leadership/alerts.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { AlertContext } from './context.ts'
import { missingFacts } from './rules/not-reported.ts'

/**
 * The facts that an alert ends with, where it did not end well: reports that were missing, and still were when their period was locked. Undefined
 * where it is simply over. `context` is that of its year.
 */
export function endedUnreported({ rule, facts }: AlertState, context: AlertContext | undefined): AlertFacts | undefined {
  if (rule !== 'not-reported' || !context) return undefined
  const standing = context.standings.find(({ quarter }) => quarter === quarterName(facts.quarter))
  if (standing?.phase !== 'locked') return undefined
  const missing = missingIn(context.assessment, standing.quarter)
  return missing.length === 0 ? undefined : { ...facts, missing: missingFacts(missing), detail: lockedUnreported }
}
