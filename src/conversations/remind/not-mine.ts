import type { Task } from '../../domain/requests/requests.ts'
import type { Button } from '../../message/message.ts'
import { heading, line, message, spans } from '../say.ts'
import { both, button, says, tells } from '../session.ts'
import type { Notice, Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { openTasks } from '../tasks.ts'

const most = 8

/** “Bukan tugas saya”: those who verify are told, so that somebody can look who is responsible. Of several it is asked which. */
export function* notMine(
  setting: Setting,
  { indicatorId, all }: { indicatorId?: number | undefined; all?: boolean | undefined },
): Talk<Turn> {
  const { texts } = setting
  const { items } = yield* know({ ask: 'tasks' })
  const open = openTasks(items).filter((task, at, tasks) => tasks.findIndex((other) => other.indicatorId === task.indicatorId) === at)
  const meant = all === true || open.length === 1 ? open : open.filter((task) => task.indicatorId === indicatorId)
  const [first] = meant
  if (open.length === 0) return says(message([line(texts, 'remind.not-mine.nothing')]))
  if (!first) {
    const each: Button[][] = open.slice(0, most).map((task) => [button(task.name, { kind: 'not-mine', indicatorId: task.indicatorId })])
    return says(
      message([line(texts, 'remind.not-mine.which')], {
        buttons: [...each, [button(texts.plain('remind.not-mine.all'), { kind: 'not-mine', all: true })]],
      }),
    )
  }
  const told =
    meant.length === 1
      ? line(texts, 'remind.not-mine.told', { name: first.name })
      : line(texts, 'remind.not-mine.told-several', { count: meant.length })
  return both(says(message([told])), tells(...noticesOf(meant, setting.viewer.name)))
}

/** One notice for each agency; pressed again it takes the place of the first. */
function noticesOf(tasks: readonly Task[], person: string): Notice[] {
  const agencies = [...new Set(tasks.map(({ agencyId }) => agencyId))]
  return agencies.map((agencyId) => ({
    to: { verifiersOf: { agencyId, orAdmins: true } },
    topic: `not-mine:${agencyId}:${person}`,
    write: (texts) => {
      const names = tasks.filter((task) => task.agencyId === agencyId).map(({ name }) => name)
      const shown = names.length > most ? [...names.slice(0, most), '…'] : names
      return message(
        [
          heading(texts.plain('remind.not-mine.heading', { person })),
          line(texts, 'remind.not-mine.explain', { person }),
          spans(shown.join('\n')),
        ],
        { urgency: 'notice' },
      )
    },
  }))
}
