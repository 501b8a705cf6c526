import type { WritableDocument as Document } from '../documents/writable-document.ts'
import type { Tx } from '../database/database.ts'
import { writeBudget } from '../documents/document-budget.ts'
import { writeIndicators } from '../documents/document-indicators.ts'
import { writePeople, writeRooms } from '../documents/document-people.ts'
import { writeReports } from '../documents/document-reports.ts'
import { canonical, rowChanges } from '../database/row-changes.ts'

/** What an agency-year's rows hang on; found or made first. */
export type Place = { governmentId: number; agencyId: number; agreementId: number; revisionId: number; year: number }

export type Applied = Place & { versions: number; decisions: number }

/**
 * Makes the database say what the document says, within the transaction. Same key, same thing: a changed name is a rename. An indicator
 * that the document leaves out is retired, its figures stay. A higher revision number adds a revision; the older ones keep their targets.
 * Reports become versions: an equal figure writes nothing, another one a new version; nothing is rewritten.
 * @param at the moment of the import; people who are replaced end their duty on this day
 * @param by the person who imports, where it is one
 */
export async function applyDocument(tx: Tx, document: Document, at: Date, by?: number): Promise<Applied> {
  const place = await writePlace(tx, document)
  await writeAgencyRules(tx, place, document, at, by)
  await writeScales(tx, place, document)
  const units = await writeUnits(tx, place, document)
  const objectives = await writeObjectives(tx, place, document)
  const budgetRows = await writeBudget(tx, place, document)
  const indicators = await writeIndicators(tx, place, document, { units, objectives, budgetRows }, at)
  const people = await writePeople(tx, place, document, { units, indicators }, at)
  await writeRooms(tx, place, document, at)
  const reports = await writeReports(tx, place, document, { indicators, people })
  await tx.objective.deleteMany({ where: { agreementId: place.agreementId, key: { notIn: document.objectives.map(({ key }) => key) } } })
  await tx.audit.create({
    data: {
      governmentId: place.governmentId,
      agencyId: place.agencyId,
      at,
      personId: by ?? null,
      what: 'import',
      subject: `agreement:${place.agreementId}`,
      to: { year: document.year, revision: document.revision.number, indicators: document.indicators.length, ...reports },
    },
  })
  return { ...place, ...reports }
}

async function writePlace(tx: Tx, { government, agency, year, rules, revision }: Document): Promise<Place> {
  const { key, name, zone, demo } = government
  const pemda = await tx.government.upsert({ where: { key }, create: { key, name, zone, demo }, update: { name, zone, demo } })
  const named = { name: agency.name, shortName: agency.shortName }
  const { id: agencyId } = await tx.agency.upsert({
    where: { governmentId_key: { governmentId: pemda.id, key: agency.key } },
    create: { governmentId: pemda.id, key: agency.key, ...named },
    update: named,
  })
  const agreement = await tx.agreement.upsert({
    where: { agencyId_year: { agencyId, year } },
    create: { agencyId, year, rules },
    update: { rules },
  })
  const signed = {
    fromQuarter: revision.fromQuarter,
    signedOn: revision.signedOn ? new Date(revision.signedOn) : null,
    document: revision.document ?? null,
  }
  const { id: revisionId } = await tx.revision.upsert({
    where: { agreementId_number: { agreementId: agreement.id, number: revision.number } },
    create: { agencyId, agreementId: agreement.id, number: revision.number, ...signed },
    update: signed,
  })
  return { governmentId: pemda.id, agencyId, agreementId: agreement.id, revisionId, year }
}

/** Reminders and alert rules are the agency's, whatever the year; a document that does not speak of them leaves them as they are. */
async function writeAgencyRules(
  tx: Tx,
  { governmentId, agencyId }: Place,
  { reminders, alerts }: Document,
  at: Date,
  by: number | undefined,
): Promise<void> {
  const before = await tx.agency.findUniqueOrThrow({ where: { id: agencyId }, select: { reminderRules: true, alertRules: true } })
  const said = [
    { column: 'reminderRules' as const, what: 'reminder-rules', from: before.reminderRules, to: reminders },
    { column: 'alertRules' as const, what: 'alert-rules', from: before.alertRules, to: alerts },
  ]
  for (const { column, what, from, to } of said) {
    if (to === undefined || canonical(from) === canonical(to)) continue
    await tx.agency.update({ where: { id: agencyId }, data: { [column]: to } })
    await tx.audit.create({
      data: { governmentId, agencyId, at, personId: by ?? null, what, subject: `agency:${agencyId}`, from: from ?? {}, to },
    })
  }
}

async function writeScales(tx: Tx, { agencyId, agreementId }: Place, document: Document): Promise<void> {
  const wanted = document.scales.map(({ key, name, source, bands, policy }) => ({ key, name, source: source ?? null, bands, policy }))
  const { create, update, gone } = rowChanges(wanted, await tx.scale.findMany({ where: { agreementId } }))
  if (create.length) await tx.scale.createMany({ data: create.map((row) => ({ ...row, agencyId, agreementId })) })
  for (const { id, row } of update) await tx.scale.update({ where: { id }, data: row })
  if (gone.length) await tx.scale.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
}

/** Units live longer than a year: one that a document leaves out stays. */
async function writeUnits(tx: Tx, { agencyId }: Place, document: Document): Promise<Map<string, number>> {
  const wanted = document.units.map(({ key, name }) => ({ key, name }))
  const { create, update } = rowChanges(wanted, await tx.unit.findMany({ where: { agencyId } }))
  if (create.length) await tx.unit.createMany({ data: create.map((row) => ({ ...row, agencyId })) })
  for (const { id, row } of update) await tx.unit.update({ where: { id }, data: row })
  const rows = await tx.unit.findMany({ where: { agencyId } })
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  // Parents only now: every unit has its id.
  for (const unit of document.units) {
    const row = rows.find(({ key }) => key === unit.key)
    const parentId = unit.parent === undefined ? null : (ids.get(unit.parent) ?? null)
    if (row && row.parentId !== parentId) await tx.unit.update({ where: { id: row.id }, data: { parentId } })
  }
  return ids
}

async function writeObjectives(tx: Tx, { agencyId, agreementId }: Place, document: Document): Promise<Map<string, number>> {
  const wanted = document.objectives.map(({ key, level, name, parent }, position) => ({
    key,
    level,
    name,
    parentKey: parent ?? null,
    position,
  }))
  const stored = await tx.objective.findMany({ where: { agreementId } })
  const { create, update } = rowChanges(wanted, stored)
  if (create.length) await tx.objective.createMany({ data: create.map((row) => ({ ...row, agencyId, agreementId })) })
  for (const { id, row } of update) await tx.objective.update({ where: { id }, data: row })
  const rows = create.length ? await tx.objective.findMany({ where: { agreementId } }) : stored
  return new Map(rows.map((row) => [row.key, row.id]))
}
