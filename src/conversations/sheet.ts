import type { Sheet } from '../message/incoming.ts'
import type { Part } from '../message/message.ts'
import type { ReportKey, Task } from '../domain/requests/requests.ts'
import { Decimal } from '../domain/decimal.ts'
import type { Locale } from '../text/texts.ts'
import { toldApart } from './not-used.ts'
import { placeOf } from './place-in-list.ts'
import { line } from './say.ts'
import type { Said, Setting, Turn } from './session.ts'
import { openSeveral } from './several.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { fitting, taskNamed } from './task-named.ts'
import { keyOf } from './tasks.ts'

/** A row with its value, and the report that it is for: by the task that is named, or by its number. `fits` are several that may be meant. */
type Row = { row: number; task?: Task; number?: number; fits?: readonly Task[]; name: string; text: string }

/** “Realisasi”, “Realisasi TW III 2024”; no name of an indicator (“Nilai AKIP”). */
const valueHeading =
  /^(?:realisasi|nilai|hasil|angka|realisation|value|actual)(?: fisik)?(?: (?:tw|triwulan|q|quarter) ?[ivx\d]+)?(?: \d{4})?$/i

/** The column whose heading says that it holds the values; -1 where none does. */
const headed = (cells: readonly (string | number)[]): number =>
  cells.findIndex((cell) => typeof cell === 'string' && valueHeading.test(cell))

/** A cell as somebody would type it, without marks of thousands, which would only be doubtful. Excel keeps 15 digits; what stands behind them is its own. */
const typed = (cell: string | number, locale: Locale): string =>
  typeof cell === 'number'
    ? new Decimal(cell)
        .toSignificantDigits(15)
        .toFixed()
        .replace('.', locale === 'id' ? ',' : '.')
    : cell

const hasWords = (cell: string | number): cell is string => typeof cell === 'string' && /\p{L}{2}/u.test(cell)

/**
 * The rows of a sheet that name one of these tasks, or have a number before their value, with the value: the column that is headed so
 * (“Realisasi”), or the last filled cell. A row without a value is not filled in yet, and left out.
 */
export function readRows(sheet: Sheet, tasks: readonly Task[], locale: Locale): Row[] {
  const rows: Row[] = []
  // What stands above the heading is a title: “Tahun | 2024” is no answer.
  const top = sheet.findIndex((cells) => headed(cells) >= 0)
  let column = -1
  for (const [at, cells] of sheet.entries()) {
    if (at < top) continue
    const heading = headed(cells)
    if (heading >= 0) {
      column = heading
      continue
    }
    const place = column >= 0 ? column : cells.findLastIndex((cell) => cell !== '')
    const value = cells[place]
    if (place < 1 || value === undefined || value === '') continue
    const before = cells.slice(0, place)
    const text = typed(value, locale)
    const names = before.filter(hasWords)
    const [found, ...others] = meantBy(names, tasks)
    const number = Number(String(before[0]).replace(/[.)]$/, ''))
    if (found && others.length === 0) rows.push({ row: at + 1, task: found, name: found.name, text })
    else if (found) rows.push({ row: at + 1, fits: [found, ...others], name: names[0] ?? '', text })
    else if (names.length > 0) rows.push({ row: at + 1, name: names[0] ?? '', text })
    else if (Number.isInteger(number) && number > 0 && number < 1000) rows.push({ row: at + 1, number, name: String(number), text })
  }
  return rows
}

/** The tasks that the words of a row may mean: the one that a cell names, else what fits all cells that name several (a unit beside a name). */
function meantBy(names: readonly string[], tasks: readonly Task[]): readonly Task[] {
  const matches = names.map((name) => fitting(taskNamed(name, tasks))).filter((match) => match.length > 0)
  const one = matches.find((match) => match.length === 1)
  return one ?? matches.reduce((left, match) => keepAny(left, match), matches[0] ?? [])
}

const keepAny = (left: readonly Task[], match: readonly Task[]): readonly Task[] => {
  const both = left.filter((task) => match.includes(task))
  return both.length > 0 ? both : left
}

/** Several values in a workbook that was sent by itself: shown like a list that was typed, before anything is saved. Nothing where none of its rows is an answer: then it is evidence. */
export function* listedInSheet(said: Extract<Said, { kind: 'files' }>, setting: Setting): Talk<Turn | undefined> {
  const { active, repliedTo, texts } = setting
  const [file] = said.files
  if (!said.sheet || !file || active?.step === 'evidence' || repliedTo?.kind === 'indicator') return undefined
  const { items } = yield* know({ ask: 'tasks' })
  const rows = readRows(said.sheet, items, texts.locale)
  // Answers by number alone mean the list that was shown last.
  const shown: ReportKey[] = repliedTo?.kind === 'tasks' ? repliedTo.items : yield* know({ ask: 'last-task-list' })
  const list = [...shown]
  const before: Part[] = [line(texts, 'report.several.sheet', { file: file.name })]
  const answers = rows.flatMap(({ row, task, number, fits, name, text }) => {
    if (number !== undefined && number <= shown.length) return [{ number, text }]
    if (task) return [{ number: placeOf(keyOf(task), list), text }]
    const said = { row, name: name.slice(0, 80), text: text.slice(0, 40) }
    if (fits) before.push(line(texts, 'report.several.ambiguous-row', { ...said, count: fits.length, names: toldApart(fits, texts) }))
    else if (/\d/.test(text)) before.push(line(texts, 'report.several.unknown-row', said))
    return []
  })
  if (answers.length === 0) return undefined
  return yield* openSeveral(setting, answers, list, before)
}
