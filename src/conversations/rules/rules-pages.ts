import { dueRuleNames } from '../../calendar/due-rules.ts'
import { isThreshold, ruleDefaults, standOf } from '../../domain/leadership/alert-rules.ts'
import type { ThresholdUnit } from '../../domain/leadership/alert-rules.ts'
import { alertLevels, alertRuleNames } from '../../domain/leadership/alerts.ts'
import type { AlertRuleName } from '../../domain/leadership/alerts.ts'
import { d } from '../../domain/decimal.ts'
import type { Decimal } from '../../domain/decimal.ts'
import type { RulesChange, RulesFacts } from '../../domain/requests/rules-requests.ts'
import type { Button, Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { line, spans } from '../say.ts'
import { button } from '../session.ts'
import {
  alertLines,
  alertsWords,
  dueRuleNamed,
  dueWords,
  escalationWords,
  headingOf,
  reminderWords,
  ruleWords,
  thresholdWords,
} from './rules-words.ts'

/** A page of the rules: what holds, and what can be set there. */
export type Page = { parts: Part[]; buttons: Button[][] }

/** Days before the due date that are offered. */
const daysBefore = [14, 10, 7, 5, 3, 2, 1] as const
const everyDays = [1, 2, 3, 5] as const
const step: Readonly<Record<ThresholdUnit, Decimal>> = {
  ...{ percent: d(5), points: d(5), 'working-days': d(1), bands: d(1), digits: d('0.5') },
}

/** The rules of an agency on one of their pages; whoever may not set them sees what holds. */
export const rulesPage = (facts: RulesFacts, page: string, texts: Texts): Page => {
  const whole = [headingOf(facts, texts), dueWords(facts, texts), reminderWords(facts, texts), escalationWords(facts, texts)]
  if (!facts.maySet) return { parts: [...whole, ...alertLines(facts, texts), line(texts, 'rules.may-not')], buttons: [] }
  const rule = alertRuleNames.find((name) => page === name)
  if (rule) return rulePage(facts, rule, texts)
  switch (page) {
    case 'due':
      return duePage(facts, texts)
    case 'reminders':
      return remindersPage(facts, texts)
    case 'escalation':
      return escalationPage(facts, texts)
    case 'alerts':
      return alertsPage(facts, texts)
    default:
      return {
        parts: [...whole, alertsWords(facts, texts)],
        buttons: [
          [to(facts, texts.plain('rules.button.due'), 'due'), to(facts, texts.plain('rules.button.reminders'), 'reminders')],
          [to(facts, texts.plain('rules.button.escalation'), 'escalation'), to(facts, texts.plain('rules.button.alerts'), 'alerts')],
        ],
      }
  }
}

const to = ({ agency }: RulesFacts, label: string, page: string): Button => button(label, { kind: 'rules', agencyId: agency.id, page })

/** A value that can be chosen, marked where it is the one that holds. */
const choice = ({ agency }: RulesFacts, label: string, on: boolean, page: string, change: RulesChange, texts: Texts): Button =>
  button(on ? texts.plain('room.button.on', { what: label }) : label, { kind: 'rules', agencyId: agency.id, page, change })

const back = (facts: RulesFacts, page: string, texts: Texts): Button[] => [to(facts, texts.plain('room.button.back'), page)]

/** Days of the month up to which corrections are usually taken. */
const lockDays = [10, 15, 20]

const duePage = (facts: RulesFacts, texts: Texts): Page => {
  const { rule, number, lockAfter, lockDay } = facts.due
  const set = (label: string, on: boolean, change: Omit<Extract<RulesChange, { of: 'due' }>, 'of'>) =>
    choice(facts, label, on, 'due', { of: 'due', ...change }, texts)
  return {
    parts: [headingOf(facts, texts), dueWords(facts, texts), line(texts, 'rules.pick.due', { year: facts.year })],
    buttons: [
      ...dueRuleNames.map((name) => [set(texts.plain(`rules.due-kind.${name}`), dueRuleNamed(rule) === name, { rule: name })]),
      around(number, 1, 1, 60).map((value) =>
        set(texts.plain('rules.button.number', { number: value }), value === number, { number: value }),
      ),
      around(lockAfter, 5, 0, 250, 1).map((value) =>
        set(texts.plain('rules.button.lock', { days: value }), lockDay === undefined && value === lockAfter, { lockAfter: value }),
      ),
      lockDays.map((day) => set(texts.plain('rules.button.lock-day', { day }), day === lockDay, { lockDay: day })),
      back(facts, 'all', texts),
    ],
  }
}

/** A value with its neighbours, so many steps on each side. */
const around = (value: number, by: number, least: number, most: number, steps = 2): number[] =>
  Array.from({ length: steps * 2 + 1 }, (_, at) => value + (at - steps) * by).filter((one) => one >= least && one <= most)

const remindersPage = (facts: RulesFacts, texts: Texts): Page => {
  const { before, every } = facts.reminders
  const offered = [...new Set([...daysBefore, ...before])].sort((a, b) => b - a)
  const days = offered.map((day) => {
    const on = before.includes(day)
    const set = on ? before.filter((other) => other !== day) : [...before, day].sort((a, b) => b - a)
    return choice(facts, texts.plain('rules.button.before', { days: day }), on, 'reminders', { of: 'reminders', before: set }, texts)
  })
  return {
    parts: [headingOf(facts, texts), reminderWords(facts, texts), line(texts, 'rules.pick.reminders')],
    buttons: [
      days.slice(0, 4),
      days.slice(4),
      [...new Set([...everyDays, every])]
        .sort((a, b) => a - b)
        .map((day) =>
          choice(
            facts,
            texts.plain('rules.button.every', { days: day }),
            day === every,
            'reminders',
            { of: 'reminders', every: day },
            texts,
          ),
        ),
      back(facts, 'all', texts),
    ].filter((row) => row.length > 0),
  }
}

const escalationPage = (facts: RulesFacts, texts: Texts): Page => ({
  parts: [headingOf(facts, texts), escalationWords(facts, texts), line(texts, 'rules.pick.escalation')],
  buttons: [
    ...(['verifier', 'head', 'leadership'] as const).map((level) => {
      const now = facts.reminders.escalate[level]
      return around(now, 1, 1, 60, 1).map((days) => {
        const label = texts.plain(`rules.button.${level}`, { days })
        return choice(facts, label, days === now, 'escalation', { of: 'escalation', level, days }, texts)
      })
    }),
    back(facts, 'all', texts),
  ],
})

const alertsPage = (facts: RulesFacts, texts: Texts): Page => {
  const rules = alertRuleNames.map((name) => to(facts, texts.plain(`rules.name.${name}`), name))
  return {
    parts: [headingOf(facts, texts), ...alertLines(facts, texts)],
    buttons: [...rules.flatMap((_, at) => (at % 2 === 0 ? [rules.slice(at, at + 2)] : [])), back(facts, 'all', texts)],
  }
}

const rulePage = (facts: RulesFacts, rule: AlertRuleName, texts: Texts): Page => {
  const stand = standOf(rule, facts.alerts[rule])
  const given = ruleDefaults[rule]
  type Set = NonNullable<Extract<RulesChange, { of: 'alert' }>['set']>
  const set = (label: string, on: boolean, change: Set | undefined) =>
    choice(facts, label, on, rule, { of: 'alert', rule, ...(change && { set: change }) }, texts)
  const values = (now: Decimal, write: (value: Decimal) => { label: string; change: Set }): Button[] =>
    [-2, -1, 0, 1, 2]
      .map((steps) => now.plus(step[given.unit].times(steps)))
      .filter((value) => isThreshold(rule, value))
      .map((value) => {
        const { label, change } = write(value)
        return set(label, value.eq(now), change)
      })
  const number = (value: Decimal) => thresholdWords(rule, value, texts)
  const { urgentFrom } = stand
  const off = set(texts.plain('rules.button.on'), false, { on: true })
  const on: Button[][] = [
    values(stand.threshold, (value) => ({ label: number(value), change: { threshold: value.toFixed() } })),
    alertLevels.map((level) => set(texts.plain(`alert.level.${level}`), stand.level === level, { level })),
    ...(urgentFrom
      ? [
          values(urgentFrom, (value) => ({
            label: texts.plain('rules.button.urgent', { value: number(value) }),
            change: { urgentFrom: value.toFixed() },
          })),
        ]
      : []),
  ]
  const isOwn = facts.alerts[rule] !== undefined
  return {
    parts: [
      headingOf(facts, texts),
      spans({ text: texts.plain(`rules.name.${rule}`), style: 'strong' }, `: ${ruleWords(rule, stand, texts)}`),
      line(texts, 'rules.default', { says: ruleWords(rule, standOf(rule, undefined), texts) }),
    ],
    buttons: [
      ...(stand.on ? on : []),
      [
        stand.on ? set(texts.plain('rules.button.off'), false, { on: false }) : off,
        ...(isOwn ? [set(texts.plain('rules.button.default'), false, undefined)] : []),
      ],
      back(facts, 'alerts', texts),
    ],
  }
}
