import type { Answers } from '../../domain/requests/requests.ts'
import { maySayHere } from '../in-room.ts'
import { line, message } from '../say.ts'
import { says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import type { Talk } from '../talk.ts'
import { know } from '../talk.ts'
import { chooseAmong } from './choose-among.ts'
import { myCapaian } from './my-capaian.ts'
import { myTargets } from './my-targets.ts'
import { readQuestion } from './read-question.ts'
import type { Question } from './read-question.ts'
import { showAgency } from './show-agency.ts'
import type { ViewName } from './show-agency.ts'
import { showIndicator } from './show-indicator.ts'

export { showAgency, showIndicator }

/**
 * `/capaian`: one's own without an argument, else the agency or indicator that is named, in the period that is named. Several hits and
 * near misses become buttons.
 */
export function* askCapaian(setting: Setting, argument: string): Talk<Turn> {
  const question = readQuestion(argument)
  if (question.strange !== undefined) return noSuchQuarter(setting, question.strange)
  if (question.name === '') return yield* myCapaian(setting, question)
  return yield* askByName(setting, question, 'summary')
}

/** `/target`: one's own targets without an argument, else those of the agency that is named; of an indicator, all about it. */
export function* askTargets(setting: Setting, argument: string): Talk<Turn> {
  const question = readQuestion(argument)
  if (question.strange !== undefined) return noSuchQuarter(setting, question.strange)
  if (question.name === '') return yield* myTargets(setting, question)
  return yield* askByName(setting, question, 'targets')
}

const noSuchQuarter = ({ texts }: Setting, text: string): Turn => says(message([line(texts, 'ask.no-such-quarter', { text })]))

/** What a name leads to; `view` is what is shown of an agency. */
function* askByName(setting: Setting, question: Question, view: ViewName): Talk<Turn> {
  const { name, year, quarter } = question
  const found = inRoom(setting, yield* know({ ask: 'find', text: name, among: 'both', ...(year !== undefined && { year }) }))
  const period = { ...(year !== undefined && { year }), ...(quarter !== undefined && { quarter }) }
  const [agency] = found.agencies
  const [indicator] = found.indicators
  const hits = found.agencies.length + found.indicators.length
  if (!found.exact || hits !== 1) return yield* chooseAmong(setting, question, found, view)
  if (agency) return yield* showAgency(setting, { agencyId: agency.id, ...period, view })
  if (indicator)
    return yield* showIndicator(setting, {
      indicatorId: indicator.indicatorId,
      year: indicator.year,
      ...(quarter !== undefined && { quarter }),
    })
  return yield* chooseAmong(setting, question, found, view)
}

/** A room hears of its own agencies alone: other names are unknown there. */
const inRoom = (setting: Setting, found: Answers['find']): Answers['find'] => ({
  ...found,
  agencies: found.agencies.filter(({ id }) => maySayHere(setting, id)),
  indicators: found.indicators.filter(({ agencyId }) => maySayHere(setting, agencyId)),
})
