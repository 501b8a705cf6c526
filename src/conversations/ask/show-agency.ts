import type { AgencyFacts, QuarterNumber } from '../../domain/requests/requests.ts'
import { quarters } from '../../domain/period.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Action } from '../../message/action.ts'
import type { Button } from '../../message/message.ts'
import { writePeriod, writeQuarter } from '../../text/write-date.ts'
import type { Texts } from '../../text/texts.ts'
import { maySayHere } from '../in-room.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Letter, Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { agencyTitle } from './lines/agency-title.ts'
import { listedMembers } from './lines/members.ts'
import { summaryLines } from './lines/summary-lines.ts'
import type { Shown, View } from './views/view.ts'
import { viewAll } from './views/view-all.ts'
import { viewBudget } from './views/view-budget.ts'
import { viewObjectives } from './views/view-objectives.ts'
import { viewQuarters } from './views/view-quarters.ts'
import { viewTargets } from './views/view-targets.ts'

export type ViewName = Extract<Action, { kind: 'capaian' }>['view']
/** Which agency and period; without a period the house chooses it. */
export type AskedAgency = { agencyId: number; year?: number; quarter?: QuarterNumber; view?: ViewName; page?: number }

const viewSummary: View = (facts, _page, texts) => ({ parts: summaryLines(facts, texts), buttons: [], page: 0, pages: 1 })
const views: Readonly<Record<ViewName, View>> = {
  summary: viewSummary,
  all: viewAll,
  objectives: viewObjectives,
  quarters: viewQuarters,
  budget: viewBudget,
  targets: viewTargets,
}

/**
 * An agency's capaian in one of its views. Asked for anew, the summary is followed by its picture; a pressed button (`replaces`) changes
 * the message in place. An agency that the viewer may not see is answered like one that does not exist.
 */
export function* showAgency(setting: Setting, asked: AskedAgency, replaces?: number): Talk<Turn> {
  const { agencyId, year, quarter, view = 'summary', page = 0 } = asked
  if (!maySayHere(setting, agencyId)) return says(message([line(setting.texts, 'ask.gone')]))
  const facts = yield* know({ ask: 'agency', agencyId, ...(year !== undefined && { year }), ...(quarter !== undefined && { quarter }) })
  if (facts)
    return tellAgency(setting, facts, view, page, replaces !== undefined && staysInPlace(setting, facts, view) ? replaces : undefined)
  const agency = (yield* know({ ask: 'agencies' })).find(({ id }) => id === agencyId)
  if (!agency) return says(message([line(setting.texts, 'ask.gone')]))
  const named = { agency: agencyTitle(agency) }
  return says(
    message([year === undefined ? line(setting.texts, 'ask.no-plan-any', named) : line(setting.texts, 'ask.no-plan', { ...named, year })]),
  )
}

/**
 * Whether the pressed button stood in a view of an agency: those to another view, and those to a summary that name no agency. A button
 * that does (in a list of agencies, in an indicator's detail, “Ya”) leaves its message as it is and is answered below it.
 */
const staysInPlace = ({ pressed, texts }: Setting, { year }: AgencyFacts, view: ViewName): boolean => {
  if (!pressed || view !== 'summary') return true
  const periods = [...quarters.map((quarter) => writeQuarter(quarter, texts)), String(year)]
  return [texts.plain('ask.button.summary'), ...periods].includes(pressed.label)
}

/** The facts at hand, told. */
function tellAgency(setting: Setting, facts: AgencyFacts, view: ViewName, page: number, replaces?: number): Turn {
  const { texts } = setting
  const shown = views[view](facts, page, texts)
  const answer: Letter = message(shown.parts, {
    buttons: [
      ...shown.buttons.filter((row) => row.length > 0),
      ...pagingButtons(facts, view, shown, texts),
      ...viewButtons(facts, view, texts),
    ],
    ...(replaces !== undefined && { replaces }),
  })
  return says(
    answer,
    ...(view === 'summary' && replaces === undefined && facts.assessment.headline.of > 0 ? [picture(setting, facts)] : []),
  )
}

const toView = (facts: AgencyFacts, view: ViewName, page = 0): Action => ({
  kind: 'capaian',
  agencyId: facts.agency.id,
  year: facts.year,
  quarter: facts.quarter,
  view,
  page,
})

const pagingButtons = (facts: AgencyFacts, view: ViewName, { page, pages }: Shown, texts: Texts): Button[][] => {
  const row = [
    ...(page > 0 ? [button(texts.plain('common.previous-page'), toView(facts, view, page - 1))] : []),
    ...(page < pages - 1 ? [button(texts.plain('common.next-page'), toView(facts, view, page + 1))] : []),
  ]
  return row.length > 0 ? [row] : []
}

/** The other views; the one that is shown is left out. */
const viewButtons = (facts: AgencyFacts, view: ViewName, texts: Texts): Button[][] => {
  const labels: Record<ViewName, string> = {
    summary: texts.plain('ask.button.summary'),
    all: texts.plain('ask.button.all', { count: listedMembers(facts.assessment).length }),
    objectives: texts.plain('ask.button.objectives'),
    quarters: texts.plain('ask.button.quarters'),
    budget: texts.plain('ask.button.budget'),
    targets: texts.plain('ask.button.targets'),
  }
  const worth = (name: ViewName): boolean => {
    if (name === 'objectives') return facts.assessment.objectives.some(({ mean }) => mean.of > 0)
    return name !== 'budget' || facts.assessment.budget.length > 0
  }
  const others = (['summary', 'all', 'objectives', 'quarters', 'budget', 'targets'] as const).filter((name) => name !== view && worth(name))
  const buttons = others.map((name) => button(labels[name], toView(facts, name)))
  return [buttons.slice(0, 3), buttons.slice(3)].filter((row) => row.length > 0)
}

/** The picture follows as a notice: it is drawn when it is sent, and never delays the text. */
const picture = ({ texts }: Setting, { agency, year, quarter }: AgencyFacts): Letter => {
  const period = writePeriod({ year, quarter: quarterName(quarter) }, texts)
  return message([line(texts, 'ask.picture', { agency: agencyTitle(agency), period })], {
    urgency: 'notice',
    file: { kind: 'agency-picture', agencyId: agency.id, year, quarter, locale: texts.locale },
  })
}
