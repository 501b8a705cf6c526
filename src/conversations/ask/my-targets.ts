import { quarterName } from '../../domain/requests/requests.ts'
import { writePeriod } from '../../text/write-date.ts'
import { writeTarget } from '../../text/write-figure.ts'
import { maySayHere, onlyAgencyHere } from '../in-room.ts'
import { ownAgency } from '../own-agency.ts'
import { line, message, spans } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { agencyOptions } from './choose-among.ts'
import { dueLine, mostAgencies, mostTasks, onlyOfficer } from './my-capaian.ts'
import type { Question } from './read-question.ts'
import { showAgency } from './show-agency.ts'

/** `/target` without a name: an officer's own targets of the running period, or those of the person's agency; in a room the room's. */
export function* myTargets(setting: Setting, { year, quarter }: Question): Talk<Turn> {
  const period = { ...(year !== undefined && { year }), ...(quarter !== undefined && { quarter }) }
  const only = onlyAgencyHere(setting)
  if (only === undefined && onlyOfficer(setting.viewer) && year === undefined && quarter === undefined) {
    const mine = yield* officersTargets(setting)
    if (mine) return mine
  }
  const agencies = (yield* know({ ask: 'agencies' })).filter(({ id }) => maySayHere(setting, id))
  const group = setting.room !== undefined && setting.room.covers !== 'all'
  const agencyId = only ?? (group ? undefined : ownAgency(setting.viewer, agencies)?.id)
  if (agencyId !== undefined) return yield* showAgency(setting, { agencyId, ...period, view: 'targets' })
  // Who looks after several is asked which: the first of them would be anybody's.
  const options = yield* agencyOptions(setting, { name: '', ...period }, agencies.slice(0, mostAgencies), 'targets')
  if (options.length === 0) return says(message([line(setting.texts, 'ask.nothing-seen')]))
  return says(message([line(setting.texts, 'ask.which-agency')], { buttons: options.map(({ label, action }) => [button(label, action)]) }))
}

function* officersTargets({ texts }: Setting): Talk<Turn | undefined> {
  const { items, running, today } = yield* know({ ask: 'tasks' })
  const tasks = items.filter((task) => task.year === running.year && task.quarter === running.quarter)
  if (tasks.length === 0) return undefined
  const period = writePeriod({ year: running.year, quarter: quarterName(running.quarter) }, texts)
  const lines = tasks.slice(0, mostTasks).map((task) => {
    const target = writeTarget(task.target, task, texts)
    return spans({ text: task.name, style: 'strong' }, ' ', texts.spans('ask.target-of', { target }))
  })
  const more = tasks.length > lines.length
  const parts = [
    line(texts, 'ask.target-mine', { period, count: tasks.length }),
    dueLine(tasks, today, texts),
    ...lines,
    ...(more ? [line(texts, 'ask.more', { count: tasks.length - lines.length })] : []),
  ]
  return says(message(parts, more ? { buttons: [[button(texts.plain('ask.button.tasks'), { kind: 'tasks' })]] } : {}))
}
