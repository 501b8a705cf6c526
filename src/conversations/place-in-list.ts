import { isSameReport } from '../domain/requests/requests.ts'
import type { ReportKey } from '../domain/requests/requests.ts'

/** The number of a report in a list, which may have gaps; it is put at its end where it is not in it yet. */
export function placeOf(key: ReportKey, list: (ReportKey | undefined)[]): number {
  const at = list.findIndex((one) => one && isSameReport(one, key))
  return at >= 0 ? at + 1 : list.push(key)
}
