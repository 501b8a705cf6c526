import type { Database } from '../database/database.ts'

/** Leaves a person in peace until a moment, and reminds them then; an earlier wish gives way to this one. */
export const setSnooze = (db: Pick<Database, 'sql'>, personId: number, until: Date, now: Date): Promise<unknown> =>
  db.sql(
    `with kept as (insert into snooze (person_id, until, set_at) values ($1, $2::timestamptz, $3::timestamptz)
       on conflict (person_id) do update set until = excluded.until, set_at = excluded.set_at),
     dropped as (update reminder set done_at = $3::timestamptz, outcome = 'snoozed' where person_id = $1 and kind = 'snoozed' and done_at is null
       and key <> 'snoozed:' || $1::text || ':' || to_char($2::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'))
     insert into reminder (person_id, key, kind, due_at)
     values ($1, 'snoozed:' || $1::text || ':' || to_char($2::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), 'snoozed', $2::timestamptz)
     on conflict (key) do update set done_at = null, outcome = null`,
    [personId, until.toISOString(), now.toISOString()],
  )
