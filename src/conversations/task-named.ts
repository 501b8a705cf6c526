import type { Task } from '../domain/requests/requests.ts'
import { matchNames } from '../text/match-names.ts'
import type { NameMatch } from '../text/match-names.ts'
import { readName } from '../text/name-index.ts'

/**
 * Which task a person means: by the name that the bot shows, or by that of the agreement, where it is written out. Words of the latter find
 * nothing: “persen” stands in many of them, and in the column of units too.
 */
export const taskNamed = (text: string, tasks: readonly Task[]): NameMatch<Task> => {
  const { plain } = readName(text)
  const [exact, ...others] = tasks.filter(({ fullName }) => readName(fullName).plain === plain)
  if (exact && plain !== '') return others.length === 0 ? { kind: 'one', id: exact } : { kind: 'several', ids: [exact, ...others] }
  return matchNames(
    text,
    tasks.map((task) => ({ id: task, names: [task.name] })),
  )
}

/** Those that a text fits; what is merely near does not. */
export const fitting = (match: NameMatch<Task>): readonly Task[] =>
  match.kind === 'one' ? [match.id] : match.kind === 'several' ? match.ids : []
