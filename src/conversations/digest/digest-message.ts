import { daysBetween } from '../../calendar/dates.ts'
import type { AgencyDigest, DigestFacts } from '../../domain/leadership/digest.ts'
import { grouped } from '../../domain/grouped.ts'
import { quarterNumber } from '../../domain/requests/requests.ts'
import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import type { Action } from '../../message/action.ts'
import type { Button, Message, Part } from '../../message/message.ts'
import { writeDate, writePeriod, writeQuarter } from '../../text/write-date.ts'
import type { Texts } from '../../text/texts.ts'
import { alertItems } from '../alerts/alert-items.ts'
import { alertReason, alertSubject } from '../alerts/alert-reason.ts'
import { namesOf } from '../ask/lines/agency-names.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { line, message, spans } from '../say.ts'
import { button } from '../session.ts'
import { alertsLine, extremeLines, meanLine, moneyLine, moverLines, nextLine, reportedLine, unpublishedLine } from './digest-lines.ts'
import { idleLine, isDue, leagueParts, runningOf } from './digest-league.ts'
import { lateUpwardsLine } from './late-upwards-line.ts'
import { lockedLine } from './locked-line.ts'

export type DigestView = Extract<Action, { kind: 'digest' }>['view']

const mostAlerts = 6
/** Told in full: the others are named, and each one's own button leads to it. */
const mostInFull = 3
const mostButtons = 6

/** Whose digest: `SETDA`, `SETDA, BKPSDM` of a group, or `Kota Bekasi`. */
const whoOf = ({ covers, governmentName, agencies }: DigestFacts, texts: Texts): string =>
  covers === 'government'
    ? agencyTitle({ shortName: '', governmentName })
    : namesOf(
        agencies.map(({ agency }) => agency),
        texts,
      )

const ofSeveral = ({ covers }: DigestFacts): boolean => covers !== 'agency'

/**
 * Nothing has come, begun or ended since the digest before, whatever its kind: then one line says so. While reports are awaited, and in
 * the first digest after they were due, there is always something to say.
 */
export const isQuiet = ({ agencies, since, sinceDay, of }: DigestFacts): boolean =>
  of !== 'quarter' &&
  agencies.every(
    ({ news, missing, due, late, locked, alerts, assessment }) =>
      news === 0 &&
      !late &&
      !locked &&
      alerts.closed.length === 0 &&
      alerts.open.every(({ openedAt }) => openedAt <= since) &&
      (assessment.reported.due === 0 || missing.length === 0 || sinceDay > due),
  )

/** A digest in one of its views. `now` is an ISO instant; `room` adds the way to the room's settings. */
export const digestMessage = (facts: DigestFacts, view: DigestView, now: string, room: boolean, texts: Texts): Message => {
  if (view === 'missing') return message(missingParts(facts, texts), { buttons: [[toView(facts, 'short', texts)]] })
  if (view === 'full') {
    const row = [toView(facts, 'short', texts), ...settings(room, texts)]
    return message(fullParts(facts, texts), { buttons: [row, ...agencyButtons(facts, toldOf(facts).slice(mostInFull), 'full')] })
  }
  if (isQuiet(facts)) return message([quietLine(facts, texts)])
  const parts = isLeague(facts) ? leagueParts(facts, now, texts) : agencyParts(facts, now, texts)
  const missing = facts.agencies.some((one) => one.missing.length > 0)
  const row = [toView(facts, 'full', texts), ...(missing ? [toView(facts, 'missing', texts)] : []), ...settings(room, texts)]
  return message([headingLine(facts, texts), ...parts], {
    buttons: [row, ...(isLeague(facts) ? agencyButtons(facts, facts.agencies.filter(isDue), 'short') : [])],
  })
}

const settings = (room: boolean, texts: Texts): Button[] =>
  room ? [button(texts.plain('digest.button.settings'), { kind: 'set-room', set: {}, page: 'all' })] : []

const toView = (facts: DigestFacts, view: DigestView, texts: Texts): Button => {
  const agencyId = ofSeveral(facts) ? undefined : facts.agencies[0]?.agency.id
  return button(texts.plain(`digest.button.${view}`), { kind: 'digest', of: facts.of, view, ...(agencyId !== undefined && { agencyId }) })
}

/** From the digest of several to those of single agencies. */
const agencyButtons = ({ of }: DigestFacts, agencies: readonly AgencyDigest[], view: DigestView): Button[][] => {
  const buttons = agencies
    .slice(0, mostButtons)
    .map(({ agency }) => button(agency.shortName, { kind: 'digest', of, view, agencyId: agency.id }))
  return [buttons.slice(0, 3), buttons.slice(3)].filter((row) => row.length > 0)
}

const headingLine = (facts: DigestFacts, texts: Texts): Part =>
  line(texts, `digest.heading.${facts.of}`, {
    who: whoOf(facts, texts),
    date: writeDate(facts.today, texts, 'medium'),
    period: writePeriod(runningOf(facts), texts),
  })

/** A digest that comes sooner than so many days after the last one says since when nothing changed. */
const usualDays: Readonly<Record<DigestKind, number>> = { week: 7, month: 28, quarter: 0 }

const quietLine = (facts: DigestFacts, texts: Texts): Part => {
  const soon = facts.said && daysBetween(facts.sinceDay, facts.today) < usualDays[facts.of]
  return line(texts, soon ? 'digest.quiet.since' : `digest.quiet.${facts.of}`, {
    who: whoOf(facts, texts),
    date: writeDate(facts.sinceDay, texts, 'day'),
    period: writeQuarter(facts.next.quarter, texts),
    ends: writeDate(facts.next.ends, texts, 'day'),
    closed: writePeriod(runningOf(facts), texts),
  })
}

