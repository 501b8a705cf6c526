import { assessAgency } from '../../../src/domain/assess/assess.ts'
import { newestMoney } from '../../../src/domain/money/newest-money.ts'
import { quarterName } from '../../../src/domain/requests/requests.ts'
import type {
  AgencyFacts,
  AgencyName,
  Answers,
  Need,
  QuarterNumber,
  ReportingFacts,
  Request,
  Task,
  Viewer,
} from '../../../src/domain/requests/requests.ts'
import type { Part, Span } from '../../../src/message/message.ts'
import type { Setting, Turn } from '../../../src/conversations/session.ts'
import type { Talk } from '../../../src/conversations/talk.ts'
import { matchNames } from '../../../src/text/match-names.ts'
import { createTexts } from '../../../src/text/texts.ts'
import type { RealPlan } from './real-plans.ts'

const textsOf = { id: createTexts('id'), en: createTexts('en') }

export const head: Viewer = {
  personId: 7,
  governmentId: 1,
  name: 'Kepala Perangkat Daerah',
  locale: 'id',
  zone: 'Asia/Jakarta',
  grants: [{ role: 'leadership' }],
}

export const setting = (own: Partial<Setting> = {}, locale: 'id' | 'en' = 'id'): Setting => ({
  viewer: head,
  chat: { channel: 'local', id: 'head', kind: 'private' },
  texts: textsOf[locale],
  textsOf: (asked) => textsOf[asked],
  now: '2024-10-04T01:00:00Z',
  today: '2024-10-04',
  freshId: 1,
  suspended: [],
  ...own,
})

/** A house that knows some agencies; an id is the agency's place from 1, an indicator's the agency's hundred and its place. */
export type House = {
  agencies: { name: AgencyName; known: RealPlan; period: { year: number; quarter: QuarterNumber } }[]
  tasks?: Answers['tasks']
}

export const houseOf = (...plans: { known: RealPlan; quarter: QuarterNumber }[]): House => ({
  agencies: plans.map(({ known, quarter }, index) => {
    const { key, name, shortName, governmentName } = known.plan.agency
    return { name: { id: index + 1, key, name, shortName, governmentName }, known, period: { year: known.plan.year, quarter } }
  }),
})

export const indicatorId = (agencyId: number, place: number): number => agencyId * 1000 + place

/** Runs a talk to its end with the house's answers. Nothing is asked to be done: asking changes nothing. */
export const play = (talk: Talk<Turn>, house: House): Turn => {
  let step = talk.next()
  while (!step.done) step = talk.next(answer(step.value, house))
  return step.value
}

/** What such a house knows. Throws where it is asked for something else. */
export const answer = (need: Need | Request, house: House): unknown => {
  if ('do' in need) throw new Error(`asked to do ${need.do}`)
  switch (need.ask) {
    case 'agencies':
      return house.agencies.map(({ name }) => name)
    case 'agency':
      return agencyFacts(need, house)
    case 'find':
      return find(need.text, house)
    case 'reporting':
      return reporting(need, house)
    case 'tasks':
      return house.tasks
    case 'version':
    case 'waiting':
    case 'last-task-list':
    case 'absence':
    case 'alerts':
    case 'colleagues':
    case 'digest':
    case 'evidence':
    case 'late-officers':
    case 'over-with':
    case 'people':
    case 'room':
    case 'room-by-id':
    case 'room-scopes':
    case 'rules':
      throw new Error(`not asked here: ${need.ask}`)
  }
}

const agencyFacts = (
  { agencyId, year, quarter }: { agencyId: number; year?: number; quarter?: QuarterNumber },
  house: House,
): AgencyFacts | undefined => {
  const found = house.agencies[agencyId - 1]
  if (!found || (year !== undefined && year !== found.known.plan.year)) return undefined
  const { plan, reported } = found.known
  const asked = quarter ?? (year === undefined ? found.period.quarter : 0)
  const money = asked === 0 ? undefined : newestMoney(asked, (of) => assessAgency(plan, reported, of))
  return {
    agency: found.name,
    year: plan.year,
    quarter: asked,
    assessment: assessAgency(plan, reported, quarterName(asked)),
    ...(money && { money }),
    ids: Object.fromEntries(plan.indicators.map(({ key }, place) => [key, indicatorId(agencyId, place)])),
    versions: {},
    mine: true,
  }
}

const find = (text: string, { agencies }: House): Answers['find'] => {
  const agency = matchNames(
    text,
    agencies.map(({ name }) => ({ id: name, names: [name.key, name.name] })),
  )
  if (agency.kind === 'one') return { agencies: [agency.id], indicators: [], exact: true }
  const indicators = agencies.flatMap(({ name, known }) =>
    known.plan.indicators.map((indicator, place) => ({
      id: {
        indicatorId: indicatorId(name.id, place),
        agencyId: name.id,
        name: indicator.shortName,
        agency: name.shortName,
        year: known.plan.year,
      },
      names: [indicator.shortName, indicator.name, indicator.subject ?? ''],
    })),
  )
  const hit = matchNames(text, indicators)
  if (hit.kind === 'one' || hit.kind === 'several')
    return { agencies: [], indicators: hit.kind === 'one' ? [hit.id] : hit.ids.slice(0, 8), exact: true }
  return {
    agencies: agency.kind === 'nearest' ? agency.ids : [],
    indicators: hit.kind === 'nearest' && agency.kind === 'none' ? hit.ids : [],
    exact: false,
  }
}

const reporting = (
  { indicatorId: id, year, quarter }: { indicatorId: number; year: number; quarter: QuarterNumber },
  house: House,
): ReportingFacts | undefined => {
  const agencyId = Math.floor(id / 1000)
  const known = house.agencies[agencyId - 1]?.known
  const indicator = known?.plan.indicators[id % 1000]
  if (!known || !indicator) return undefined
  return {
    plan: { ...known.plan, indicators: [indicator] },
    agencyId,
    key: { indicatorId: id, year, quarter },
    reported: known.reported.filter(({ indicatorKey }) => indicatorKey === indicator.key),
    today: '2024-10-04',
    opens: '2024-10-01',
    due: '2024-10-07',
    lock: '2024-10-18',
    phase: 'open',
    mayReport: house.tasks?.items.some((task: Task) => task.indicatorId === id) ?? false,
  }
}

const written = (spans: Span[]): string => spans.map(({ text, style }) => (style === 'strong' ? `**${text}**` : text)).join('')
const linesOf = (part: Part): string[] => {
  if (part.kind === 'table') return [...(part.header ? [part.header] : []), ...part.rows].map((row) => `| ${row.join(' | ')} |`)
  return [part.kind === 'quote' ? `> ${written(part.spans)}` : written(part.spans)]
}

/** What a person sees of a turn, line by line; buttons in brackets, a file as what it is. */
export const seen = ({ messages }: Turn): string[] =>
  messages.flatMap(({ parts, buttons = [], file, urgency }) => [
    ...parts.flatMap(linesOf),
    ...buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' ')),
    ...(file ? [`(${file.kind}, ${urgency})`] : []),
  ])
