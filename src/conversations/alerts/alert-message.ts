import { lockedUnreported } from '../../domain/leadership/alerts.ts'
import type { AlertSeen } from '../../domain/leadership/alerts.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Button, Message, Part } from '../../message/message.ts'
import { writeMoment, writePeriod, writeQuarter } from '../../text/write-date.ts'
import { writeFigure, writeTarget } from '../../text/write-figure.ts'
import { writePercent } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import { line, message, spans } from '../say.ts'
import { button } from '../session.ts'
import { alertItems } from './alert-items.ts'
import type { AlertItem } from './alert-items.ts'
import { alertReason, alertSubject } from './alert-reason.ts'

/** More than these are counted. */
const mostListed = 6

/** The message of alerts that began together: one in full, several as a list. It is written anew whenever something about them changes. */
export const alertMessage = (alerts: readonly AlertSeen[], zone: string, texts: Texts): Message => {
  const items = alertItems(alerts)
  const [only] = items
  if (only && items.length === 1) return oneAlert(only, zone, texts)
  const [first] = alerts
  const said = first ? { agency: first.agencyShortName, period: periodOf(first, texts) } : { agency: '', period: '' }
  const parts: Part[] = [line(texts, 'alert.heading-several', { ...said, count: items.length })]
  for (const [index, item] of items.slice(0, mostListed).entries()) {
    const number = texts.plain('alert.line', { number: index + 1, level: texts.plain(`alert.level.${item.level}`) })
    const after = [...marksOf(item.alerts[0], texts), ...reasonsOf(item, texts), ...stateWords(item, zone, texts)].join(' · ')
    parts.push(spans(`${number} `, alertSubject(item.alerts[0], texts), after === '' ? '' : ` · ${after}`))
  }
  if (items.length > mostListed) parts.push(line(texts, 'alert.more', { count: items.length - mostListed }))
  const open = items.filter((item) => item.open)
  if (open.length === 0) return message(parts, { urgency: 'notice' })
  const numbers = items
    .slice(0, mostListed)
    .map((item, index) => button(String(index + 1), { kind: 'alert', alertIds: item.ids, what: 'show' }))
  const all = open.flatMap(({ ids }) => ids)
  return message(parts, {
    buttons: [
      numbers,
      [
        button(texts.plain('alert.button.take-all'), { kind: 'alert', alertIds: all, what: 'take' }, 'primary'),
        button(texts.plain('alert.button.mute-all'), { kind: 'alert', alertIds: all, what: 'mute' }),
      ],
    ],
    urgency: 'notice',
  })
}

/** One alert in full: what, why, trend, cause and who is responsible, what has become of it, and what can be done. */
const oneAlert = (item: AlertItem, zone: string, texts: Texts): Message => {
  const [first] = item.alerts
  const said = { agency: first.agencyShortName, period: periodOf(first, texts) }
  const head = item.open
    ? line(texts, 'alert.heading', { ...said, level: texts.plain(`alert.level.${item.level}`) })
    : line(texts, isLocked(first) ? 'alert.locked-heading' : 'alert.ended-heading', said)
  const reasons = reasonsOf(item, texts).join(' · ')
  const parts: Part[] = [
    head,
    spans(alertSubject(first, texts), ...marksOf(first, texts).map((mark) => ` · ${mark}`)),
    ...(reasons === '' ? [] : [spans(capitalised(reasons))]),
    ...contextLine(first, texts),
    ...causeLine(first, texts),
    ...stateWords(item, zone, texts).map((words) => spans(words)),
  ]
  return message(parts, { urgency: 'notice', ...(item.open && { buttons: [alertButtons(item, texts)] }) })
}

/** It ended because its period was locked, not because the reports came. */
const isLocked = ({ facts }: AlertSeen): boolean => facts.detail === lockedUnreported

