import { quarterName } from '../../domain/requests/requests.ts'
import type { AgencyFacts, Answers, Task, Viewer } from '../../domain/requests/requests.ts'
import type { Button, Part } from '../../message/message.ts'
import { writeNearDate, writePeriod } from '../../text/write-date.ts'
import { writeTarget } from '../../text/write-figure.ts'
import { writePercent } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import { onlyAgencyHere } from '../in-room.ts'
import { ownAgency } from '../own-agency.ts'
import { line, message, spans } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import type { Question } from './read-question.ts'
import { showAgency } from './show-agency.ts'
import { agencyTitle } from './lines/agency-title.ts'
import { indicatorLine } from './lines/indicator-line.ts'
import { markOf } from './lines/mark.ts'

/** More tasks than these are a list of their own. */
export const mostTasks = 8
/** So many agencies fit into one answer. */
export const mostAgencies = 8

/**
 * `/capaian` without a name: an officer sees what is due from them in the running period, others their agency, those above several
 * agencies a line for each; in a room it is the room's agency, or a line for each that it covers.
 */
export function* myCapaian(setting: Setting, { year, quarter }: Question): Talk<Turn> {
  const period = { ...(year !== undefined && { year }), ...(quarter !== undefined && { quarter }) }
  const only = onlyAgencyHere(setting)
  if (only !== undefined) return yield* showAgency(setting, { agencyId: only, ...period })
  const group = setting.room !== undefined && setting.room.covers !== 'all'
  if (!group && onlyOfficer(setting.viewer) && year === undefined && quarter === undefined) {
    const mine = yield* myTasks(setting)
    if (mine) return mine
  }
  const agencies = yield* know({ ask: 'agencies' })
  const own = group ? undefined : ownAgency(setting.viewer, agencies)
  if (own) return yield* showAgency(setting, { agencyId: own.id, ...period })
  if (agencies.length === 0) return says(message([line(setting.texts, 'ask.nothing-seen')]))
  return yield* everyAgency(setting, agencies, period)
}

export const onlyOfficer = ({ grants }: Viewer): boolean => grants.length > 0 && grants.every(({ role }) => role === 'officer')

/** What is due from an officer, reported or not; nothing where nothing is. */
function* myTasks(setting: Setting): Talk<Turn | undefined> {
  const { texts } = setting
  const { items, running, today } = yield* know({ ask: 'tasks' })
  const tasks = items.filter((task) => task.year === running.year && task.quarter === running.quarter)
  const [first] = tasks
  if (!first) return undefined
  const facts = yield* know({ ask: 'agency', agencyId: first.agencyId, ...running })
  if (!facts) return undefined
  const open = tasks.filter(({ state }) => state === 'due' || state === 'late')
  const period = writePeriod({ year: running.year, quarter: quarterName(running.quarter) }, texts)
  const done = tasks.filter(({ figure }) => figure !== undefined).length
  const listed = tasks.slice(0, mostTasks)
  const parts = [
    line(texts, 'ask.mine', { period, done, count: tasks.length }),
    ...(open.length > 0 ? [dueLine(open, today, texts)] : []),
    ...listed.map((task) => taskLine(task, facts, texts)),
    ...(tasks.length > listed.length ? [line(texts, 'ask.more', { count: tasks.length - listed.length })] : []),
  ]
  const label = texts.plain('ask.button.agency', { agency: facts.agency.shortName, period })
  const buttons: Button[][] = [
    ...(open.length > 0 ? [[button(texts.plain('ask.button.walk'), { kind: 'walk' }, 'primary')]] : []),
    [
      ...(tasks.length > listed.length ? [button(texts.plain('ask.button.tasks'), { kind: 'tasks' })] : []),
      button(label, { kind: 'capaian', agencyId: facts.agency.id, ...running, view: 'summary', page: 0 }),
    ],
  ]
  return says(message(parts, { buttons }))
}

/** The first date that something is due. */
export const dueLine = (tasks: readonly Task[], today: string, texts: Texts): Part => {
  const [first = today] = tasks.map(({ due }) => due).sort()
  return line(texts, 'ask.due', { due: writeNearDate(first, today, texts) })
}

const taskLine = (task: Task, { ids, assessment }: AgencyFacts, texts: Texts): Part => {
  const assessed = assessment.indicators.find(({ indicator }) => ids[indicator.key] === task.indicatorId)
  if (task.figure && assessed) return spans(indicatorLine(assessed, assessment.quarter, assessment.plan.agency.rules, texts))
  return line(texts, 'ask.mine-open', { name: task.name, target: writeTarget(task.target, task, texts) })
}

/** A line and a button for each agency. */
function* everyAgency({ texts }: Setting, agencies: Answers['agencies'], period: { year?: number; quarter?: Task['quarter'] }): Talk<Turn> {
  const lines: Part[] = []
  const buttons: Button[][] = []
  for (const agency of agencies.slice(0, mostAgencies)) {
    const facts = yield* know({ ask: 'agency', agencyId: agency.id, ...period })
    if (!facts) continue
    lines.push(agencyLine(facts, texts))
    const { year, quarter } = facts
    buttons.push([button(agencyTitle(agency), { kind: 'capaian', agencyId: agency.id, year, quarter, view: 'summary', page: 0 })])
  }
  return says(message([line(texts, lines.length > 0 ? 'ask.agencies' : 'ask.view.empty'), ...lines], { buttons }))
}

const agencyLine = ({ agency, year, quarter, assessment }: AgencyFacts, texts: Texts): Part => {
  const { value, shown, rating, entered, of } = assessment.headline
  const said = { agency: agencyTitle(agency), period: writePeriod({ year, quarter: quarterName(quarter) }, texts) }
  if (!value || !shown) return line(texts, 'ask.agency-line-none', said)
  const capaian = { kind: 'percent' as const, value, working: { formula: 'mean', terms: {} } }
  const mark = markOf({ capaian, shown, ...(rating && { rating }) }, texts)
  const percent = writePercent(shown, texts.locale, assessment.plan.agency.rules.decimals)
  return line(texts, 'ask.agency-line', { ...said, value: percent, mark, entered, of })
}
