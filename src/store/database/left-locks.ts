import type { Database } from './database.ts'

/**
 * Ends the locks that a process left behind when it was killed: its chats and letters would wait for a minute until anybody may take them
 * again. Only for the embedded database, which never has another process at work.
 */
export const endLeftLocks = async (db: Database): Promise<void> => {
  await db.sql(`update chat set locked_until = null where locked_until is not null`)
  await db.sql(`update outbox set locked_until = null where locked_until is not null and done_at is null`)
}
