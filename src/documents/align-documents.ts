import { canonical } from '../store/database/row-changes.ts'
import type { Document } from './shape/document.ts'

/**
 * What is stored, without that which an import never takes away or changes: units, accounts, rooms and reports that the new document
 * leaves out, people of the whole government, reminders and alert rules that it does not speak of, and dates that it leaves open. What then differs is what the import would do.
 */
export function alignWith(current: Document, next: Document): Document {
  const people = new Map(next.people.map((person) => [person.key, person]))
  const { reminders, alerts, ...rest } = current
  return {
    ...rest,
    ...(next.reminders && { reminders }),
    ...(next.alerts && { alerts }),
    units: current.units.filter(({ key }) => next.units.some((unit) => unit.key === key)),
    rooms: current.rooms.filter((room) =>
      next.rooms.some(({ channel, platformId }) => channel === room.channel && platformId === room.platformId),
    ),
    people: current.people
      .filter(
        ({ key, roles, responsible }) => people.has(key) || responsible.length > 0 || roles.some(({ scope }) => scope !== 'government'),
      )
      .map((person) => alignPerson(person, people.get(person.key))),
    reports: alignReports(current, next),
  }
}

type Person = Document['people'][number]

function alignPerson(person: Person, next: Person | undefined): Person {
  if (!next) return { ...person, identities: [] }
  const roleOf = ({ role, scope, unit }: Person['roles'][number]) => [role, scope, unit ?? ''].join(' ')
  return {
    ...person,
    roles: person.roles.map((role) => {
      const same = next.roles.find((other) => roleOf(other) === roleOf(role))
      return same && same.from === undefined ? { ...role, from: undefined } : role
    }),
    responsible: person.responsible.map((one) => {
      const same = next.responsible.find(({ indicator }) => indicator === one.indicator)
      return same && same.from === undefined ? { indicator: one.indicator } : one
    }),
    identities: person.identities.filter(({ channel, platformId }) =>
      next.identities.some((identity) => identity.channel === channel && identity.platformId === platformId),
    ),
  }
}

/** Of a report counts what it says and whether it is decided; when and by whom it came makes no new version. An import does not undo a decision. */
function alignReports(current: Document, next: Document): Document['reports'] {
  const keyOf = ({ indicator, quarter }: Document['reports'][number]) => `${indicator} ${quarter}`
  const stored = new Map(current.reports.map((report) => [keyOf(report), report]))
  return next.reports.flatMap((report) => {
    const before = stored.get(keyOf(report))
    if (!before) return []
    const same = canonical([before.figure, before.money, before.cause]) === canonical([report.figure, report.money, report.cause])
    const state = same && report.state === 'submitted' ? report.state : before.state
    return [{ ...report, figure: before.figure, money: before.money, cause: before.cause, state }]
  })
}
