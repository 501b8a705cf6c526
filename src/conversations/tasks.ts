import { inReportingOrder } from '../domain/reporting-order.ts'
import { isSameReport, quarterName } from '../domain/requests/requests.ts'
import type { ReportKey, Task, TaskState } from '../domain/requests/requests.ts'
import type { Part, Subject } from '../message/message.ts'
import { writeDate, writeNearDate, writePeriod } from '../text/write-date.ts'
import { writeExample } from '../text/write-example.ts'
import { writeTyped, writeTarget } from '../text/write-figure.ts'
import { line, message, spans } from './say.ts'
import { button, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { openReport } from './report/report.ts'
import type { Walk } from './report/draft.ts'

const waits = (state: TaskState): boolean => state === 'returned' || state === 'late' || state === 'due'
const open = (task: Task): boolean => waits(task.state)
/** What needs doing comes first. */
const order: readonly TaskState[] = ['returned', 'late', 'due', 'not-yet-published', 'submitted', 'verified', 'locked']
/** A phone's screen: this many of what waits, this many of what is done. */
const longest = 20
const shortest = 5

/** Those of a person's reports that wait for them, in the order of `/tugas` and of reminders. */
export const openTasks = (items: readonly Task[]): Task[] => items.filter(open).sort(inReportingOrder)

/** `/tugas`: what is due from me, period by period, by its state with a mark and a word. */
export const showTasks = (setting: Setting): Talk<Turn> => tasksPage(setting, 0)

/** A page of them: the first with what is done, too, the others with what else waits. A number means the same on every page. */
export function* tasksPage(setting: Setting, page: number): Talk<Turn> {
  const { texts } = setting
  const { items, today, unseen } = yield* know({ ask: 'tasks' })
  if (items.length === 0)
    return says(message([unseen > 0 ? line(texts, 'tasks.none-verifier', { count: unseen }) : line(texts, 'tasks.none')]))
  const sections = inSections(byPeriod(items.toSorted(inReportingOrder)))
  const pages = inPages(items, sections)
  const listed = pages.flat()
  const here = pages[page] ?? pages[0] ?? []
  const parts = sections.flatMap((section) => sectionParts(section, here, listed, today, setting))
  const first = here.find(open)
  if (first) parts.push(line(texts, 'tasks.reply', { number: listed.indexOf(first) + 1, example: writeExample(first.target, texts) }))
  if (unseen > 0 && page === 0) parts.push(line(texts, 'tasks.waiting', { count: unseen }))
  const further = pages.slice(page + 1).flat().length
  const walk = button(texts.plain('tasks.walk'), { kind: 'walk' }, 'primary')
  const next = button(texts.plain('tasks.next', { count: further }), { kind: 'tasks', page: page + 1 })
  return says(
    message(parts, {
      ...(first && { buttons: [[walk], ...(further > 0 ? [[next]] : [])] }),
      about: aboutTasks(listed),
    }),
  )
}

/** What stands under one heading: of a period what waits, or what is done, or both. */
type Section = { period: readonly Task[]; tasks: readonly Task[] }

/** First what waits, period by period, so that it is numbered as in a reminder, the last of them with what is done of it; then the rest. */
function inSections(periods: readonly Task[][]): Section[] {
  const part = (wanted: (task: Task) => boolean) =>
    periods.map((period): Section => ({ period, tasks: period.filter(wanted) })).filter(({ tasks }) => tasks.length > 0)
  const [waiting, rest] = [part(open), part((task) => !open(task))]
  const last = waiting.pop()
  if (!last) return rest
  const own = rest.find(({ period }) => period === last.period)
  const whole = { period: last.period, tasks: [...last.tasks, ...(own?.tasks ?? [])] }
  return [...waiting, whole, ...rest.filter((section) => section !== own)]
}

/** What is listed, page by page: so many of what waits on each, some of what is done with the first, what is not yet published before it. */
function inPages(items: readonly Task[], sections: readonly Section[]): Task[][] {
  const waiting = openTasks(items)
  const pages = Array.from({ length: Math.max(1, Math.ceil(waiting.length / longest)) }, (_, page) =>
    waiting.slice(page * longest, (page + 1) * longest),
  )
  const [first = [], ...others] = pages
  const shown = (state: TaskState) => {
    const tasks = sections.flatMap((section) => section.tasks.filter((task) => task.state === state).slice(0, shortest))
    return state === 'not-yet-published' ? tasks.sort(inReportingOrder) : tasks
  }
  return [[...first, ...order.filter((state) => !waits(state)).flatMap(shown)], ...others]
}

/** What of a section stands on a page; nothing where nothing does. */
function sectionParts(
  { period: whole, tasks: group }: Section,
  here: readonly Task[],
  listed: readonly Task[],
  today: string,
  setting: Setting,
): Part[] {
  const { texts } = setting
  const [first] = group
  if (!first || !group.some((task) => here.includes(task))) return []
  const count = whole.filter(open).length
  const period = writePeriod({ year: first.year, quarter: quarterName(first.quarter) }, texts)
  const parts: Part[] = group.some(open)
    ? [line(texts, 'tasks.heading', { period, count }), spans(dueLine(first, today, setting))]
    : [headingOfRest(whole, period, setting)]
  for (const state of order) {
    const tasks = group.filter((task) => task.state === state)
    const shown = tasks.filter((task) => here.includes(task))
    if (shown.length === 0) continue
    const lines = shown.map((task) => taskLine(task, listed.indexOf(task) + 1, setting))
    if (!waits(state) && tasks.length > shown.length) lines.push(texts.plain('tasks.more', { count: tasks.length - shown.length }))
    // What is simply due needs no mark while nothing else stands beside it.
    const marked = state !== 'due' || tasks.length < group.length
    parts.push(spans([...(marked ? [`${texts.plain(`tasks.mark.${state}`)}:`] : []), ...lines].join('\n')))
  }
  return parts
}

/** What stands over what needs nothing more: all of it is in, or the period was locked without some of it. */
function headingOfRest(whole: readonly Task[], period: string, { texts }: Setting): Part {
  const locked = whole.filter(({ state }) => state === 'locked').length
  if (whole.some(open)) return line(texts, 'tasks.heading-rest', { period })
  return locked > 0 ? line(texts, 'tasks.heading-locked', { period, count: locked }) : line(texts, 'tasks.heading-done', { period })
}

/** The list that a numbered answer refers to. */
export const aboutTasks = (tasks: readonly Task[]): Subject => ({
  kind: 'tasks',
  items: tasks.map((t) => ({ kind: 'indicator', agencyId: t.agencyId, indicatorId: t.indicatorId, year: t.year, quarter: t.quarter })),
})

/** One report after the other through all that is open, beginning with `from`. */
export function* walkTasks(setting: Setting, from?: ReportKey): Talk<Turn> {
  const { items } = yield* know({ ask: 'tasks' })
  const open = openTasks(items)
  const first = from && open.findIndex((task) => isSameReport(task, from))
  // What stands before it comes at the end.
  const queue = first && first > 0 ? [...open.slice(first), ...open.slice(0, first)] : open
  const [key] = queue
  if (!key) return says(message([line(setting.texts, items.length > 0 ? 'report.all-done' : 'tasks.none')]))
  const walk: Walk = { queue: queue.map(keyOf), at: 0 }
  return yield* openReport(setting, keyOf(key), { walk })
}

export const keyOf = ({ indicatorId, year, quarter }: ReportKey): ReportKey => ({ indicatorId, year, quarter })

function byPeriod(items: readonly Task[]): Task[][] {
  const groups = new Map<string, Task[]>()
  for (const task of items) {
    const key = `${task.year}-${task.quarter}-${task.due}`
    groups.set(key, [...(groups.get(key) ?? []), task])
  }
  return [...groups.values()]
}

function dueLine(task: Task, today: string, { texts }: Setting): string {
  if (task.due < today)
    return texts.plain('tasks.late', { date: writeDate(task.due, texts, 'medium'), lock: writeDate(task.lock, texts, 'medium') })
  return texts.plain('tasks.due', { date: writeNearDate(task.due, today, texts) })
}

function taskLine(task: Task, number: number, { texts }: Setting): string {
  const values = { number, name: task.name }
  if (task.figure) return texts.plain('tasks.item-done', { ...values, value: writeTyped(task.figure, task, texts) })
  return texts.plain('tasks.item', { ...values, target: writeTarget(task.target, task, texts) })
}
