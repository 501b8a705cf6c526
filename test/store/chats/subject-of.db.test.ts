import { afterAll, beforeAll, expect, test } from 'vitest'
import { noteSent, subjectOf } from '../../../src/store/chats/outbox.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { freshDatabase } from '../../setup/database.ts'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

test('a reply to any part of a letter that went as several messages is a reply to it', async () => {
  await db.sql(`insert into chat (key, channel, platform_id, kind) values ('telegram:7', 'telegram', '7', 'private')`)
  const letters = await db.sql<{ id: number }>(
    `insert into outbox (chat_key, body, urgency, send_after)
     select 'telegram:7', jsonb_build_object('parts', '[]'::jsonb, 'about', jsonb_build_object('kind', 'indicator', 'indicatorId', n)), 'answer', now()
     from generate_series(1, 3) n returning id`,
  )
  const [one = 0, two = 0, three = 0] = letters.map(({ id }) => id)
  await noteSent(db, [
    { id: one, sentAs: '41' },
    { id: two, sentAs: '44+43+42' },
    // It took the place of the last part of the one before.
    { id: three, sentAs: '44' },
  ])
  const about = async (message: string) => (await subjectOf(db, 'telegram:7', message)) as { indicatorId: number } | undefined
  expect(await Promise.all(['41', '42', '43', '44', '4', '45', '43+42'].map(async (id) => (await about(id))?.indicatorId))).toEqual([
    ...[1, 2, 2, 3],
    ...[undefined, undefined, undefined],
  ])
  expect(await subjectOf(db, 'telegram:8', '42')).toBeUndefined()
})
