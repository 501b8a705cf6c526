import type { Database } from '../database/database.ts'
import { plannedAnew } from '../database/statement-names.ts'

/** A slot of the cadence of one agency's period, as the calendar asks for it. */
export type AskedSlot = {
  agencyId: number
  agreementId: number
  year: number
  quarter: number
  slot: string
  kind: 'due' | 'late' | 'unpublished'
}

/** What of a zone's day was looked at already, and whether a reminder waits that is due. */
export async function reminderWork(
  db: Pick<Database, 'sql'>,
  slots: readonly { name: string; slot: Date }[],
  now: Date,
): Promise<{ done: string[]; waiting: boolean }> {
  const [row] = await db.sql<{ done: string[]; waiting: boolean }>(
    `select coalesce((select json_agg(l.name) from schedule_ledger l join jsonb_to_recordset($1::jsonb) as x(name text, slot timestamptz)
         on x.name = l.name and x.slot = l.last_slot), '[]') as done,
       exists (select 1 from reminder where done_at is null and due_at <= $2::timestamptz) as waiting`,
    [JSON.stringify(slots), now.toISOString()],
  )
  return row ?? { done: [], waiting: false }
}

/**
 * Notes that a zone's day was looked at. Only the same slot is left out next time: a clock that was stepped back looks again, and finds
 * everything claimed.
 */
export const noteReminderDay = (db: Pick<Database, 'sql'>, name: string, slot: Date): Promise<unknown> =>
  db.sql(
    `insert into schedule_ledger (name, known_since, last_slot) values ($1, $2::timestamptz, $2::timestamptz)
     on conflict (name) do update set last_slot = excluded.last_slot`,
    [name, slot.toISOString()],
  )

/**
 * Claims slots and expands each into a reminder for every officer who has something open in its period, in one statement: of any number of
 * processes one does it, whole or not at all. A slot with nothing open is not claimed. What is not yet published is asked for only where it
 * was reported before that day, and not before the month in which it is expected. `offset 0`: who is
 * responsible is looked up for each indicator; how many those are the planner can't know, and it would read everybody's. Returns how many
 * reminders are new.
 */
export async function expandSlots(
  db: Pick<Database, 'sql'>,
  slots: readonly AskedSlot[],
  { today, now }: { today: string; now: Date },
): Promise<number> {
  const [row] = await db.sql<{ added: number }>(
    `${plannedAnew} with asked as (
       select x.*, case x.kind when 'unpublished' then substr(x.slot, 13)::date end as asks
       from jsonb_to_recordset($1::jsonb) as x("agencyId" int, "agreementId" int, year int, quarter int, slot text, kind text)
       where not exists (select 1 from reminder_slot s where s.agency_id = x."agencyId" and s.year = x.year and s.quarter = x.quarter and s.slot = x.slot)),
     open as materialized (
       select distinct a."agencyId", a.year, a.quarter, a.slot, a.kind, r.person_id
       from asked a cross join lateral report_states(a."agreementId", a.quarter) s
       cross join lateral (
         select y.person_id from responsibility y where y.agency_id = a."agencyId" and y.indicator_id = s.indicator_id and y.from_date <= $2::date
           and (y.to_date is null or y.to_date > $2::date) offset 0) r
       where case a.kind when 'unpublished'
         then s.state = 'unpublished' and s.reported_at < a.asks and coalesce(s.figure->>'expected', '') <= to_char(a.asks, 'YYYY-MM')
         else s.state in ('missing', 'returned') end),
     won as (
       insert into reminder_slot (agency_id, year, quarter, slot, at)
       select distinct "agencyId", year, quarter, slot, $3::timestamptz from open on conflict do nothing returning agency_id, year, quarter, slot),
     added as (
       insert into reminder (person_id, key, kind, due_at)
       select distinct on (o.person_id, o.year, o.quarter) o.person_id,
         'reminder:' || o.year || '-' || o.quarter || ':' || o.person_id || ':' || $2, o.kind, $3::timestamptz
       from open o join won w on w.agency_id = o."agencyId" and w.year = o.year and w.quarter = o.quarter and w.slot = o.slot
       order by o.person_id, o.year, o.quarter, o.kind on conflict (key) do nothing returning 1)
     select count(*)::int as added from added`,
    [JSON.stringify(slots), today, now.toISOString()],
  )
  return row?.added ?? 0
}

/** The periods of some agreements of which something was once reported as not yet published, as `agreement:quarter`: the only ones worth asking about again. */
export async function onceUnpublished(db: Pick<Database, 'sql'>, agreements: readonly number[]): Promise<Set<string>> {
  const rows = await db.sql<{ key: string }>(
    `select distinct i.agreement_id || ':' || r.quarter as key from report_version v join report r on r.id = v.report_id join indicator i on i.id = r.indicator_id
     where v.figure->>'kind' = 'not-yet-published' and i.agreement_id = any($1::int[])`,
    [[...agreements]],
  )
  return new Set(rows.map(({ key }) => key))
}
