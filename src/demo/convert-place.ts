import type { Choices } from './choices.ts'
import type { Note } from './convert-scales.ts'
import { slug } from './source-keys.ts'
import { governmentNameIn, zoneIn } from './source-place.ts'
import { isRow, numberIn, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** Whose year a file is, and where. */
export type Place = {
  governmentKey: string
  governmentName: string
  zone: 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'
  agencyKey: string
  agencyName: string
  shortName: string
  year: number
}

/** Reads the agency, its government and the year; what stands in for something that is not stated is noted. */
export function placeOf(source: SourceRow, choices: Choices, note: Note): Place {
  const agency = isRow(source['agency']) ? source['agency'] : {}
  const agencyName = textOf(agency, 'name') ?? textOf(agency, 'short') ?? 'Perangkat Daerah'
  const shortName = textOf(agency, 'short') ?? textOf(agency, 'shortName') ?? initials(agencyName)
  const governmentName = governmentNameIn(agency) ?? 'Pemerintah Daerah'
  if (governmentNameIn(agency) === undefined) note('government', 'not named; “Pemerintah Daerah” stands in')
  const given = numberIn(agency['year'] ?? source['year'])
  const stated = given !== undefined && /^(19|20)\d\d$/.test(given) ? Number(given) : undefined
  const newest = newestYear(source)
  const year = stated ?? newest ?? 2000
  if (stated === undefined)
    note(
      'year',
      newest
        ? `not stated as a year; ${year} is taken from the figures`
        : `stated nowhere; ${year} stands in, correct it before the import`,
    )
  if (!textOf(agency, 'short')) note('agency', `no short name; ${shortName} is taken`)
  const zone = zoneIn(agency, governmentName)
  if (!zone && !choices.government?.zone) note('government', 'its time zone does not follow from the file; Asia/Jakarta (WIB) is taken')
  if (choices.government?.demo === undefined) note('government', 'marked as demo: its seats stand open on the local chat page')
  const key = shortName.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '')
  return {
    governmentKey: choices.government?.key ?? slug(governmentName.replace(/^provinsi\s+/i, '')),
    governmentName,
    zone: zone ?? 'Asia/Jakarta',
    agencyKey: choices.agency?.key ?? (key === '' ? 'OPD' : key),
    agencyName,
    shortName,
    year,
  }
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => !/^(dan|kota|kabupaten|provinsi)$/i.test(word))
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 8)

const newestYear = (source: SourceRow): number | undefined => {
  const figures = rowsOf(source, 'indicators').flatMap((row) => (isRow(row['realisasiByYear']) ? Object.keys(row['realisasiByYear']) : []))
  const money = rowsOf(source, 'budget').map((row) => numberIn(row['year']) ?? '')
  const years = [...figures, ...money].filter((year) => /^(19|20)\d\d$/.test(year)).map(Number)
  return years.length ? Math.max(...years) : undefined
}
