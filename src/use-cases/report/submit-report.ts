import { dueRuleOf } from '../../calendar/stored-due-rule.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Outcomes, Request, Task } from '../../domain/requests/requests.ts'
import { audit, lockReport } from '../../store/reports/report-writes.ts'
import { indicatorPlace } from '../../store/plans/indicator-place.ts'
import { addVersion, versionInForce } from '../../store/reports/versions.ts'
import type { NewVersion } from '../../store/reports/versions.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { mayReport } from '../rights.ts'
import { periodOn } from '../../calendar/due-rules.ts'
import { reportPlace } from './answer-reporting.ts'
import { tasksOf } from './answer-tasks.ts'

type Submit = Extract<Request, { do: 'submit-report' }>

/**
 * Saves a report as a new version. Refused where the period is not open yet or locked, or the version in force is verified; where somebody
 * else's newer version came since the draft began, that is handed back and nothing is written.
 */
export async function submitReport(
  asking: Asking,
  request: Submit,
  files: (ref: string) => number | undefined,
): Promise<Outcomes['submit-report']> {
  const { tx, viewer, now, holidays } = asking
  const today = todayIn(now, viewer.zone)
  const place = await indicatorPlace(tx, viewer.governmentId, request.indicatorId, today)
  if (place?.year !== request.year) return { kind: 'refused', why: 'gone' }
  if (!mayReport(viewer, reportPlace(place))) return { kind: 'refused', why: 'not-yours' }
  // Sent in one go and answered in this order: what is in force is read under the lock.
  const [reportId, before] = await Promise.all([
    lockReport(tx, place.agencyId, request.indicatorId, request.quarter),
    versionInForce(tx, request.indicatorId, request.quarter),
  ])
  // What was not yet published is never the last word: it is asked for until it is.
  const unpublished = before?.figure.kind === 'not-yet-published'
  if (before?.state === 'verified' && !unpublished) return { kind: 'refused', why: 'verified' }
  const period = { year: request.year, quarter: quarterName(request.quarter) }
  const rule = dueRuleOf(place.rules, place.exceptions)
  const opened = unpublished || before?.state === 'returned' || before?.state === 'reopened'
  const { phase, due } = periodOn(period, today, rule, holidays)
  if (phase === 'future') return { kind: 'refused', why: 'not-open' }
  if (phase === 'locked' && !opened) return { kind: 'refused', why: 'locked' }
  if (before && before.number > request.basedOn) return { kind: 'newer', theirs: before }
  const evidence = request.evidence.flatMap((given): NewVersion['evidence'] => {
    if (given.kind === 'link') return [{ link: given.url }]
    const fileId = files(given.ref)
    return fileId === undefined ? [] : [{ fileId }]
  })
  const written: NewVersion = {
    agencyId: place.agencyId,
    figure: request.figure,
    ...(request.money && { money: request.money }),
    ...(request.cause && { cause: request.cause }),
    personId: viewer.personId,
    at: now,
    onTime: today <= due,
    evidence,
  }
  // The tasks as they are with it.
  const [version, tasks] = await Promise.all([
    addVersion(tx, reportId, written, before?.versionId),
    tasksOf(asking, viewer.personId, today),
  ])
  const line: Parameters<typeof audit>[1] = {
    governmentId: viewer.governmentId,
    agencyId: place.agencyId,
    personId: viewer.personId,
    channel: asking.channel,
    at: now,
    what: 'report-submitted',
    subject: `indicator:${request.indicatorId}:${request.year}:${request.quarter}`,
    ...(before && { from: { figure: before.figure, money: before.money, version: before.number } }),
    to: { figure: request.figure, money: request.money, version: version.number },
    ...(request.cause && { why: 'cause-given' }),
  }
  asking.atEnd(() => audit(tx, line))
  const isOpen = (t: Task) => t.state === 'due' || t.state === 'late' || t.state === 'returned'
  // The next one is what follows in the list, then from its beginning.
  const here = tasks.findIndex((t) => t.indicatorId === request.indicatorId && t.quarter === request.quarter)
  const next = [...tasks.slice(here + 1), ...tasks.slice(0, Math.max(0, here))].find(isOpen)
  return {
    kind: 'submitted',
    version,
    remaining: tasks.filter(isOpen).length,
    hasTasks: tasks.length > 0,
    ...(next && { next }),
  }
}
