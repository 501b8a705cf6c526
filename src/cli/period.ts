import { PlainDate } from '../calendar/dates.ts'
import { dueDate, lockDate, openingDate } from '../calendar/due-rules.ts'
import { dueRuleOf } from '../calendar/stored-due-rule.ts'
import { holidaysInForce } from '../delivery/calendar/holidays-in-force.ts'
import type { Period } from '../domain/period.ts'
import { everyAgency } from '../store/plans/names.ts'
import type { KnownAgency } from '../store/plans/names.ts'
import { inTransaction } from '../store/database/database.ts'
import type { Database } from '../store/database/database.ts'
import { dropException, setException } from '../store/calendar/period-exceptions.ts'
import { audit } from '../store/reports/report-writes.ts'
import { plannedYears } from '../store/calendar/reporting-calendar.ts'
import { statements } from '../store/database/statements.ts'
import { defineCommand } from './command.ts'
import { refused, wrongUsage } from './refuse.ts'
import { chooseAgency } from './show.ts'

/** The dates of a period: shown, or set by hand with the reason. With --json: agency, year, quarter, opens, due, lock. */
export const period = defineCommand({
  name: 'period',
  summary: 'Show when an agency’s reports of a period open, are due and are locked, or set the dates by hand.',
  example: 'capaian period kota-bekasi/SETDA 2024-3 --due 2024-10-10 --why SE-100/2024',
  positionals: [{ name: 'AGENCY' }, { name: 'PERIOD' }],
  options: {
    opens: { type: 'string', value: 'DATE', help: 'the first day on which reports are asked for and taken' },
    due: { type: 'string', value: 'DATE', help: 'the last day on time' },
    lock: { type: 'string', value: 'DATE', help: 'the last day on which officers can still report' },
    why: { type: 'string', value: 'TEXT', help: 'the reason, such as the circular’s number; needed where a date is set' },
    reset: { type: 'boolean', help: 'back to the agency’s rule' },
  },
  house: true,
  json: true,
  run: async (context, { positionals: [asked = '', of = ''], options: { opens, due, lock, why, reset = false } }) => {
    const [, year, part] = /^((?:19|20)\d\d)-([1-4]|year)$/.exec(of) ?? []
    if (!year || !part) return wrongUsage(context, 'period', `“${of}” is no period; for example 2024-3 or 2024-year`)
    for (const date of [opens, due, lock])
      if (date !== undefined && !PlainDate.safeParse(date).success)
        return wrongUsage(context, 'period', `“${date}” is no date; for example 2024-10-10`)
    const sets = opens !== undefined || due !== undefined || lock !== undefined
    if (sets && !why) return wrongUsage(context, 'period', 'a date by hand needs its reason: --why')
    if (sets && reset) return wrongUsage(context, 'period', '--reset goes without dates')
    const { database } = await context.openHouse()
    const agency = chooseAgency(asked, await everyAgency(database.prisma))
    if (typeof agency === 'string') return refused(context, 'period', agency)
    const place = { agencyId: agency.id, year: Number(year), quarter: part === 'year' ? 0 : Number(part) }
    const [planned] = await plannedYears(database, [place.year], { agencyId: agency.id })
    if (!planned) return refused(context, 'period', `${agency.governmentKey}/${agency.key} has no plan of ${year}`)
    const stored = dueRuleOf(planned.rules, planned.exceptions)
    const byHand = { ...(opens !== undefined && { opens }), ...(due !== undefined && { due }), ...(lock !== undefined && { lock }) }
    const { [of]: before, ...others } = stored.exceptions
    const kept = sets ? { [of]: byHand } : before && !reset ? { [of]: before } : {}
    const dates = datesOf(place, { ...stored, exceptions: { ...others, ...kept } }, await holidaysInForce(database))
    if (sets && dates.lock < dates.due) return refused(context, 'period', `locked on ${dates.lock}, before it is due on ${dates.due}`)
    if (sets && dates.due < dates.opens) return refused(context, 'period', `due on ${dates.due}, before it opens on ${dates.opens}`)
    const exception = { ...place, opens: opens ?? null, due: due ?? null, lock: lock ?? null, why: why ?? '' }
    if (sets || reset) await write(database, agency, reset ? undefined : exception, place, context.now())
    context.json({
      agency: `${agency.governmentKey}/${agency.key}`,
      year: place.year,
      quarter: place.quarter === 0 ? 'year' : place.quarter,
      ...dates,
    })
    context.out(`${agency.governmentKey}/${agency.key} ${of}: opens ${dates.opens}, due ${dates.due}, locked after ${dates.lock}`)
    return 0
  },
})

const datesOf = (
  { year, quarter }: { year: number; quarter: number },
  rule: ReturnType<typeof dueRuleOf>,
  table: Awaited<ReturnType<typeof holidaysInForce>>,
) => {
  const of: Period = { year, quarter: quarter === 1 || quarter === 2 || quarter === 3 || quarter === 4 ? quarter : 'year' }
  return { opens: openingDate(of, rule), due: dueDate(of, rule, table), lock: lockDate(of, rule, table) }
}

/** Writes the dates, or drops them, with a row in the audit. */
const write = (
  database: Database,
  agency: KnownAgency,
  exception: Parameters<typeof setException>[1] | undefined,
  { agencyId, year, quarter }: { agencyId: number; year: number; quarter: number },
  at: Date,
): Promise<void> =>
  inTransaction(database, async (tx) => {
    const db = statements(tx)
    if (exception) await setException(db, exception, null, at)
    else await dropException(db, agencyId, year, quarter)
    const to = exception ? { opens: exception.opens, due: exception.due, lock: exception.lock } : null
    const row = {
      governmentId: agency.governmentId,
      agencyId,
      personId: null,
      channel: 'cli',
      at,
      what: 'period-dates',
      subject: `period:${agencyId}:${year}:${quarter}`,
    }
    await audit(tx, { ...row, to, ...(exception && { why: exception.why }) })
  })
