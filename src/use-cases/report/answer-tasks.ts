import { dueDate, lockDate, periodState } from '../../calendar/due-rules.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import type { Indicator, Reported } from '../../domain/plan.ts'
import { isExpected } from '../../domain/expected-reports.ts'
import type { Quarter } from '../../domain/period.ts'
import { quarters } from '../../domain/period.ts'
import { isAnnual } from '../../domain/quarters.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests.ts'
import type { Answers, QuarterNumber, Task, TaskState } from '../../domain/requests.ts'
import { levelsDue, placesOf } from '../../store/indicator-place.ts'
import type { IndicatorPlace } from '../../store/indicator-place.ts'
import { readPlan } from '../../store/plan-read.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { countWaiting } from '../verify/answer-waiting.ts'

/**
 * What is due from a person now: everything of the running period, and of earlier periods of its year what is still open. An indicator
 * without a target in a quarter is not due in it; one without quarterly targets is due for the year, with TW IV.
 */
export async function answerTasks(asking: Asking): Promise<Answers['tasks']> {
  const { viewer, now } = asking
  const today = todayIn(now, viewer.zone)
  const running = runningPeriod(today)
  const unseen = await countWaiting(asking)
  return { today, items: await tasksOf(asking, viewer.personId, today), running: { year: running.year, quarter: running.quarter }, unseen }
}

/** A person's tasks on a day. */
export async function tasksOf({ tx, viewer, holidays }: Asking, personId: number, today: string): Promise<Task[]> {
  const running = runningPeriod(today)
  const places = await placesOf(tx, personId, [running.year], today)
  const agencies = [...new Set(places.map((p) => p.agencyId))]
  const tasks: Task[] = []
  for (const agencyId of agencies) {
    const own = places.filter((p) => p.agencyId === agencyId)
    const read = await readPlan(
      tx,
      { governmentId: viewer.governmentId },
      agencyId,
      running.year,
      own.map((p) => p.indicatorId),
    )
    if (!read) continue
    const indicators = new Map(read.plan.indicators.map((i) => [i.key, i]))
    const levels = await levelsDue(tx, agencyId, running.year)
    const reports = new Map(read.reported.map((r) => [`${r.indicatorKey}:${r.quarter}`, r]))
    for (const place of own) {
      const indicator = indicators.get(place.key)
      if (indicator)
        tasks.push(
          ...tasksOfIndicator(place, indicator, duePeriods(indicator, running.quarter, levels), reports, running.quarter, today, holidays),
        )
    }
  }
  return tasks.sort((a, b) => rank(b.quarter) - rank(a.quarter))
}

const rank = (quarter: QuarterNumber): number => (quarter === 0 ? 4 : quarter)

function tasksOfIndicator(
  place: IndicatorPlace,
  indicator: Indicator,
  due: QuarterNumber[],
  reports: Map<string, Reported>,
  running: Quarter,
  today: string,
  holidays: Asking['holidays'],
): Task[] {
  const rule = dueRuleOf(place.rules, place.exceptions)
  return due.flatMap((quarter) => {
    const period = { year: place.year, quarter: quarterName(quarter) }
    const report = reports.get(`${indicator.key}:${period.quarter}`)
    const phase = periodState(period, today, rule, holidays)
    if (phase === 'future') return []
    const state = stateOf(report, phase)
    const earlier = rank(quarter) < running
    const waits = state === 'due' || state === 'late' || state === 'returned' || state === 'not-yet-published'
    if (earlier && !waits) return []
    const target = quarter === 0 ? indicator.targets.year : (indicator.targets.quarters[quarter - 1] ?? null)
    return [
      {
        agencyId: place.agencyId,
        indicatorId: place.indicatorId,
        year: place.year,
        quarter,
        name: indicator.shortName,
        unit: indicator.unit,
        decimals: indicator.decimals,
        target,
        state,
        due: dueDate(period, rule, holidays),
        lock: lockDate(period, rule, holidays),
        ...(report && { figure: report.figure }),
      },
    ]
  })
}

/** The periods up to the running one in which an indicator is due. */
function duePeriods(indicator: Indicator, running: Quarter, levels: ReadonlyMap<number, string[]>): QuarterNumber[] {
  if (indicator.standing === 'component') return []
  if (isAnnual(indicator)) return running === 4 && indicator.targets.year !== null ? [0] : []
  return quarters.filter((quarter) => quarter <= running && isExpected(indicator, quarter, levels.get(quarter) ?? []))
}

function stateOf(report: Reported | undefined, phase: ReturnType<typeof periodState>): TaskState {
  if (!report) return phase === 'locked' ? 'locked' : phase === 'late' ? 'late' : 'due'
  if (report.state === 'returned' || report.state === 'reopened') return 'returned'
  if (report.figure.kind === 'not-yet-published') return 'not-yet-published'
  return report.state === 'verified' ? 'verified' : 'submitted'
}
