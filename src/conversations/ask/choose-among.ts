import { runningPeriod } from '../../calendar/periods.ts'
import type { AgencyName, Answers, QuarterNumber } from '../../domain/requests/requests.ts'
import type { Action } from '../../message/action.ts'
import type { Button } from '../../message/message.ts'
import { exampleAgency } from '../own-agency.ts'
import { line, message } from '../say.ts'
import { button, onceButton, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import type { Question } from './read-question.ts'
import type { ViewName } from './show-agency.ts'
import { agencyTitle } from './lines/agency-title.ts'

type Option = { label: string; action: Action }

/** Names that fit as buttons, the nearest ones as a question, and what to write where nothing comes close. */
export function* chooseAmong(setting: Setting, question: Question, found: Answers['find'], view: ViewName): Talk<Turn> {
  const { texts } = setting
  const options = [...(yield* agencyOptions(setting, question, found.agencies, view)), ...indicatorOptions(setting, question, found)]
  const [first] = options
  if (!first) return yield* notFound(setting, question)
  const text = question.name
  if (!found.exact && options.length === 1) {
    const yes = onceButton(texts.plain('common.yes'), first.action, 'primary')
    return says(
      message([line(texts, 'ask.did-you-mean', { name: first.label })], {
        buttons: [[yes, onceButton(texts.plain('common.no'), { kind: 'dismiss' })]],
      }),
    )
  }
  const buttons = options.map(({ label, action }): Button[] => [button(label, action)])
  const asking = found.exact ? line(texts, 'ask.which', { count: options.length, text }) : line(texts, 'ask.did-you-mean-which', { text })
  return says(message([asking], { buttons }))
}

/** A button needs its period: the house knows each agency's. One without a plan is no choice. */
export function* agencyOptions(setting: Setting, question: Question, agencies: readonly AgencyName[], view: ViewName): Talk<Option[]> {
  const { year, quarter } = question
  const options: Option[] = []
  for (const agency of agencies) {
    const period =
      year !== undefined
        ? { year, quarter: quarter ?? 0 }
        : yield* know({ ask: 'agency', agencyId: agency.id, ...(quarter !== undefined && { quarter }) })
    if (!period) continue
    options.push({
      label: agencyTitle(agency),
      action: { kind: 'capaian', agencyId: agency.id, year: period.year, quarter: period.quarter, view, page: 0 },
    })
  }
  return options
}

const indicatorOptions = ({ today }: Setting, { quarter }: Question, { indicators }: Answers['find']): Option[] => {
  const severalAgencies = new Set(indicators.map(({ agencyId }) => agencyId)).size > 1
  return indicators.map(({ indicatorId, name, agency, year }) => ({
    label: severalAgencies ? `${name} · ${agency}` : name,
    action: { kind: 'detail', indicatorId, year, quarter: quarter ?? newestIn(year, today) },
  }))
}

const newestIn = (year: number, today: string): QuarterNumber => {
  const running = runningPeriod(today)
  return running.year === year ? running.quarter : 0
}

/** The example is a name that the person may see. */
function* notFound(setting: Setting, { name }: Question): Talk<Turn> {
  const { texts } = setting
  const example = yield* exampleAgency(setting)
  if (!example) return says(message([line(texts, 'ask.nothing-seen')]))
  return says(message([line(texts, 'ask.not-found', { text: name, example: example.shortName })]))
}
