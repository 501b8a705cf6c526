import type { Task } from '../domain/requests/requests.ts'
import type { Button } from '../message/message.ts'
import type { IncomingFile } from '../message/incoming.ts'
import { unpublishedBehind } from '../domain/typed/typed-words.ts'
import { within } from '../text/within.ts'
import { labelled } from './named-list.ts'
import { openReport } from './report/report.ts'
import { indicatorOf } from './report/subject.ts'
import { line, message } from './say.ts'
import { button, onceButton, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { fitting, taskNamed } from './task-named.ts'
import { keyOf, openTasks, showTasks } from './tasks.ts'

const most = 8

/** `/lapor`: what to report, by buttons; `/lapor bantuan hukum` and `/lapor 1: 20` at once. */
export function* startReporting(setting: Setting, argument: string): Talk<Turn> {
  const { items } = yield* know({ ask: 'tasks' })
  if (argument !== '') {
    const named = yield* reportNamed(argument, setting)
    if (named) return named
    const found = yield* reportFound(argument, setting)
    if (found) return found
  }
  const open = openTasks(items)
  const [only] = open
  if (!only) return yield* showTasks(setting)
  if (open.length === 1) return yield* openReport(setting, keyOf(only))
  const question =
    argument === '' ? line(setting.texts, 'report.pick') : line(setting.texts, 'report.pick-unknown', { text: within(argument, 80) })
  return says(
    message([question], {
      buttons: [[button(setting.texts.plain('tasks.walk'), { kind: 'walk' }, 'primary')], ...pickButtons(open, {})],
    }),
  )
}

/**
 * A name with a figure behind it: in words (“… belum rilis”), behind a colon (“sakip: BB”), a grade with its number, rupiah, from the last
 * number on, or from the first on (“barang cetak 2.410; Rp 1,2 M”).
 */
const figureBehind = [
  unpublishedBehind,
  labelled,
  /^(.*\p{L}.*?)\s((?:aa|bb|cc|[abcd])\s*\([\d.,]+\))$/iu,
  /^([^\d]*?\p{L}[^\d]*?)\s((?:rp|idr)\.?\s*[-\d(].*)$/iu,
  /^(.*\p{L}.*?)[\s:=]+([-\d].*)$/u,
  /^([^\d]*[\p{L})])[\s:=]+(\d.*)$/u,
]

/** A report by the indicator's name, with a figure behind it or not: “bantuan hukum 1”. Nothing where no task is meant. */
export function* reportNamed(text: string, setting: Setting): Talk<Turn | undefined> {
  const { items } = yield* know({ ask: 'tasks' })
  for (const [name, figure] of [...figureBehind.map((shape) => shape.exec(text)?.slice(1) ?? []), [text, undefined]]) {
    if (!name) continue
    const tasks = fitting(taskNamed(name, items))
    if (tasks.length > 0) return yield* reportMeant(setting, { tasks, ...(figure && { text: figure }) })
  }
  return undefined
}

/** The report that is meant, with the answer that came along; of several it is asked which. */
export function* reportMeant(setting: Setting, { tasks, text }: { tasks: readonly Task[]; text?: string }): Talk<Turn> {
  const [only, ...others] = tasks
  if (only && others.length === 0) return yield* openReport(setting, keyOf(only), text ? { text } : {})
  return says(message([line(setting.texts, 'report.pick')], { buttons: pickButtons(tasks, setting, text) }))
}

/** The report of an indicator that is not among one's tasks: a colleague's, for whom one stands in, or one that is refused with the reason. */
function* reportFound(text: string, setting: Setting): Talk<Turn | undefined> {
  const { indicators } = yield* know({ ask: 'find', text, among: 'indicators' })
  const [only, ...others] = indicators
  if (!only || others.length > 0) return undefined
  const { running } = yield* know({ ask: 'tasks' })
  const key = { indicatorId: only.indicatorId, year: running.year, quarter: running.quarter }
  const facts = yield* know({ ask: 'reporting', ...key })
  const annual = facts !== undefined && indicatorOf(facts).targets.quarters.every((target) => target === null)
  return yield* openReport(setting, annual ? { ...key, quarter: 0 } : key)
}

/** Tasks as buttons; pressing one begins its report, with the answer that is waiting for it and was just `said`. */
export const pickButtons = (tasks: readonly Task[], { said }: Pick<Setting, 'said'>, text?: string, files?: IncomingFile[]): Button[][] =>
  tasks.slice(0, most).map((task) => [
    onceButton(task.name, {
      kind: 'report',
      ...keyOf(task),
      ...(text !== undefined && { text }),
      ...(files && { files }),
      ...(said && { message: said.id }),
    }),
  ])
