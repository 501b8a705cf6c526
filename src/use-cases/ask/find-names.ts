import type { AgencyName, Answers, Need, Viewer } from '../../domain/requests/requests.ts'
import { agencyNames, indicatorNames } from '../../store/plans/names.ts'
import type { IndicatorName } from '../../store/plans/names.ts'
import type { Reader } from '../../store/plans/plan-read.ts'
import { matchNames } from '../../text/match-names.ts'
import { shortName as briefName } from '../../text/short-name.ts'
import { readName } from '../../text/name-index.ts'
import { scopeOf } from './answer-agencies.ts'

type FindNeed = Omit<Extract<Need, { ask: 'find' }>, 'ask'>

/** More hits than these are no choice that fits a phone. */
const most = 8

/**
 * Agencies and indicators that a person may mean, among those that they may see, best first; `exact: false` where nothing fits and these
 * are the nearest. An agency named by its short name goes before everything; beside other words it says where to look (`setda bantuan hukum`).
 * @param now ISO instant in UTC: indicators are those of the newest year, unless the question names one
 */
export async function findNames(reader: Reader, viewer: Viewer, need: FindNeed, now: string): Promise<Answers['find']> {
  const scope = scopeOf(viewer)
  const agencies = await agencyNames(reader, scope)
  const named = agencies.filter((agency) => isNamed(need.text, agency))
  if (named.length > 0 && need.among !== 'indicators') return { agencies: named, indicators: [], exact: true }

  const within = agencyAmongWords(need.text, agencies)
  const found = need.among === 'indicators' ? nothing : matched(need.text, agencies, namesOfAgency)
  if (need.among === 'agencies') return { agencies: found.hits, indicators: [], exact: found.exact }

  const year = need.year ?? Number(now.slice(0, 4))
  const places = within.agency ? { ...scope, agencies: [within.agency.id] } : scope
  const indicators = await indicatorNames(reader, places, year, need.year !== undefined)
  const hits = matched(within.rest, indicators, namesOfIndicator)
  return combined(found, hits, within.agency !== undefined)
}

/** `byChance`: found by initials alone, as they stand within many a name. */
type Hits<T> = { hits: T[]; exact: boolean; byChance?: boolean }
const nothing: Hits<never> = { hits: [], exact: false }

/** What fits goes before what is merely near; where nothing fits, the nearest of both. */
const combined = (agencies: Hits<AgencyName>, indicators: Hits<IndicatorName>, within: boolean): Answers['find'] => {
  const exact = agencies.exact || indicators.exact
  const keep = <T>({ hits, exact: fits }: Hits<T>): T[] => (fits === exact ? hits : [])
  // Beside an agency that is near, an indicator whose initials merely hold the letters is not meant: `bkd` and Komponen Instalasi ... Bangunan.
  if (!exact && indicators.byChance && agencies.hits.length > 0) return { agencies: agencies.hits, indicators: [], exact }
  return { agencies: within ? [] : keep(agencies), indicators: toldApart(keep(indicators).slice(0, most)), exact }
}

const matched = <T>(text: string, things: readonly T[], namesOf: (thing: T) => string[]): Hits<T> => {
  const match = matchNames(
    text,
    things.map((thing) => ({ id: thing, names: namesOf(thing) })),
  )
  switch (match.kind) {
    case 'one':
    case 'several': {
      const hits = match.kind === 'one' ? [match.id] : match.ids
      const byChance = byInitials(text, hits, namesOf)
      return { hits, exact: !byChance, byChance }
    }
    case 'nearest':
      return { hits: match.ids, exact: false }
    case 'none':
      return nothing
  }
}

/** Whether a lone word was found by initials alone: `bkd` stands in many names by chance, so it is asked back. */
const byInitials = <T>(text: string, hits: readonly T[], namesOf: (thing: T) => string[]): boolean => {
  const [word, ...more] = readName(text).words
  if (word === undefined || more.length > 0 || word.length > 6) return false
  return !hits.some((hit) => namesOf(hit).some((name) => readName(name).words.some((one) => one.startsWith(word))))
}

const namesOfAgency = ({ key, shortName, name, governmentName }: AgencyName): string[] => [
  shortName,
  key,
  name,
  `${shortName} ${governmentName}`,
]
const namesOfIndicator = ({ name, shortName, subject, code }: IndicatorName): string[] => [
  ...new Set([shortName, name, ...(subject === null ? [] : [subject]), ...(code === null ? [] : [code])]),
]

const isNamed = (text: string, { key, shortName, governmentName }: AgencyName): boolean => {
  const asked = readName(text).plain
  return [key, shortName, `${shortName} ${governmentName}`].some((name) => readName(name).plain === asked)
}

/** `setda bantuan hukum`: the agency that one word names exactly, and the other words. */
const agencyAmongWords = (text: string, agencies: readonly AgencyName[]): { agency?: AgencyName; rest: string } => {
  const words = text.split(/\s+/).filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    const agency = agencies.find((known) => isNamed(word, known))
    if (agency && words.length > 1) return { agency, rest: words.filter((_, other) => other !== index).join(' ') }
  }
  return { rest: text }
}

type FoundIndicator = Answers['find']['indicators'][number]

/** Names repeat in real plans: those that are equal are told apart by the indicator's own name, by its unit, or by both. */
const toldApart = (hits: readonly IndicatorName[]): FoundIndicator[] => {
  const distinct = (names: string[]) => new Set(names).size === names.length
  return hits.map((hit) => {
    const namesakes = hits.filter(({ agencyId, shortName }) => agencyId === hit.agencyId && shortName === hit.shortName)
    const { indicatorId, agencyId, agency, year, shortName } = hit
    const named = (name: string): FoundIndicator => ({ indicatorId, agencyId, agency, year, name })
    if (namesakes.length === 1) return named(shortName)
    if (distinct(namesakes.map(({ unit }) => unit ?? ''))) return named(`${shortName} · ${hit.unit ?? ''}`)
    const own = briefName(hit.name)
    return named(distinct(namesakes.map(({ name }) => briefName(name))) ? own : [own, ...(hit.unit === null ? [] : [hit.unit])].join(' · '))
  })
}
