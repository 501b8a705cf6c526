import { readFigure } from '../domain/typed/parse-figure.ts'
import { isProse } from '../domain/typed/prose.ts'
import { isSameReport } from '../domain/requests/requests.ts'
import type { ReportKey, Task } from '../domain/requests/requests.ts'
import type { Texts } from '../text/texts.ts'
import { readName } from '../text/name-index.ts'
import { labelled } from './named-list.ts'
import { isMoneyNamed, physicalOf } from './report/read-value.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { fitting, taskNamed } from './task-named.ts'
import { openTasks } from './tasks.ts'

/** An answer that says itself which report it is for; of several with this name it has to be asked which. */
type AnswerByName = { text: string; tasks: readonly [Task, ...Task[]] }

/**
 * “Bantuan hukum: 12”, “Bantuan hukum 12” while a report is `at` hand: the figure alone, and whose it is. Nothing where no report is named.
 * The one at hand may be named in short; another that waits is meant where its whole name stands before a colon, or two words that fit it
 * alone, since “Nilai: 12” names none.
 */
export function* answerByName(given: string, at: ReportKey, texts: Texts): Talk<AnswerByName | undefined> {
  const text = given.trim()
  const { name = '', figure = '' } = labelled.exec(text)?.groups ?? {}
  const behindColon = looksLikeFigure(figure, texts)
  if (text.includes('\n') || isMoneyNamed(text) || (!behindColon && !/^\p{L}.*\d/u.test(text))) return undefined
  const { items } = yield* know({ ask: 'tasks' })
  const own = items.find((task) => isSameReport(task, at))
  const bare = own && behindName(text, own)
  if (own && bare !== undefined && looksLikeFigure(bare, texts)) return { text: bare, tasks: [own] }
  if (!behindColon) return undefined
  const meant = fitting(taskNamed(name, items))
  if (own && meant.includes(own)) return { text: figure, tasks: [own] }
  const { plain, words } = readName(name)
  const named = openTasks(meant).filter((task) => namesOf(task).some((one) => readName(one).plain === plain))
  const [first, ...more] = named.length > 0 || meant.length > 1 || words.length < 2 ? named : openTasks(meant)
  return first && { text: figure, tasks: [first, ...more] }
}

/** The figure alone, where the report at hand is named before it; else the text as it is. */
export function* withoutItsName(text: string, at: ReportKey, texts: Texts): Talk<string> {
  const named = yield* answerByName(text, at, texts)
  return named && isSameReport(named.tasks[0], at) ? named.text : text
}

const namesOf = ({ name, fullName }: Task): string[] => [name, fullName]

const behindName = (text: string, task: Task): string | undefined => {
  const name = namesOf(task).find((one) => text.toLowerCase().startsWith(`${one.toLowerCase()} `))
  return name && text.slice(name.length).trim()
}

/** Whether a text may be a figure, with its money or without: no sentence, and nothing that only has a digit in it. */
export const looksLikeFigure = (given: string, { locale }: Pick<Texts, 'locale'>): boolean => {
  const text = physicalOf(given)
  if (!/\d/.test(text) && text.trim().length > 40) return false
  const read = readFigure(text, { decimals: 2, grade: true, locale })
  return (
    (read.kind !== 'refused' || read.suggestion !== undefined || (read.reason === 'dash' && !/\p{L}/u.test(text))) && !isProse(text, read)
  )
}
