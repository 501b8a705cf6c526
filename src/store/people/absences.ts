import type { Database } from '../database/database.ts'

type Sql = Pick<Database, 'sql'>
export type AbsenceRow = { id: number; from: string; to: string; delegateId: number | null; delegate: string | null }

const columns = `b.id, b.from_date::text as from, b.to_date::text as to, b.delegate_id as "delegateId", d.name as delegate`

/** The absences of a person that go on or lie ahead on a day, or that meet some days; the first first. */
export const absencesOf = (db: Sql, personId: number, from: string, to?: string): Promise<AbsenceRow[]> =>
  db.sql<AbsenceRow>(
    `select ${columns} from absence b left join person d on d.id = b.delegate_id
     where b.person_id = $1 and b.ended_at is null and b.to_date >= $2::date and b.from_date <= coalesce($3::date, b.from_date) order by b.from_date`,
    [personId, from, to ?? null],
  )

/** Writes an absence; two at a time are impossible. */
export async function addAbsence(
  db: Sql,
  { personId, from, to, delegateId, at }: { personId: number; from: string; to: string; delegateId: number | null; at: Date },
): Promise<AbsenceRow | undefined> {
  const rows = await db.sql<AbsenceRow>(
    `with b as (insert into absence (person_id, from_date, to_date, delegate_id, set_at) values ($1, $2::date, $3::date, $4::int, $5::timestamptz) returning *)
     select ${columns} from b left join person d on d.id = b.delegate_id`,
    [personId, from, to, delegateId, at.toISOString()],
  )
  return rows[0]
}

export const endAbsence = (db: Sql, id: number, at: Date): Promise<unknown> =>
  db.sql(`update absence set ended_at = $2::timestamptz where id = $1 and ended_at is null`, [id, at.toISOString()])

/** Those who may stand in for a person: everybody with a role in one of the person's agencies today, who can be reached; those of the same unit first, by name. */
export const colleaguesOf = (db: Sql, personId: number, today: string): Promise<{ personId: number; name: string }[]> =>
  db.sql<{ personId: number; name: string }>(
    `select p.id as "personId", p.name from role mine
     join role r on r.agency_id = mine.agency_id and r.from_date <= $2::date and (r.to_date is null or r.to_date > $2::date) and r.role in ('officer', 'verifier')
     join person p on p.id = r.person_id and p.left_at is null
     where mine.person_id = $1 and mine.agency_id is not null and mine.from_date <= $2::date and (mine.to_date is null or mine.to_date > $2::date)
       and p.id <> $1 and exists (select 1 from identity i where i.person_id = p.id and i.ended_at is null)
     group by p.id, p.name order by bool_or(r.unit_id = mine.unit_id) desc nulls last, p.name, p.id`,
    [personId, today],
  )
