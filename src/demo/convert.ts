import type { DocumentInput } from '../documents/shape/document.ts'
import { noChoices } from './choices.ts'
import type { Choices } from './choices.ts'
import { attachBenchmarks } from './convert-benchmarks.ts'
import { convertBudget } from './convert-budget.ts'
import { convertIndicators } from './convert-indicators.ts'
import type { ConvertedIndicator } from './convert-indicators.ts'
import { convertPeople, defaultUnit, partyOf } from './convert-people.ts'
import { checkAbsorption, checkCapaian, tellDoubtfulAggregations, tellUnread } from './convert-printed.ts'
import { placeOf } from './convert-place.ts'
import type { Place } from './convert-place.ts'
import { convertReports, linkMoney, roomOf } from './convert-reports.ts'
import { convertRules } from './convert-rules.ts'
import { convertScales, knownScale } from './convert-scales.ts'
import { slug, uniqueKeys } from './source-keys.ts'
import { isBlank, isRow, numberIn, rowsOf, textOf, unpublishedIn } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** The import document of a source file, and all that was unclear or chosen on the way, in the order of the file. */
export type Converted = { document: DocumentInput; notes: string[] }

/**
 * Makes an import document of a file with an agency's published year (performance agreement, realisations, budget, positions). Such files
 * differ in what they have and how they write it: nothing is special to an agency here, and what is not understood is left out and noted.
 * @throws where the file is no JSON object
 */
export function convert(source: unknown, choices: Choices = noChoices): Converted {
  if (!isRow(source) || !['agency', 'indicators', 'budget'].some((section) => section in source))
    throw new Error('The file is not a JSON object with agency, indicators, budget ...')
  const notes: string[] = []
  const note = (about: string, said: string): void => void notes.push(`${about}: ${said}`)
  const place = placeOf(source, choices, note)
  const { year } = place
  const indicators = convertIndicators(source, year, note)
  const printed = indicators.flatMap(({ row, capaianPrinted }) => {
    const category = textOf(row, 'categoryPrinted')
    return category && !isBlank(category) && !unpublishedIn(category) ? [{ category, capaian: numberIn(capaianPrinted) }] : []
  })
  const scales = convertScales(source, printed, note)
  const budget = convertBudget(source, year, note)
  linkMoney(indicators, budget, note)
  tellDoubtfulAggregations(indicators, note)
  checkCapaian(indicators, choices, note)
  checkAbsorption(source, note)
  tellUnread(source, note)
  const { units, unitOf } = unitsOf(source, place, indicators, choices, note)
  const objectives = objectivesOf(indicators)
  attachBenchmarks(source, place, indicators, note)
  const rules = { ...convertRules(source, indicators, scales, note), ...choices.rules }
  const { reports, realised } = convertReports(indicators, budget, year, choices, note)
  const people = convertPeople(
    source,
    place,
    units,
    indicators.map((one) => ({ key: one.indicator.key, unit: unitOf(one), standing: one.indicator.standing })),
    choices,
    note,
  )
  const known = choices.knownScales.filter((key) => !scales.scales.some((scale) => scale.key === key)).map(knownScale)
  const document: DocumentInput = {
    format: 1,
    government: { key: place.governmentKey, name: place.governmentName, zone: place.zone, demo: true, ...choices.government },
    agency: { key: place.agencyKey, name: place.agencyName, shortName: place.shortName, ...choices.agency },
    year,
    revision: { ...choices.revision },
    rules,
    scales: [...scales.scales, ...known],
    units,
    objectives: objectives.rows,
    indicators: indicators.map((one) => ({
      ...one.indicator,
      objective: objectives.keyOf(one),
      responsibleUnit: unitOf(one),
      ...choices.indicators[one.indicator.key],
    })),
    budget: budget.map(({ quarters: _, ...row }, i) => ({ ...row, realised: { ...row.realised, quarters: realised[i] } })),
    people,
    rooms: [roomOf(place)],
    reports: withPeople(reports, people),
  }
  for (const key of [...Object.keys(choices.indicators), ...Object.keys(choices.yearReports)])
    if (!indicators.some(({ indicator }) => indicator.key === key)) note(key, 'named by the choices, but no indicator has this key')
  return { document: withoutUndefined(document), notes }
}

