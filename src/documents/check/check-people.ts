import type { Document } from '../shape/document.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'

/** Who is missing, and who is twice; a room that covers several agencies says which. */
export function checkPeople(document: Document): Finding[] {
  const findings: Finding[] = []
  const officers = new Map<string, string>()
  for (const [i, { scope, agencies }] of document.rooms.entries())
    if ((scope === 'agencies') !== (agencies !== undefined)) findings.push(finding(`rooms.${i}.agencies`, 'agencies-missing', scope))
  for (const [i, person] of document.people.entries()) {
    if (person.roles.length === 0) findings.push(finding(`people.${i}.roles`, 'no-role', '-', { person: person.name }, 'warning'))
    for (const [j, { scope, unit }] of person.roles.entries())
      if (scope === 'unit' && unit === undefined)
        findings.push(finding(`people.${i}.roles.${j}.unit`, 'unit-missing', '-', { person: person.name }))
    for (const [j, { indicator }] of person.responsible.entries()) {
      const before = officers.get(indicator)
      if (before !== undefined) findings.push(finding(`people.${i}.responsible.${j}`, 'two-officers', person.key, { indicator, before }))
      officers.set(indicator, person.key)
    }
  }
  if (document.people.length === 0) return findings
  for (const [i, { key, name, standing }] of document.indicators.entries())
    if (standing !== 'component' && !officers.has(key))
      findings.push(finding(`indicators.${i}`, 'no-officer', '-', { indicator: name }, 'warning'))
  return findings
}
