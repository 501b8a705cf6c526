import type { WritableDocument as Document } from './writable-document.ts'
import type { Tx } from '../database/database.ts'
import type { Place } from '../plans/plan-write.ts'

type Ids = ReadonlyMap<string, number>

/**
 * Who reports what, from when. Somebody who takes over begins on the document's date, or on the day of the import where it names none;
 * whoever reported before ends on that day, and what they reported stays theirs.
 */
export async function writeResponsibilities(
  tx: Tx,
  { agencyId, year }: Place,
  document: Document,
  indicators: Ids,
  people: Ids,
  at: Date,
): Promise<void> {
  const newYear = new Date(Date.UTC(year, 0, 1))
  const today = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
  const wanted = new Map<number, { personId: number; from?: Date }>()
  for (const person of document.people)
    for (const { indicator, from } of person.responsible) {
      const indicatorId = indicators.get(indicator)
      const personId = people.get(person.key)
      if (indicatorId !== undefined && personId !== undefined)
        wanted.set(indicatorId, { personId, from: from ? new Date(from) : undefined })
    }
  const open = await tx.responsibility.findMany({ where: { agencyId, to: null, indicatorId: { in: [...indicators.values()] } } })
  const held = new Map(open.map((row) => [row.indicatorId, row]))
  for (const row of open) {
    const next = wanted.get(row.indicatorId)
    if (next?.personId === row.personId) {
      if (next.from && next.from.getTime() !== row.from.getTime())
        await tx.responsibility.update({ where: { id: row.id }, data: { from: next.from } })
      wanted.delete(row.indicatorId)
      continue
    }
    const until = next?.from && next.from > row.from ? next.from : today > row.from ? today : row.from
    await tx.responsibility.update({ where: { id: row.id }, data: { to: until } })
    if (next) wanted.set(row.indicatorId, { personId: next.personId, from: until })
  }
  const data = [...wanted].map(([indicatorId, { personId, from }]) => ({
    agencyId,
    indicatorId,
    personId,
    from: from ?? (held.has(indicatorId) ? today : newYear),
  }))
  if (data.length) await tx.responsibility.createMany({ data })
}