/** Reports come from whoever answers for the indicator, and are verified by the verifier. */
function withPeople(
  reports: NonNullable<DocumentInput['reports']>,
  people: NonNullable<DocumentInput['people']>,
): DocumentInput['reports'] {
  const by = new Map(
    people.flatMap(({ key, responsible = [] }) => responsible.map((one) => [typeof one === 'string' ? one : one.indicator, key])),
  )
  const verifier = people.find(({ roles = [] }) => roles.some(({ role }) => role === 'verifier'))?.key
  return reports.map((report) => ({
    ...report,
    by: report.by ?? by.get(report.indicator),
    ...(verifier && { decidedBy: report.decidedBy ?? verifier }),
  }))
}

/** JSON has no undefined: the same document as a program will read it. */
const withoutUndefined = (document: DocumentInput): DocumentInput => JSON.parse(JSON.stringify(document)) as DocumentInput

function unitsOf(
  source: SourceRow,
  place: Place,
  indicators: ConvertedIndicator[],
  choices: Choices,
  note: (about: string, said: string) => void,
) {
  const external = rowsOf(source, 'roles').flatMap((row) => {
    const position = textOf(row, 'position') ?? ''
    return row['external'] === true ? [position] : /pengampu|penilai|evaluator/i.test(position) ? [textOf(row, 'unit') ?? ''] : []
  })
  const party = (one: ConvertedIndicator) => one.units.find((name) => partyOf(name, place, external) === 'unit')
  const named = [...new Set(indicators.map(party).filter((name) => name !== undefined))]
  const fallback = choices.defaultUnit ?? defaultUnit(source, named)
  const open = indicators.filter((one) => one.indicator.standing !== 'component' && party(one) === undefined)
  if (open.length) note('units', `${open.length} indicators name no unit of this agency; ${fallback} answers for them`)
  for (const { indicator, units } of indicators)
    if (units.length > 1) note(indicator.name, `several units are responsible (${units.join('; ')}); the first reports`)
  const inferred = indicators.filter(({ row }) => row['responsibleInferred'] === true).length
  if (inferred) note('units', `${inferred} responsible units follow from the organisation chart only`)
  const names = [...new Set([...named, ...(open.length ? [fallback] : [])])]
  const keys = uniqueKeys(names.map((name) => [name]))
  const keyOf = new Map(names.map((name, i) => [name, keys[i] ?? slug(name)]))
  return {
    units: names.map((name) => ({ key: keyOf.get(name) ?? slug(name), name })),
    unitOf: (one: ConvertedIndicator): string | undefined =>
      keyOf.get(party(one) ?? (one.indicator.standing === 'component' ? '' : fallback)),
  }
}

/** The objectives that agreement indicators stand under. Where there is one tujuan, it is above the others. */
function objectivesOf(indicators: ConvertedIndicator[]) {
  const named = indicators.flatMap((one) => {
    const name = textOf(one.row, 'parent')
    return one.indicator.standing === 'agreement' && name ? [{ name, level: one.indicator.level }] : []
  })
  const distinct = named.filter(({ name }, i) => named.findIndex((other) => other.name === name) === i)
  const keys = uniqueKeys(distinct.map(({ name, level }) => [name, level]))
  const tops = distinct.flatMap(({ level }, i) => (/^tujuan/i.test(level) ? [keys[i]] : []))
  const rows = distinct.map(({ name, level }, i) => ({
    key: keys[i] ?? slug(name),
    level,
    name,
    ...(tops.length === 1 && keys[i] !== tops[0] && { parent: tops[0] }),
  }))
  const keyOf = ({ row, indicator }: ConvertedIndicator): string | undefined =>
    indicator.standing === 'agreement' ? rows.find(({ name }) => name === textOf(row, 'parent'))?.key : undefined
  return { rows, keyOf }
}
