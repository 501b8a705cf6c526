import { periodOn } from '../../calendar/due-rules.ts'
import type { PeriodState } from '../../calendar/due-rules.ts'
import { runningPeriod } from '../../calendar/periods.ts'
import type { Reported } from '../../domain/plan.ts'
import { isExpected } from '../../domain/expected-reports.ts'
import type { Quarter } from '../../domain/period.ts'
import { quarters } from '../../domain/period.ts'
import { isAnnual } from '../../domain/quarters.ts'
import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Answers, QuarterNumber, Task, TaskState } from '../../domain/requests/requests.ts'
import type { IndicatorPlace } from '../../store/plans/indicator-place.ts'
import { taskRows } from '../../store/reports/task-rows.ts'
import type { TaskRow } from '../../store/reports/task-rows.ts'
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
  const rows = await taskRows(tx, personId, running.year, today)
  const datesOf = datesOn(today, holidays)
  const seen = rows.filter(({ place }) => viewer.within?.includes(place.agencyId) ?? true)
  return seen.flatMap((row) => tasksOfIndicator(row, running.quarter, datesOf)).sort((a, b) => rank(b.quarter) - rank(a.quarter))
}

type DatesOf = (place: IndicatorPlace, quarter: QuarterNumber) => ReturnType<typeof periodOn>

/** The dates of an agency's periods are the same for all its indicators, so that they are counted once. */
function datesOn(today: string, holidays: Asking['holidays']): DatesOf {
  const counted = new Map<string, ReturnType<typeof periodOn>>()
  return ({ agencyId, year, rules, exceptions }, quarter) => {
    const key = `${agencyId}:${year}:${quarter}`
    const dates = counted.get(key) ?? periodOn({ year, quarter: quarterName(quarter) }, today, dueRuleOf(rules, exceptions), holidays)
    counted.set(key, dates)
    return dates
  }
}

const rank = (quarter: QuarterNumber): number => (quarter === 0 ? 4 : quarter)

function tasksOfIndicator(row: TaskRow, running: Quarter, datesOf: DatesOf): Task[] {
  const { place, indicator } = row
  return duePeriods(row, running).flatMap((quarter) => {
    const report = row.reports.get(quarter)
    const { phase, due, lock } = datesOf(place, quarter)
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
        fullName: indicator.name,
        unit: indicator.unit,
        decimals: indicator.decimals,
        target,
        state,
        due,
        lock,
        ...(report && { figure: report.figure }),
      },
    ]
  })
}

/** The periods up to the running one in which an indicator is due. */
function duePeriods({ indicator, levels }: TaskRow, running: Quarter): QuarterNumber[] {
  if (indicator.standing === 'component') return []
  if (isAnnual(indicator)) return running === 4 && indicator.targets.year !== null ? [0] : []
  return quarters.filter((quarter) => quarter <= running && isExpected(indicator, quarter, levels.get(quarter) ?? []))
}

function stateOf(report: Pick<Reported, 'state' | 'figure'> | undefined, phase: PeriodState): TaskState {
  if (!report) return phase === 'locked' ? 'locked' : phase === 'late' ? 'late' : 'due'
  if (report.state === 'returned' || report.state === 'reopened') return 'returned'
  if (report.figure.kind === 'not-yet-published') return 'not-yet-published'
  return report.state === 'verified' ? 'verified' : 'submitted'
}
