import { quarterName } from '../../domain/requests/requests.ts'
import type { Part } from '../../message/message.ts'
import { writeDate, writeNearDate, writePeriod } from '../../text/write-date.ts'
import { welcome } from '../help.ts'
import { line, message } from '../say.ts'
import { both, button, onceButton, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { keyOf, openTasks } from '../tasks.ts'

/** The first message to somebody who has just joined: who they are here, what is due from them, and a report to try that is not saved. */
export function* firstMessage(setting: Setting): Talk<Turn> {
  const { texts } = setting
  const { items, today, unseen } = yield* know({ ask: 'tasks' })
  const hello = yield* welcome(setting)
  const open = openTasks(items)
  const parts: Part[] = []
  const [first] = open
  if (first) {
    const period = writePeriod({ year: first.year, quarter: quarterName(first.quarter) }, texts)
    const count = open.filter((task) => task.year === first.year && task.quarter === first.quarter).length
    const late = first.due < today
    const date = late ? writeDate(first.due, texts, 'medium') : writeNearDate(first.due, today, texts)
    parts.push(line(texts, late ? 'invite.due-late' : 'invite.due', { count, period, date }))
  }
  if (unseen > 0) parts.push(line(texts, 'invite.due-verify', { count: unseen }))
  if (parts.length === 0) return both(hello, says(message([line(texts, 'invite.due-none')])))
  if (!first) return both(hello, says(message(parts)))
  const buttons = [
    [
      onceButton(texts.plain('invite.try'), { kind: 'practice', ...keyOf(first) }, 'primary'),
      button(texts.plain('invite.see-tasks'), { kind: 'tasks' }),
    ],
  ]
  return both(hello, says(message([...parts, line(texts, 'invite.try-hint')], { buttons })))
}
