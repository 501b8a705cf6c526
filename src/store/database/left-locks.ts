import type { Database } from './database.ts'

/**
 * Ends the locks that a process left behind when it was killed: its chats and letters would wait for a minute until anybody may take them
 * again. Only for the embedded database, which never has another process at work.
 */
export const endLeftLocks = async (db: Database): Promise<void> => {
  // Of a letter that was worked on it is remembered: it may be what the process died of.
  await db.sql(
    `update chat c set locked_until = case when exists (
       select 1 from inbox i where i.chat_key = c.key and i.done_at is null and i.set_aside_at is null) then '-infinity'::timestamptz end
     where locked_until is not null`,
  )
  await db.sql(`update outbox set locked_until = null where locked_until is not null and done_at is null`)
}
