import type { IndicatorAssessment } from '../../domain/assess/assessment.ts'
import { absorptionOf } from '../../domain/money/budget.ts'
import { moneyTogether } from '../../domain/money/money-together.ts'
import { d } from '../../domain/decimal.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { AgencyDigest, DigestFacts } from '../../domain/leadership/digest.ts'
import { grouped } from '../../domain/grouped.ts'
import type { Part, Span } from '../../message/message.ts'
import { writeDate, writeNearDate, writePeriod, writeQuarter } from '../../text/write-date.ts'
import { writeFigure, writeTarget } from '../../text/write-figure.ts'
import { writeChange, writePercent } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import { alertItems } from '../alerts/alert-items.ts'
import { namesOf } from '../ask/lines/agency-names.ts'
import { cellIn, placeOf } from '../ask/lines/asked-cell.ts'
import { headlineMembers } from '../ask/lines/members.ts'
import { line, spans } from '../say.ts'

/** Names in a line before the fold. */
const mostNames = 2
const mostUnits = 4

/** `93%` of done out of due: whole percent, never 100 while something is missing. */
export const shareOf = (done: number, due: number, texts: Texts): string =>
  writePercent(due === 0 ? d(0) : d(done).times(100).div(due).floor(), texts.locale, 0)

/** `Bagian Umum 1, Bagian Hukum 2`: units that are late, the most first. */
export const lateUnits = (missing: readonly IndicatorAssessment[], texts: Texts, most = mostUnits): string => {
  const units = [...grouped(missing, ({ indicator }) => indicator.unitName ?? indicator.shortName)].sort(
    ([, a], [, b]) => b.length - a.length,
  )
  const named = units.slice(0, most).map(([unit, members]) => texts.plain('digest.missing-unit', { unit, number: members.length }))
  const rest = units.slice(most).reduce((sum, [, members]) => sum + members.length, 0)
  return [...named, ...(rest > 0 ? [texts.plain('digest.more', { count: rest })] : [])].join(', ')
}

/** Completeness and timeliness, with who is late. */
export const reportedLine = ({ assessment, year, quarter, missing, locked }: AgencyDigest, texts: Texts): Part => {
  const { due, onTime, unverified } = assessment.reported
  const done = due - missing.length
  const period = writePeriod({ year, quarter }, texts)
  if (due === 0) return line(texts, 'digest.nothing-due', { period })
  if (done === 0) return line(texts, 'digest.reported-none', { period, count: due })
  const said = texts.plain('digest.reported', { period, done, count: due, percent: shareOf(done, due, texts), onTime })
  // What was locked stands in a line of its own.
  const late =
    missing.length > 0 && locked?.quarter !== quarter ? `. ${texts.plain('digest.missing', { units: lateUnits(missing, texts) })}` : ''
  const draft = unverified > 0 ? ` · ${texts.plain('digest.draft', { count: unverified })}` : ''
  return spans(`${said}${late}${draft}`)
}

/** How the mean has changed; nothing while it is of the first few reports. */
export const meanChange = ({ assessment, before }: AgencyDigest, texts: Texts): string | undefined => {
  const { shown, entered, of } = assessment.headline
  const earlier = before?.assessment.headline.shown
  if (!shown || !earlier || entered * 2 < of) return undefined
  return writeChange(shown.minus(earlier), texts, assessment.plan.agency.rules.decimals)
}

/** The mean and how it has changed since the quarter before. */
export const meanLine = (one: AgencyDigest, texts: Texts): Part[] => {
  const { assessment, before } = one
  const { shown, entered } = assessment.headline
  const { decimals } = assessment.plan.agency.rules
  if (!shown) return []
  const value = writePercent(shown, texts.locale, decimals)
  const change = meanChange(one, texts)
  return [
    spans(
      texts.spans('digest.mean', { value, entered }),
      change !== undefined && before
        ? `, ${texts.plain('digest.mean-change', { change, quarter: writeQuarter(before.quarter, texts) })}`
        : '',
    ),
  ]
}

/** What is below target, lowest first, and what is far above it, furthest first. */
export const extremeLines = ({ assessment, quarter }: AgencyDigest, texts: Texts, most = mostNames): Part[] => {
  const { rules } = assessment.plan.agency
  const members = headlineMembers(assessment).map((one) => ({ one, cell: cellIn(one, quarter) }))
  const shown = ({ cell }: (typeof members)[number]): Decimal => cell.shown ?? d(0)
  const low = members.filter(({ cell }) => placeOf(cell) === 'below').sort((a, b) => shown(a).cmp(shown(b)))
  const high = members.filter(({ cell }) => cell.shown?.gt(150)).sort((a, b) => shown(b).cmp(shown(a)))
  const more = (count: number) => (count > most ? ` · ${texts.plain('digest.more', { count: count - most })}` : '')
  const ofTarget = ({ one: { indicator }, cell }: (typeof members)[number]): string =>
    texts.plain(cell.shown ? 'digest.one' : 'digest.one-missed', {
      name: indicator.shortName,
      value: cell.figure ? writeFigure(cell.figure, { ...indicator, unit: '' }, texts) : '–',
      target: writeTarget(cell.target, indicator, texts),
      percent: cell.shown ? writePercent(cell.shown, texts.locale, rules.decimals) : '–',
    })
  const percentOf = (entry: (typeof members)[number]): string =>
    texts.plain('digest.name-percent', {
      name: entry.one.indicator.shortName,
      percent: writePercent(shown(entry), texts.locale, rules.decimals),
    })
  const names = (list: typeof members, write: typeof ofTarget) => list.slice(0, most).map(write).join(' · ') + more(list.length)
  return [
    ...(low.length > 0 ? [line(texts, 'digest.low', { names: names(low, ofTarget) })] : []),
    ...(high.length > 0 ? [line(texts, 'digest.high', { names: names(high, percentOf) })] : []),
  ]
}

