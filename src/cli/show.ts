import type { QuarterNumber } from '../domain/requests/requests.ts'
import { everyAgency } from '../store/plans/names.ts'
import type { KnownAgency } from '../store/plans/names.ts'
import { matchNames } from '../text/match-names.ts'
import { createTexts } from '../text/texts.ts'
import { agencyFacts } from '../use-cases/ask/answer-agency.ts'
import { defineCommand } from './command.ts'
import { agencyJson } from './show/agency-json.ts'
import { agencyText } from './show/agency-text.ts'

/** Everything about an agency in a year or a quarter: the same code that answers `/capaian`. The form of --json is in show/agency-json.ts. */
export const show = defineCommand({
  name: 'show',
  summary: 'Show an agency: every indicator with its capaian and working, objectives, budget, comparisons, efficiency.',
  example: 'capaian show kota-bekasi/SETDA 2024 --quarter 3 --json',
  positionals: [{ name: 'AGENCY' }, { name: 'YEAR', optional: true }],
  options: {
    quarter: { type: 'string', value: 'N', help: 'a quarter, 1 to 4; without it the year, and without a year what was reported last' },
    language: { type: 'string', value: 'id|en', help: 'the language of the text; id unless said' },
  },
  house: true,
  json: true,
  run: async (context, { positionals: [asked = '', year], options: { quarter, language = 'id' } }) => {
    if (year !== undefined && !/^(19|20)\d\d$/.test(year)) return wrong(context, `“${year}” is no year; for example 2024`)
    if (quarter !== undefined && !/^[1-4]$/.test(quarter)) return wrong(context, `“${quarter}” is no quarter; 1, 2, 3 or 4`)
    if (language !== 'id' && language !== 'en') return wrong(context, `“${language}” is no language; id or en`)
    const { database } = await context.openHouse()
    const chosen = chooseAgency(asked, await everyAgency(database.prisma))
    if (typeof chosen === 'string') return refused(context, chosen)
    const need = { agencyId: chosen.id, ...(year && { year: Number(year) }), ...(quarter && { quarter: Number(quarter) as QuarterNumber }) }
    const asker = { governmentId: chosen.governmentId, zone: chosen.zone, officer: false }
    const facts = await agencyFacts(database.prisma, asker, need, context.now().toISOString())
    if (!facts) return refused(context, `${placeOf(chosen)} has no plan${year ? ` of ${year}` : ''}`)
    const texts = createTexts(language)
    context.json(agencyJson(facts, chosen.governmentKey, texts))
    context.out(agencyText(facts, texts))
    return 0
  },
})

type Saying = { err: (text: string) => void; json: (value: unknown) => void }
const wrong = ({ err, json }: Saying, text: string): 2 => {
  err(`capaian show: ${text}`)
  json({ error: text })
  return 2
}
const refused = ({ err, json }: Saying, text: string): 1 => {
  err(`capaian show: ${text}`)
  json({ error: text })
  return 1
}

const placeOf = ({ governmentKey, key }: KnownAgency): string => `${governmentKey}/${key}`

/** The agency of a key, `SETDA` or `kota-bekasi/SETDA`, whatever the case; else what to say of it. */
export const chooseAgency = (asked: string, known: readonly KnownAgency[]): KnownAgency | string => {
  const wanted = asked.toLowerCase()
  const found = known.filter((agency) => [agency.key, placeOf(agency)].some((name) => name.toLowerCase() === wanted))
  const [one, ...more] = found
  if (one && more.length === 0) return one
  if (one) return `“${asked}” is the key of several agencies: ${found.map(placeOf).join(', ')}. Write one of these.`
  const near = matchNames(
    asked.replace('/', ' '),
    known.map((agency) => ({ id: placeOf(agency), names: [agency.key, agency.name, placeOf(agency)] })),
  )
  const names = near.kind === 'none' ? known.map(placeOf) : near.kind === 'one' ? [near.id] : near.ids
  if (names.length === 0) return 'there is no agency yet; capaian import brings one'
  return `there is no agency with the key “${asked}”. ${near.kind === 'none' ? 'There are' : 'Is meant'}: ${names.slice(0, 10).join(', ')}`
}
