import type { LateUpwards } from '../../domain/leadership/digest.ts'
import type { Part } from '../../message/message.ts'
import { writeDate } from '../../text/write-date.ts'
import type { Texts } from '../../text/texts.ts'
import { line } from '../say.ts'

const most = 3

/** That a period is late beyond what verifier and head could mend: whose reports, and what was tried. */
export function lateUpwardsLine(late: LateUpwards | undefined, texts: Texts): Part[] {
  if (!late) return []
  const { days, people, verifier, head } = late
  const named = people.slice(0, most).map(({ name, count, times, last }) => {
    if (name === null) return texts.plain('digest.late.nobody', { count })
    const values = { name, count, times, date: last === undefined ? '' : writeDate(last, texts) }
    return texts.plain(last === undefined ? 'digest.late.not-reminded' : 'digest.late.person', values)
  })
  const rest = people.slice(most).reduce((sum, { count }) => sum + count, 0)
  if (rest > 0) named.push(texts.plain('digest.more', { count: rest }))
  const told = [
    ...(verifier === undefined ? [] : [texts.plain('digest.late.verifier', { date: writeDate(verifier, texts) })]),
    ...(head === undefined ? [] : [texts.plain('digest.late.head', { date: writeDate(head, texts) })]),
  ]
  const words = [named.join(' · '), ...(told.length > 0 ? [texts.plain('digest.late.told', { told: told.join(', ') })] : [])].join('. ')
  return [line(texts, 'digest.late.heading', { days, words })]
}
