import { addDays, dateOf, instantAt } from '../../calendar/dates.ts'
import { dueDate, lockDate } from '../../calendar/due-rules.ts'
import type { DueRule } from '../../calendar/due-rules.ts'
import type { Holidays } from '../../calendar/holidays.ts'
import { endOf, quarterOf, runningPeriod } from '../../calendar/periods.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { zoneOf } from '../../calendar/zones.ts'
import { assessAgency } from '../../domain/assess/assess.ts'
import type { AgencyAssessment } from '../../domain/assess/assessment.ts'
import { lockedUnreported } from '../../domain/leadership/alerts.ts'
import type { AgencyDigest, DigestFacts, LockedUnreported } from '../../domain/leadership/digest.ts'
import { expectedOf, headlineOf } from '../../domain/assess/headline.ts'
import { missingIn } from '../../domain/assess/missing-reports.ts'
import { moneyByQuarter } from '../../domain/money/money-together.ts'
import { quarters } from '../../domain/period.ts'
import type { Quarter } from '../../domain/period.ts'
import type { Reported } from '../../domain/plan.ts'
import type { AgencyName } from '../../domain/requests/requests.ts'
import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import { closedSince, openAlerts } from '../../store/leadership/alerts.ts'
import { newsAt } from '../../store/leadership/digest-reads.ts'
import { agencyNames } from '../../store/plans/names.ts'
import { readPlan } from '../../store/plans/plan-read.ts'
import { plannedYears } from '../../store/calendar/reporting-calendar.ts'
import { statements } from '../../store/database/statements.ts'
import type { StatementReader } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import { toldUpwards } from './told-upwards.ts'

/** Whose digest: one agency's, that of some, or the whole government's. */
export type DigestScope = { governmentId: number; zone: string; agencies: 'all' | readonly number[] }

const days: Readonly<Record<DigestKind, number>> = { week: 7, month: 31, quarter: 92 }
const msOfDay = 86_400_000

/** What a reader has had: when the last digest of any kind was said to them, and since when they are known at all. */
export type HadBefore = { said?: Date; known?: Date }

/** Everything that a digest says to a reader, of now. Undefined where the scope has no agency with a plan of the running year. */
export async function gatherDigest(
  reader: StatementReader,
  scope: DigestScope,
  of: DigestKind,
  now: Date,
  holidays: Holidays,
  { said, known }: HadBefore = {},
): Promise<DigestFacts | undefined> {
  const names = await agencyNames(reader, scope)
  const today = todayIn(now, scope.zone)
  const since = said ?? new Date(now.getTime() - days[of] * msOfDay)
  const digests: AgencyDigest[] = []
  for (const agency of names) {
    const one = await agencyDigest(reader, scope, agency, { today, since, now, holidays, told: said ?? known ?? since })
    if (one) digests.push(one)
  }
  const [first] = digests
  if (!first) return undefined
  const next = quarterOf(today)
  const rule = await ruleOf(reader, first.agency.id, next.year)
  return {
    of,
    governmentName: first.agency.governmentName,
    covers: scope.agencies === 'all' ? 'government' : scope.agencies.length > 1 ? 'agencies' : 'agency',
    today,
    since: since.toISOString(),
    sinceDay: dateOf(since, zoneOf(scope.zone)),
    said: said !== undefined,
    agencies: digests,
    next: { ...next, ends: endOf(next), due: dueDate(next, rule, holidays) },
  }
}

/** By what an agency's dates of a year are counted; one that is not planned yet is due as the year before it was. */
const ruleOf = async (reader: StatementReader, agencyId: number, year: number) => {
  const planned = (await plannedYears(statements(reader), [year - 1, year], { agencyId })).at(-1)
  return dueRuleOf(planned?.rules, planned?.exceptions)
}

/** `told`: up to when what is said once was said. */
type Moment = { today: string; since: Date; now: Date; holidays: Holidays; told: Date }

async function agencyDigest(
  reader: StatementReader,
  { governmentId, zone }: DigestScope,
  agency: AgencyName,
  { today, since, now, holidays, told }: Moment,
): Promise<AgencyDigest | undefined> {
  const running = runningPeriod(today)
  const read = await readPlan(reader, { governmentId }, agency.id, running.year)
  if (!read) return undefined
  const { year, quarter } = running
  const known = read.reported.filter((report) => report.at <= now.toISOString())
  const inTime = upTo(known, quarter)
  const assessment = assessAgency(read.plan, inTime, quarter)
  const expected = expectedOf(assessment.indicators, quarter, headlineOf(assessment.indicators, quarter))
  const before = earlier(assessment, quarter, (asked) => assessAgency(read.plan, inTime, asked))
  const money = moneyByQuarter(quarter, (asked) => (asked === quarter ? assessment : assessAgency(read.plan, upTo(inTime, asked), asked)))
  const db = statements(reader)
  const rule = await ruleOf(reader, agency.id, year)
  const due = dueDate(running, rule, holidays)
  const period = { agencyId: agency.id, agreementId: read.agreementId, year, quarter, due, zone }
  const late = await toldUpwards(reader, period, { today, since: told, holidays })
  const locked = lockedSince(assessment, running, { rule, zone, now, holidays, told })
  return {
    agency,
    year,
    quarter,
    due,
    assessment,
    ...(before && { before }),
    money,
    ...(late && { late }),
    ...(locked && { locked }),
    missing: missingIn(assessment, quarter),
    unpublished: expected.filter((one) => one.quarters[quarter - 1]?.state === 'not-yet-published'),
    alerts: {
      open: await openAlerts(db, agency.id),
      // What was locked is not over: it has a line of its own.
      closed: (await closedSince(db, agency.id, since)).filter(({ facts }) => facts.detail !== lockedUnreported),
    },
    news: await newsAt(db, agency.id, since, now),
  }
}

/** The newest quarter up to the running one whose lock has fallen since something was last said, where reports of it had not come. */
function lockedSince(
  assessment: AgencyAssessment,
  { year, quarter: running }: { year: number; quarter: Quarter },
  { rule, zone, now, holidays, told }: { rule: DueRule; zone: string; now: Date; holidays: Holidays; told: Date },
): LockedUnreported | undefined {
  for (const quarter of quarters.filter((one) => one <= running).reverse()) {
    const lock = lockDate({ year, quarter }, rule, holidays)
    const fell = instantAt(addDays(lock, 1), '00:00', zoneOf(zone))
    const missing = fell > told && fell <= now ? missingIn(assessment, quarter) : []
    if (missing.length > 0) return { year, quarter, lock, missing }
  }
  return undefined
}

const upTo = (reported: readonly Reported[], quarter: Quarter): Reported[] =>
  reported.filter((report) => (report.quarter === 'year' ? quarter === 4 : report.quarter <= quarter))

/** The last quarter before with a mean of the same kind: means of the agreement and of its support are not compared. */
function earlier(now: AgencyAssessment, quarter: Quarter, assess: (quarter: Quarter) => AgencyAssessment): AgencyDigest['before'] {
  for (const asked of ([3, 2, 1] as const).filter((one) => one < quarter)) {
    const assessment = assess(asked)
    if (assessment.headline.shown && assessment.headlineOf === now.headlineOf) return { quarter: asked, assessment }
  }
  return undefined
}