const alertButtons = ({ ids, alerts: [first] }: AlertItem, texts: Texts): Button[] => [
  ...(first.taken ? [] : [button(texts.plain('alert.button.take'), { kind: 'alert', alertIds: ids, what: 'take' }, 'primary')]),
  button(texts.plain('alert.button.ask'), { kind: 'alert', alertIds: ids, what: 'ask' }),
  button(texts.plain('alert.button.mute'), { kind: 'alert', alertIds: ids, what: 'mute' }),
]

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const periodOf = ({ facts }: AlertSeen, texts: Texts): string =>
  writePeriod({ year: facts.year, quarter: quarterName(facts.quarter) }, texts)

const reasonsOf = ({ alerts }: AlertItem, texts: Texts): string[] =>
  alerts.map((alert) => alertReason(alert, texts)).filter((why) => why !== '')

const marksOf = ({ facts }: AlertSeen, texts: Texts): string[] => [
  ...(facts.provisional ? [texts.plain('alert.provisional')] : []),
  ...(facts.unverified ? [texts.plain('alert.unverified')] : []),
]

/** The year beside the quarter, and the quarters before. */
const contextLine = ({ facts }: AlertSeen, texts: Texts): Part[] => {
  const { whole, trend, quarter, decimals } = facts
  const form = { unit: facts.unit, decimals: facts.unitDecimals }
  const cells = trend
    .filter((cell) => cell.quarter !== quarter)
    .map((cell) =>
      texts.plain('alert.trend-cell', {
        quarter: writeQuarter(quarterName(cell.quarter), texts),
        percent: writePercent(cell.shown, texts.locale, decimals),
      }),
    )
  const said = [
    ...(whole
      ? [
          texts.plain('alert.whole', {
            value: writeFigure(whole.figure, { ...form, unit: '' }, texts),
            target: writeTarget(whole.target, form, texts),
            percent: writePercent(whole.shown, texts.locale, decimals),
          }),
        ]
      : []),
    ...(cells.length > 0 ? [texts.plain('alert.trend', { cells: cells.join(', ') })] : []),
  ]
  return said.length > 0 ? [spans(said.join(' · '))] : []
}

/** The cause that the officer gave, and always who is responsible: their unit, or the person where there is none. */
const causeLine = ({ facts, answer, asked, closedAt, responsible }: AlertSeen, texts: Texts): Part[] => {
  if (facts.indicatorKey === undefined || closedAt !== undefined) return []
  const who = facts.unitName ?? responsible
  const { cause } = facts
  if (cause !== undefined)
    return [who === undefined ? line(texts, 'alert.cause-nobody', { cause }) : line(texts, 'alert.cause', { who, cause })]
  if (answer || asked) return who === undefined ? [] : [line(texts, 'alert.responsible', { who })]
  return [who === undefined ? line(texts, 'alert.no-cause-nobody') : line(texts, 'alert.no-cause', { who })]
}

/** What has become of it: who follows it up, what was asked and answered, muted, over. */
const stateWords = ({ alerts: [alert] }: AlertItem, zone: string, texts: Texts): string[] => {
  const { taken, asked, answer, mutedTo, closedAt } = alert
  const at = (instant: string) => writeMoment(instant, zone, texts)
  return [
    ...(answer ? [texts.plain('alert.answer', { by: answer.by, answer: answer.text })] : []),
    ...(asked && !answer ? [texts.plain('alert.asked', { by: asked.by, at: at(asked.at) })] : []),
    ...(taken ? [texts.plain('alert.taken', { by: taken.by, at: at(taken.at) })] : []),
    ...(taken?.note !== undefined ? [texts.plain('alert.taken-note', { note: taken.note })] : []),
    ...(mutedTo !== undefined && closedAt === undefined ? [texts.plain('alert.muted', { until: at(mutedTo) })] : []),
    ...(closedAt !== undefined ? [texts.plain(isLocked(alert) ? 'alert.closed-locked' : 'alert.closed', { at: at(closedAt) })] : []),
  ]
}