const agencyParts = (facts: DigestFacts, now: string, texts: Texts): Part[] => {
  const one = facts.agencies.find(isDue) ?? facts.agencies[0]
  if (!one) return []
  const idle = ofSeveral(facts) ? facts.agencies.filter((other) => other !== one && !isDue(other)) : []
  return [
    ...(ofSeveral(facts) ? [spans({ text: one.agency.shortName, style: 'strong' })] : []),
    reportedLine(one, texts),
    ...lateUpwardsLine(one.late, texts),
    ...lockedLine(one.locked, texts),
    ...meanLine(one, texts),
    ...extremeLines(one, texts),
    alertsLine([one], now, texts),
    ...moneyLine([one], texts),
    ...(facts.of === 'week' ? [] : moverLines([one], texts, 2)),
    ...unpublishedLine([one], texts),
    ...idleLine(idle, texts),
    nextLine({ ...facts, agencies: [one] }, texts),
  ]
}

/** Agencies are set beside each other where more than one has something due; one alone is told of in full. */
const isLeague = (facts: DigestFacts): boolean => ofSeveral(facts) && facts.agencies.filter(isDue).length > 1

/** The agencies of which there is something to tell in full: what is due, an alert, something not yet published. */
const toldOf = ({ agencies }: DigestFacts): AgencyDigest[] => {
  const told = agencies.filter((one) => isDue(one) || one.alerts.open.length + one.alerts.closed.length + one.unpublished.length > 0)
  return told.length > 0 ? told : agencies
}

const fullParts = (facts: DigestFacts, texts: Texts): Part[] => {
  const told = toldOf(facts)
  const rest = told.slice(mostInFull).map(({ agency }) => agency)
  return [
    ...told.slice(0, mostInFull).flatMap((one) => agencyInFull(one, texts)),
    ...(rest.length > 0 ? [line(texts, 'digest.full-rest', { names: namesOf(rest, texts, mostButtons) })] : []),
  ]
}

const agencyInFull = (one: AgencyDigest, texts: Texts): Part[] => [
  line(texts, 'digest.full-heading', { who: one.agency.shortName, period: writePeriod(one, texts) }),
  reportedLine(one, texts),
  ...meanLine(one, texts),
  ...extremeLines(one, texts, 5),
  ...moverLines([one], texts),
  ...alertList(one, texts),
  ...moneyLine([one], texts),
  ...unpublishedLine([one], texts, 12),
]

const alertList = ({ alerts }: AgencyDigest, texts: Texts): Part[] => {
  const list = (all: AgencyDigest['alerts']['open']) => {
    const items = alertItems(all)
    const lines = items.slice(0, mostAlerts).map(({ alerts: [first], level }) => {
      const why = alertReason(first, texts)
      return spans(`${texts.plain(`alert.level.${level}`)} · `, alertSubject(first, texts), why === '' ? '' : ` · ${why}`)
    })
    return [...lines, ...(items.length > mostAlerts ? [line(texts, 'digest.more', { count: items.length - mostAlerts })] : [])]
  }
  return [
    ...(alerts.open.length > 0 ? [line(texts, 'digest.open-heading'), ...list(alerts.open)] : []),
    ...(alerts.closed.length > 0 ? [line(texts, 'digest.closed-heading'), ...list(alerts.closed)] : []),
  ]
}

/** Who has not reported what, unit by unit. */
const missingParts = ({ agencies }: DigestFacts, texts: Texts): Part[] =>
  agencies.flatMap((one) => {
    const said = { who: one.agency.shortName, period: writePeriod(one, texts) }
    if (one.assessment.reported.due === 0) return []
    if (one.missing.length === 0) return [line(texts, 'digest.missing-done', said)]
    const units = [...grouped(one.missing, ({ indicator }) => indicator.unitName ?? '')]
    return [
      line(texts, 'digest.missing-heading', { ...said, count: one.missing.length }),
      ...units.map(([unit, members]) => {
        const names = members.map(({ indicator }) => indicator.shortName).join(', ')
        return unit === '' ? spans(names) : line(texts, 'digest.missing-line', { unit, names })
      }),
    ]
  })

/** The picture beside it: the agency's indicators by quarter, or the league of agencies. */
export const digestPicture = (facts: DigestFacts, texts: Texts): Message | undefined => {
  const [first] = facts.agencies
  if (!first || isQuiet(facts)) return undefined
  const { year, quarter } = first
  const who = whoOf(facts, texts)
  const ranked = facts.agencies.filter(({ assessment }) => assessment.headline.shown)
  if (ofSeveral(facts) && ranked.length > 1)
    return message([line(texts, 'digest.league-picture', { who, period: writePeriod({ year, quarter }, texts) })], {
      urgency: 'notice',
      file: {
        kind: 'league-picture',
        who,
        agencyIds: ranked.map(({ agency }) => agency.id),
        year,
        quarter: quarterNumber(quarter),
        locale: texts.locale,
      },
    })
  const shown = ofSeveral(facts) ? (facts.agencies.find(isDue) ?? ranked[0]) : first
  if (!shown?.assessment.indicators.some(({ quarters }) => quarters.some((cell) => cell.shown))) return undefined
  return message([line(texts, 'digest.picture', { who: shown.agency.shortName, year })], {
    urgency: 'notice',
    file: { kind: 'heat-map', agencyId: shown.agency.id, year, quarter: quarterNumber(quarter), locale: texts.locale },
  })
}
