import type { AgencyDigest, DigestFacts } from '../../domain/leadership/digest.ts'
import type { Part } from '../../message/message.ts'
import { writePeriod } from '../../text/write-date.ts'
import { writePercent } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import { alertItems } from '../alerts/alert-items.ts'
import { namesOf } from '../ask/lines/agency-names.ts'
import { line, spans } from '../say.ts'
import { alertsLine, lateUnits, meanChange, moneyLine, moverLines, nextLine, shareOf, unpublishedLine } from './digest-lines.ts'
import { lateUpwardsLine } from './late-upwards-line.ts'
import { lockedLine } from './locked-line.ts'

/** More agencies than these are counted: in the league, among those that are late, among those with nothing due. */
const mostAgencies = 8
const mostLate = 3
const mostIdle = 4
/** That are late beyond what verifier and head could mend, or locked without reports. */
const mostNamed = 2

/** Whether anything of an agency is due in the running quarter. */
export const isDue = ({ assessment }: AgencyDigest): boolean => assessment.reported.due > 0

/** The running quarter of a digest: that of its agencies. */
export const runningOf = ({ agencies, next }: DigestFacts) => {
  const [first] = agencies
  return first ? { year: first.year, quarter: first.quarter } : next
}

/** Agencies with nothing due, by name. */
export const idleLine = (idle: readonly AgencyDigest[], texts: Texts): Part[] =>
  idle.length === 0
    ? []
    : [
        line(texts, 'digest.league-nothing', {
          names: namesOf(
            idle.map(({ agency }) => agency),
            texts,
            mostIdle,
          ),
        }),
      ]

/** What a digest of several agencies says: how much is in, who is late, a league, their alerts and money, and what comes next. */
export const leagueParts = (facts: DigestFacts, now: string, texts: Texts): Part[] => {
  const due = facts.agencies.filter(isDue)
  const idle = facts.agencies.filter((one) => !due.includes(one))
  const count = (pick: (one: AgencyDigest) => number) => due.reduce((sum, one) => sum + pick(one), 0)
  const of = count(({ assessment }) => assessment.reported.due)
  const done = of - count(({ missing }) => missing.length)
  const behind = due.filter(({ missing }) => missing.length > 0).sort((a, b) => b.missing.length - a.missing.length)
  const late = behind
    .slice(0, mostLate)
    .map(({ agency, missing }) => `${agency.shortName}: ${lateUnits(missing, texts, 2)}`)
    .concat(behind.length > mostLate ? [texts.plain('digest.more', { count: behind.length - mostLate })] : [])
    .join(' · ')
  const onTime = count(({ assessment }) => assessment.reported.onTime)
  const period = writePeriod(runningOf(facts), texts)
  return [
    of === 0
      ? line(texts, 'digest.nothing-due', { period })
      : line(texts, 'digest.government-reported', { period, done, of, percent: shareOf(done, of, texts), onTime, count: due.length }),
    ...(late === '' ? [] : [line(texts, 'digest.missing', { units: late })]),
    ...ofSome(due, ({ late }) => lateUpwardsLine(late, texts), texts),
    ...ofSome(facts.agencies, ({ locked }) => lockedLine(locked, texts), texts),
    ...league(due)
      .slice(0, mostAgencies)
      .map((one, index) => leagueLine(one, index + 1, texts)),
    ...(due.length > mostAgencies ? [line(texts, 'digest.more', { count: due.length - mostAgencies })] : []),
    ...idleLine(idle, texts),
    alertsLine(facts.agencies, now, texts),
    ...moneyLine(facts.agencies, texts),
    ...(facts.of === 'week' ? [] : moverLines(due, texts, 2)),
    ...unpublishedLine(facts.agencies, texts),
    nextLine(facts, texts),
  ]
}

/** What is said of the few agencies of which there is something to say, each under its name; of more their number. */
const ofSome = (agencies: readonly AgencyDigest[], say: (one: AgencyDigest) => Part[], texts: Texts): Part[] => {
  const told = agencies.flatMap((one) => {
    const parts = say(one).map((part) =>
      part.kind === 'paragraph' ? spans({ text: one.agency.shortName, style: 'strong' }, ' · ', part.spans) : part,
    )
    return parts.length > 0 ? [parts] : []
  })
  const said = told.slice(0, mostNamed).flat()
  return told.length > mostNamed ? [...said, line(texts, 'digest.more', { count: told.length - mostNamed })] : said
}

/** Agencies by their mean, the highest first; those without one last. */
const league = (agencies: readonly AgencyDigest[]): AgencyDigest[] =>
  agencies.toSorted((a, b) => {
    const [one, other] = [a.assessment.headline.shown, b.assessment.headline.shown]
    return one && other ? other.cmp(one) : Number(Boolean(other)) - Number(Boolean(one))
  })

const leagueLine = (one: AgencyDigest, place: number, texts: Texts): Part => {
  const { agency, assessment, missing, alerts } = one
  const { shown } = assessment.headline
  const { due } = assessment.reported
  const said = { place, agency: agency.shortName, done: due - missing.length, of: due, alerts: alertItems(alerts.open).length }
  if (!shown) return line(texts, 'digest.league-none', said)
  const change = meanChange(one, texts)
  const value = writePercent(shown, texts.locale, assessment.plan.agency.rules.decimals)
  return change === undefined
    ? line(texts, 'digest.league', { ...said, value })
    : line(texts, 'digest.league-change', { ...said, value, change })
}
