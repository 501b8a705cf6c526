import type { Choices } from './choices.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import { slug } from './source-keys.ts'
import { rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'
import type { Note } from './convert-scales.ts'

type PersonInput = NonNullable<DocumentInput['people']>[number]
type UnitInput = NonNullable<DocumentInput['units']>[number]
type Place = { governmentKey: string; governmentName: string; agencyKey: string; agencyName: string; shortName: string }
type Assigned = { key: string; unit?: string; standing: string }

/** People invented by position: a head for every unit, a second officer in one, a verifier, the head of the agency, and leadership. */
export function convertPeople(
  source: SourceRow,
  place: Place,
  units: UnitInput[],
  indicators: Assigned[],
  { staffUnit, plainSeats }: Pick<Choices, 'staffUnit' | 'plainSeats'>,
  note: Note,
): PersonInput[] {
  const own = slug(place.agencyKey)
  // Short names of agencies repeat in other governments; a seat is one person's among all of them.
  const local = (key: string): PersonInput['identities'] => [
    { channel: 'local', platformId: plainSeats || key.endsWith(place.governmentKey) ? key : `${place.governmentKey}-${key}` },
  ]
  const person = (key: string, name: string, roles: NonNullable<PersonInput['roles']>): PersonInput => ({
    key,
    name,
    roles,
    identities: local(key),
  })
  const heads = units.map((unit): PersonInput => {
    const name = headOf(unit.name)
    const key = `${own}-${slug(name)}`
    return {
      key,
      name,
      roles: [{ role: 'officer', scope: 'unit', unit: unit.key }],
      responsible: indicators
        .filter(({ unit: of, standing }) => of === unit.key && standing !== 'component')
        .map((indicator) => indicator.key),
      identities: local(key),
    }
  })
  const second = units.find(({ name }) => name === staffUnit) ?? units.find(({ key }) => indicators.some(({ unit }) => unit === key))
  const staff = second
    ? [person(`${own}-${slug(`staf ${second.name}`)}`, `Staf ${second.name}`, [{ role: 'officer', scope: 'unit', unit: second.key }])]
    : []
  const verifier = person(`${own}-verifikator`, `Verifikator ${place.shortName}`, [{ role: 'verifier', scope: 'agency' }])
  const leaders = leadership(source, place).map(({ key, name }) => person(key, name, [{ role: 'leadership', scope: 'government' }]))
  const head = headOfAgency(place)
  const same = leaders.find(({ name }) => name === head)
  note(
    'people',
    `${heads.length} unit heads, ${staff.length} staff, a verifier, “${head}” and ${leaders.length} leaders are invented by position`,
  )
  const agencyHead = person(same?.key ?? (head === 'Sekretaris Daerah' ? leaderKey(place, head) : `${own}-${slug(head)}`), head, [
    { role: 'head', scope: 'agency' },
    ...(same?.roles ?? []),
  ])
  return [...heads, ...staff, verifier, agencyHead, ...leaders.filter((leader) => leader !== same)]
}

const leaderKey = (place: Place, name: string): string => {
  const key = slug(name)
  return key.endsWith(place.governmentKey) || key.includes(place.governmentKey.split('-').at(-1) ?? key)
    ? key
    : `${key}-${place.governmentKey}`
}

/** "Bagian Hukum" has a "Kepala Bagian Hukum"; what is already a position stays one. */
const headOf = (unit: string): string =>
  /^(kepala|ketua|koordinator|sub koordinator|asisten|sekretaris)\b/i.test(unit)
    ? unit
    : /^\S*\s*\(|^BKD|^induk/i.test(unit)
      ? `Pengelola Kinerja ${unit}`
      : `Kepala ${unit}`

const headOfAgency = ({ agencyName, shortName }: Place): string => {
  if (/^sekretariat daerah/i.test(agencyName)) return 'Sekretaris Daerah'
  if (/^inspektorat/i.test(agencyName)) return 'Inspektur'
  if (/^kecamatan/i.test(agencyName)) return `Camat ${agencyName.replace(/^kecamatan\s+/i, '')}`
  return `Kepala ${shortName}`
}

/** Regional head, secretary and assistants as far as the file names their positions; else the regional head alone. */
function leadership(source: SourceRow, place: Place): { key: string; name: string }[] {
  const positions = rowsOf(source, 'roles')
    .map((row) => (textOf(row, 'position') ?? '').replace(/^(pj|plt|plh|pjs)\.?\s+/i, ''))
    .filter((position) => /^((wakil )?(wali\s?kota|bupati|gubernur)|sekretaris daerah|asisten)\b/i.test(position) && position.length < 80)
  const regional = positions.some((position) => /^(wali\s?kota|bupati|gubernur)/i.test(position))
    ? []
    : [regionalHead(place.governmentName)]
  return [...new Set([...regional, ...positions])].map((name) => ({ key: leaderKey(place, name), name }))
}

const regionalHead = (government: string): string => {
  if (/^kota\b/i.test(government)) return `Wali ${government}`
  if (/^kabupaten\b/i.test(government)) return `Bupati ${government.replace(/^kabupaten\s+/i, '')}`
  return `Gubernur ${government.replace(/^provinsi\s+/i, '')}`
}

const planning = [/perencanaan/i, /tata usaha/i, /^sekretariat$|sekretariat (badan|dinas|bkpsdm|bkd)/i, /sekretariat|umum/i]

/** The unit that answers for what no unit is named for: planning, tata usaha, the secretariat. */
export function defaultUnit(source: SourceRow, named: string[]): string {
  const positions = rowsOf(source, 'roles')
    .filter((row) => row['external'] !== true)
    .flatMap((row) => [textOf(row, 'position') ?? '', textOf(row, 'unit') ?? ''])
    .filter((text) => /^(sub ?bagian|subbag|bagian|bidang|sekretariat)\b/i.test(text) && !/[;(:]/.test(text) && text.length < 80)
  for (const pattern of planning) {
    const found = [...named, ...positions].find((unit) => pattern.test(unit) && !/^kepala|dp korpri/i.test(unit))
    if (found) return found
  }
  return 'Sekretariat'
}

/** Whether a responsible party is a unit of this agency, its head, or somebody outside. */
export function partyOf(name: string, place: Pick<Place, 'shortName' | 'agencyName'>, external: string[]): 'unit' | 'head' | 'outside' {
  if (external.some((other) => other.toLowerCase().startsWith(name.toLowerCase()))) return 'outside'
  const short = place.shortName.toLowerCase()
  const said = name.toLowerCase()
  if (
    said === short ||
    said === place.agencyName.toLowerCase() ||
    new RegExp(`^kepala (badan|dinas|${short.replace(/\W/g, '.')})\\b`).test(said)
  )
    return 'head'
  return 'unit'
}
