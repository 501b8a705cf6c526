import { z } from 'zod'
import { alertReason, alertSubject } from '../conversations/alerts/alert-reason.ts'
import { AlertRules } from '../domain/leadership/alert-rules.ts'
import type { AlertSeen } from '../domain/leadership/alerts.ts'
import { holidaysInForce } from '../delivery/calendar/holidays-in-force.ts'
import { rulesOf } from '../store/plans/agency-rules.ts'
import { everyAgency } from '../store/plans/names.ts'
import { readPlan } from '../store/plans/plan-read.ts'
import { plannedYears } from '../store/calendar/reporting-calendar.ts'
import { createTexts } from '../text/texts.ts'
import { tryRules } from '../watch/alerts/try-rules.ts'
import type { WouldRaise } from '../watch/alerts/try-rules.ts'
import { defineCommand } from './command.ts'
import type { Context } from './command.ts'

/**
 * Tries rules on a year that is over, before they are switched on. RULES is a JSON file with what the import document has under `alerts`,
 * `{ "overshoot": { "threshold": "200" }, "drop": { "on": false } }`, or a document itself; `default`; or `current`, what each agency has set. --json: { year, raised: [{ agency, rule, level, begins, ends, period, subject, sentence }], counts }.
 */
export const alerts = defineCommand({
  name: 'alerts',
  summary: 'Try alert rules on history: print what would have been raised, quarter by quarter.',
  example: 'capaian alerts try default --year 2024',
  positionals: [{ name: 'try' }, { name: 'RULES' }],
  options: { year: { type: 'string', value: 'YEAR', help: 'the year whose reports are gone through' } },
  house: true,
  json: true,
  reads: ({ positionals: [, rules] }) => (rules === undefined || isNamed(rules) ? [] : [rules]),
  run: async (context, { positionals: [verb, file = 'default'], options: { year } }) => {
    if (verb !== 'try') return refuse(context, `“${verb ?? ''}” can't be done with alerts; try is what there is`, 2)
    if (year === undefined || !/^(19|20)\d\d$/.test(year)) return refuse(context, '--year YEAR is needed, for example --year 2024', 2)
    const rules = await readRules(context, file)
    if (typeof rules === 'string') return refuse(context, rules, 1)
    const { database } = await context.openHouse()
    const texts = createTexts('id')
    const table = await holidaysInForce(database)
    const raised: (WouldRaise & { agency: string; sentence: string })[] = []
    for (const agency of await everyAgency(database.prisma)) {
      const read = await readPlan(database.prisma, { governmentId: agency.governmentId }, agency.id, Number(year))
      const [planned] = await plannedYears(database, [Number(year)], { agencyId: agency.id })
      if (!read || !planned) continue
      for (const one of tryRules(read, planned, rules ?? (await storedAlerts(database, agency.id, Number(year))), table)) {
        const seen: AlertSeen = {
          ...one.state,
          id: 0,
          agencyId: agency.id,
          agencyShortName: agency.shortName,
          batch: '',
          openedAt: one.begins,
        }
        const subject = alertSubject(seen, texts)
          .map(({ text }) => text)
          .join('')
        const why = alertReason(seen, texts)
        raised.push({ ...one, agency: `${agency.governmentKey}/${agency.key}`, sentence: why === '' ? subject : `${subject} · ${why}` })
      }
    }
    const counts = countBy(raised)
    context.json({
      year: Number(year),
      raised: raised.map(({ agency, state, period, begins, ends, sentence }) => ({
        ...{ agency, rule: state.rule, level: state.level, period, begins, ends: ends ?? null, subject: state.subject, sentence },
      })),
      counts,
    })
    for (const { agency, state, begins, ends, sentence } of raised)
      context.out(
        `${begins}${ends === undefined ? '' : ` – ${ends}`}  ${agency}  ${texts.plain(`alert.level.${state.level}`)}  ${state.rule}  ${sentence}`,
      )
    context.out(
      `${raised.length} would have been raised: ${
        Object.entries(counts)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ') || 'nothing'
      }`,
    )
    return 0
  },
})

const refuse = ({ err, json }: Pick<Context, 'err' | 'json'>, text: string, status: 1 | 2): 1 | 2 => {
  err(`capaian alerts: ${text}`)
  json({ error: text })
  return status
}

/** Rules that are no file. */
const isNamed = (rules: string): boolean => rules === 'default' || rules === 'current'

/** What an agency has set; nothing where it can't be read, as the watch does. */
async function storedAlerts(database: Parameters<typeof rulesOf>[0], agencyId: number, year: number): Promise<AlertRules> {
  const read = AlertRules.safeParse((await rulesOf(database, agencyId, year))?.alertRules ?? {})
  return read.success ? read.data : {}
}

/** The rules of a file; undefined for those that each agency has; a sentence where there are none. */
async function readRules({ readFile }: Context, file: string): Promise<AlertRules | undefined | string> {
  if (isNamed(file)) return file === 'default' ? {} : undefined
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(await readFile(file)))
  } catch (error) {
    return `${file} can't be read as JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  const within = typeof value === 'object' && value !== null && 'alerts' in value ? value.alerts : value
  const read = AlertRules.safeParse(within)
  return read.success ? read.data : `${file} holds no rules:\n${z.prettifyError(read.error)}`
}

const countBy = (raised: readonly WouldRaise[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { state } of raised) counts[state.rule] = (counts[state.rule] ?? 0) + 1
  return counts
}
