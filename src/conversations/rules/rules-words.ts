import { dueRuleNames } from '../../calendar/due-rules.ts'
import type { DueRuleName } from '../../calendar/due-rules.ts'
import { ruleDefaults, standOf } from '../../domain/leadership/alert-rules.ts'
import type { RuleStand } from '../../domain/leadership/alert-rules.ts'
import type { AlertRuleName } from '../../domain/leadership/alerts.ts'
import { alertRuleNames } from '../../domain/leadership/alerts.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { RulesFacts } from '../../domain/requests/rules-requests.ts'
import type { Part } from '../../message/message.ts'
import { writeNumber } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { line, spans } from '../say.ts'

/** `80%`, `25 poin`, `7 hari kerja`: a value in the unit of a rule's threshold. */
export const thresholdWords = (rule: AlertRuleName, value: Decimal, texts: Texts): string =>
  texts.plain(`rules.value.${ruleDefaults[rule].unit}`, {
    value: writeNumber(value, texts.locale, value.decimalPlaces()),
    count: value.toNumber(),
  })

/** A rule in a line: where it begins, how much it presses, and from where it is urgent. */
export const ruleWords = (rule: AlertRuleName, stand: RuleStand, texts: Texts): string => {
  if (!stand.on) return texts.plain('rules.off')
  const says = texts.plain(`rules.says.${rule}`, { value: thresholdWords(rule, stand.threshold, texts) })
  const level = texts.plain(`alert.level.${stand.level}`)
  const urgent = stand.urgentFrom && stand.level !== 'urgent' ? stand.urgentFrom : undefined
  const from = urgent && texts.plain(`rules.urgent-${ruleDefaults[rule].worse}`, { value: thresholdWords(rule, urgent, texts) })
  return [says, level, ...(from === undefined ? [] : [from])].join(' · ')
}

/** A due rule that a program of another version has written is shown as the one of the house. */
export const dueRuleNamed = (rule: string): DueRuleName => dueRuleNames.find((name) => name === rule) ?? 'working-day'

export const dueWords = ({ due }: RulesFacts, texts: Texts): Part =>
  line(texts, due.lockDay === undefined ? 'rules.due' : 'rules.due-lock-day', {
    due: texts.plain(`rules.due-rule.${dueRuleNamed(due.rule)}`, { number: due.number }),
    lock: due.lockDay ?? due.lockAfter,
  })

export const reminderWords = ({ reminders }: RulesFacts, texts: Texts): Part =>
  reminders.before.length === 0
    ? line(texts, 'rules.reminders-none-before', { every: reminders.every })
    : line(texts, 'rules.reminders', { before: daysWords(reminders.before), every: reminders.every })

const daysWords = (days: readonly number[]): string => days.toSorted((a, b) => b - a).join(', ')

export const escalationWords = ({ reminders: { escalate } }: RulesFacts, texts: Texts): Part => line(texts, 'rules.escalation', escalate)

/** How many rules are on. */
export const alertsWords = ({ alerts }: RulesFacts, texts: Texts): Part =>
  line(texts, 'rules.alerts', { on: alertRuleNames.filter((name) => standOf(name, alerts[name]).on).length, of: alertRuleNames.length })

/** Every rule for alerts, a line each. */
export const alertLines = ({ alerts }: RulesFacts, texts: Texts): Part[] =>
  alertRuleNames.map((name) => spans(`${texts.plain(`rules.name.${name}`)}: ${ruleWords(name, standOf(name, alerts[name]), texts)}`))

export const headingOf = ({ agency }: RulesFacts, texts: Texts): Part => line(texts, 'rules.heading', { agency: agencyTitle(agency) })