/** What rose and what fell most against the quarter before; of several agencies each with its own name. */
export const moverLines = (agencies: readonly AgencyDigest[], texts: Texts, most = 3): Part[] => {
  const moved = agencies.flatMap(({ agency, assessment }) =>
    headlineMembers(assessment).flatMap(({ indicator, change }) => {
      if (!change || change.points.isZero()) return []
      const name = agencies.length > 1 ? `${agency.shortName}: ${indicator.shortName}` : indicator.shortName
      return [{ name, points: change.points, decimals: assessment.plan.agency.rules.decimals }]
    }),
  )
  const names = (list: typeof moved) =>
    list
      .slice(0, most)
      .map(({ name, points, decimals }) => texts.plain('digest.name-change', { name, change: writeChange(points, texts, decimals) }))
      .join(' · ')
  const risen = moved.filter(({ points }) => points.isPositive()).sort((a, b) => b.points.cmp(a.points))
  const fallen = moved.filter(({ points }) => points.isNegative()).sort((a, b) => a.points.cmp(b.points))
  return [
    ...(risen.length > 0 ? [line(texts, 'digest.risen', { names: names(risen) })] : []),
    ...(fallen.length > 0 ? [line(texts, 'digest.fallen', { names: names(fallen) })] : []),
  ]
}

/** Alerts in one line: how many are open, how many press, are taken, are over. Muted ones are left out. */
export const alertsLine = (agencies: readonly AgencyDigest[], now: string, texts: Texts): Part => {
  const unmuted = agencies.flatMap(({ alerts }) => alerts.open).filter(({ mutedTo }) => mutedTo === undefined || mutedTo <= now)
  const open = alertItems(unmuted)
  const closed = alertItems(agencies.flatMap(({ alerts }) => alerts.closed)).length
  const over = closed > 0 ? [texts.plain('digest.alerts-closed', { count: closed })] : []
  if (open.length === 0) return spans([texts.plain('digest.alerts-none'), ...over].join(', '))
  const urgent = open.filter(({ level }) => level === 'urgent').length
  const taken = open.filter(({ alerts: [first] }) => first.taken).length
  const among = [
    ...(urgent > 0 ? [texts.plain('digest.alerts-urgent', { count: urgent })] : []),
    ...(taken > 0 ? [texts.plain('digest.alerts-taken', { count: taken })] : []),
  ]
  const said = texts.plain('digest.alerts', { open: open.length }) + (among.length > 0 ? ` (${among.join(', ')})` : '')
  return spans([said, ...over].join(', '))
}

/** Money to date against the plan to date, of several agencies by rupiah up to the same quarter, and of how many of them. */
export const moneyLine = (agencies: readonly AgencyDigest[], texts: Texts): Part[] => {
  const known = moneyTogether(agencies.map(({ money }) => money))
  const spent = known && absorptionOf(known.toDate, known.ceiling)
  if (!spent) return []
  const planned = absorptionOf(known.planToDate, known.ceiling)
  const said = { quarter: writeQuarter(known.quarter, texts), percent: writePercent(spent, texts.locale) }
  const written: Span[] = planned
    ? texts.spans('digest.money', { ...said, plan: writePercent(planned, texts.locale) })
    : texts.spans('digest.money-unplanned', said)
  return [spans(written, known.told < known.of ? ` ${texts.plain('digest.money-of', { told: known.told, count: known.of })}` : '')]
}

/** What is not yet published; by name, of several agencies with theirs. */
export const unpublishedLine = (agencies: readonly AgencyDigest[], texts: Texts, most = 3): Part[] => {
  const all = agencies.flatMap(({ agency, unpublished }) =>
    unpublished.map(({ indicator }) => ({
      shortName: agencies.length > 1 ? `${agency.shortName}: ${indicator.shortName}` : indicator.shortName,
    })),
  )
  return all.length === 0 ? [] : [line(texts, 'digest.unpublished', { names: namesOf(all, texts, most) })]
}

/** What is due next: the running quarter's reports while they may come, else the end of the next. */
export const nextLine = ({ agencies, next, today }: DigestFacts, texts: Texts): Part => {
  const [first] = agencies.filter(({ due, missing }) => today <= due && missing.length > 0).sort((a, b) => (a.due < b.due ? -1 : 1))
  if (first)
    return line(texts, 'digest.now-due', {
      period: writePeriod({ year: first.year, quarter: first.quarter }, texts),
      due: writeNearDate(first.due, today, texts),
    })
  return line(texts, 'digest.next', {
    period: writePeriod({ year: next.year, quarter: next.quarter }, texts),
    ends: writeDate(next.ends, texts, 'day'),
    due: writeNearDate(next.due, today, texts),
  })
}
