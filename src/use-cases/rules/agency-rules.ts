import { DueRule } from '../../calendar/due-rules.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import { ReminderRules, reminderRulesOf } from '../../calendar/reminder-cadence.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { AlertRules } from '../../domain/leadership/alert-rules.ts'
import type { AgencyName } from '../../domain/requests/requests.ts'
import type { RulesAnswers, RulesChange, RulesFacts, RulesOutcomes, RulesRequest } from '../../domain/requests/rules-requests.ts'
import { lockRules, rulesOf, writeAlertRules, writeDueRule, writeReminderRules } from '../../store/plans/agency-rules.ts'
import type { StoredRules } from '../../store/plans/agency-rules.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { statements } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { agenciesSeen, maySetRules } from '../rights.ts'

/** The rules by which an agency is reminded, escalated and alerted, for everybody who may see it. */
export async function showRules(asking: Asking, agencyId?: number): Promise<RulesAnswers['rules']> {
  const { tx, viewer } = asking
  const seen = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: agenciesSeen(viewer) })
  const asked = seen.filter(({ id }) => (agencyId === undefined ? viewer.grants.some((grant) => grant.agencyId === id) : id === agencyId))
  const [agency, ...more] = asked.length === 0 && agencyId === undefined ? seen : asked
  if (!agency) return { kind: 'none' }
  if (more.length > 0) return { kind: 'which', agencies: [agency, ...more] }
  const stored = await rulesOf(statements(tx), agency.id, yearNow(asking))
  return stored ? { kind: 'shown', rules: factsOf(agency, stored, maySetRules(viewer, agency.id)) } : { kind: 'none' }
}

const yearNow = ({ now, viewer }: Asking): number => runningPeriod(todayIn(now, viewer.zone)).year

const factsOf = (agency: AgencyName, stored: StoredRules, maySet: boolean): RulesFacts => {
  const { rule, number, lockAfter, lockDay } = dueRuleOf(stored.rules)
  return {
    agency,
    year: stored.year,
    due: { rule, number, lockAfter, ...(lockDay !== undefined && { lockDay }) },
    reminders: reminderRulesOf(stored.reminderRules),
    alerts: alertRulesOf(stored.alertRules),
    maySet,
  }
}

const alertRulesOf = (stored: unknown): AlertRules => {
  const read = AlertRules.safeParse(stored)
  return read.success ? read.data : {}
}

/** Sets one thing, for those who verify for the agency or look after it; what was there before and what is now stand in the audit. */
export async function setRules(asking: Asking, { agencyId, change }: RulesRequest): Promise<RulesOutcomes['set-rules']> {
  const { tx, viewer, channel, now, atEnd } = asking
  const [agency] = await agencyNames(tx, { governmentId: viewer.governmentId, agencies: [agencyId] })
  if (!agency) return { kind: 'refused', why: 'gone' }
  if (!maySetRules(viewer, agencyId)) return { kind: 'refused', why: 'not-yours' }
  const stored = await lockRules(statements(tx), agencyId, yearNow(asking))
  if (!stored) return { kind: 'refused', why: 'gone' }
  const written = await write(asking, agencyId, factsOf(agency, stored, true), change)
  if (!written) return { kind: 'refused', why: 'not-possible' }
  const line = { governmentId: viewer.governmentId, agencyId, personId: viewer.personId, channel, at: now, subject: `agency:${agencyId}` }
  atEnd(() => audit(tx, { ...line, ...written }))
  const after = await rulesOf(statements(tx), agencyId, stored.year)
  return { kind: 'set', rules: factsOf(agency, after ?? stored, true) }
}

type Written = { what: string; from: unknown; to: unknown }

async function write({ tx }: Asking, agencyId: number, facts: RulesFacts, change: RulesChange): Promise<Written | undefined> {
  const db = statements(tx)
  switch (change.of) {
    case 'due': {
      const { of: _, ...set } = change
      const { lockDay: before, ...due } = facts.due
      // Working days until the lock and a day of the month for it take each other's place.
      const day = set.lockAfter === undefined ? (set.lockDay ?? before) : undefined
      const read = DueRule.safeParse({ ...due, ...set, lockDay: day })
      if (!read.success) return undefined
      const { rule, number, lockAfter } = read.data
      const lock = { lockAfter, ...(day !== undefined && { lockDay: day }) }
      await writeDueRule(db, agencyId, facts.year, { dueRule: rule, dueNumber: number, ...lock })
      return { what: 'due-rule', from: { year: facts.year, ...facts.due }, to: { year: facts.year, rule, number, ...lock } }
    }
    case 'reminders': {
      const { of: _, ...set } = change
      return reminders({ ...facts.reminders, ...set })
    }
    case 'escalation':
      return reminders({ ...facts.reminders, escalate: { ...facts.reminders.escalate, [change.level]: change.days } })
    case 'alert': {
      const { [change.rule]: before, ...others } = facts.alerts
      const own = change.set && { on: before?.on ?? true, ...before, ...change.set }
      const read = AlertRules.safeParse(own ? { ...others, [change.rule]: own } : others)
      if (!read.success) return undefined
      await writeAlertRules(db, agencyId, read.data)
      return { what: 'alert-rules', from: facts.alerts, to: read.data }
    }
  }

  async function reminders(wanted: unknown): Promise<Written | undefined> {
    const read = ReminderRules.safeParse(wanted)
    if (!read.success) return undefined
    await writeReminderRules(db, agencyId, read.data)
    return { what: 'reminder-rules', from: facts.reminders, to: read.data }
  }
}
