import type { IndicatorAssessment } from '../../domain/assess/assessment.ts'
import type { LockedUnreported } from '../../domain/leadership/digest.ts'
import type { Part } from '../../message/message.ts'
import { writeDate, writePeriod } from '../../text/write-date.ts'
import type { Texts } from '../../text/texts.ts'
import { line } from '../say.ts'

const most = 3

/** That a period was locked although reports of it had not come: which, and whose. */
export function lockedLine(locked: LockedUnreported | undefined, texts: Texts): Part[] {
  if (!locked) return []
  const { year, quarter, lock, missing } = locked
  const named = missing.slice(0, most).map((one) => nameOf(one, texts))
  if (missing.length > most) named.push(texts.plain('digest.more', { count: missing.length - most }))
  const values = { period: writePeriod({ year, quarter }, texts), date: writeDate(lock, texts, 'day'), names: named.join(' · ') }
  return [line(texts, 'digest.locked', values)]
}

const nameOf = ({ indicator: { shortName, unitName } }: IndicatorAssessment, texts: Texts): string =>
  unitName === undefined ? shortName : texts.plain('digest.locked-one', { name: shortName, unit: unitName })
