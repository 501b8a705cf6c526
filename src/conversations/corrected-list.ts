import { isSameReport } from '../domain/requests/requests.ts'
import type { ReportKey } from '../domain/requests/requests.ts'
import { readSeveral } from '../domain/typed/read-several.ts'
import type { NumberedAnswer } from '../domain/typed/read-several.ts'
import { draftOf } from './engine.ts'
import { readNamedList } from './named-list.ts'
import type { Strange } from './named-list.ts'
import { notUsed } from './not-used.ts'
import { placeOf } from './place-in-list.ts'
import { both } from './session.ts'
import type { Session, Setting, Turn } from './session.ts'
import { openSeveral, several } from './several.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'

/** A list that is shown: its answers by their numbers, and which report each number means. */
type Shown = { items: readonly (NumberedAnswer & { key: ReportKey })[]; list: ReportKey[] }

/**
 * A list, or a line of one, that is sent while another is shown and not saved yet: it puts right what it names again, adds what it names
 * first, and leaves the rest as it was. Nothing where the text is no list.
 */
export function* correctedList(text: string, session: Session, setting: Setting): Talk<Turn | undefined> {
  const draft = draftOf(several, session)
  if (!draft) return undefined
  const shown: Shown = { items: draft.items, list: yield* numbersOf(draft.items) }
  const numbered = readSeveral(text)
  const { answers, strange } = numbered ? { answers: numbered, strange: [] } : yield* named(text, shown)
  if (answers.length === 0) return undefined
  const newer = new Map(answers.map((answer) => [answer.number, answer]))
  const before = shown.items.map(({ number, text: old }) => newer.get(number) ?? { number, text: old })
  const added = [...newer.values()].filter(({ number }) => !shown.items.some((item) => item.number === number))
  const { active: _, ...rest } = setting
  const said = strange.map((one) => notUsed(one, setting.texts))
  const turn = yield* openSeveral(rest, [...before, ...added], shown.list, said)
  const opened = turn.sessions.length > 0
  return opened ? both({ messages: [], sessions: [{ kind: 'end', id: session.id, status: 'discarded' }] }, turn) : turn
}

/** What the numbers mean: those of the list that is shown, and of the newest list of tasks where that is the one it answers. */
function* numbersOf(items: Shown['items']): Talk<ReportKey[]> {
  const tasks = yield* know({ ask: 'last-task-list' })
  const isOfThese = ({ number, key }: Shown['items'][number]): boolean => {
    const task = tasks[number - 1]
    return task !== undefined && isSameReport(task, key)
  }
  const list = items.every(isOfThese) ? [...tasks] : []
  for (const { number, key } of items) list[number - 1] = key
  return list
}

/** Lines by names, under the numbers that their reports have in the list that is shown; what is new there gets the next ones. */
function* named(text: string, { list }: Shown): Talk<{ answers: NumberedAnswer[]; strange: Strange[] }> {
  const read = readNamedList(text, (yield* know({ ask: 'tasks' })).items, 1)
  if (!read) return { answers: [], strange: [] }
  const answers = read.answers.map((answer, at) => {
    const key = read.list[at]
    return key ? { ...answer, number: placeOf(key, list) } : answer
  })
  return { answers, strange: read.strange }
}
