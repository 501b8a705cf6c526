import { bothTongues } from '../../src/house.ts'
import { loadDemo } from '../../src/demo/load-demo.ts'
import { nationalHolidays } from '../../src/calendar/holidays.ts'
import { handleLetter } from '../../src/delivery/in/handle-letter.ts'
import type { LetterRoom } from '../../src/delivery/in/handle-letter.ts'
import type { Incoming } from '../../src/message/incoming.ts'
import { claimChats, keepIncoming, nextOrRelease } from '../../src/store/chats/inbox.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { filledDatabase } from './generated-database.ts'
import { generatedToday } from './generate.ts'
import { msOf, percentile } from './measure.ts'
import { atMost } from './row.ts'
import type { Row } from './row.ts'

const rounds = 60
const demoToday = new Date('2025-01-06T02:00:00Z')

/** `/capaian` of the demo's agencies through the house: kept, claimed, read, computed, written, committed. The picture is drawn later, by the sender. */
export async function capaianAnswer(server: string): Promise<Row[]> {
  const rows: Row[] = []
  const embedded = await openDatabase({ memory: true })
  await loadDemo(embedded, new Date('2024-10-04T01:00:00Z'))
  rows.push(
    atMost(
      '/capaian on the demo, embedded database, p95',
      percentile(await answers(embedded, await demoAskers(embedded), demoToday), 95),
      150,
      'ms',
    ),
  )
  await embedded.close()
  const filled = await filledDatabase(server, undefined)
  const url = await filled.copy()
  const db = await openDatabase({ url })
  rows.push(atMost('/capaian on the demo, PostgreSQL, p95', percentile(await answers(db, await demoAskers(db), demoToday), 95), 150, 'ms'))
  await db.close()
  await filled.remove(url)
  await filled.close()
  return rows
}

type Asker = { channel: 'local' | 'telegram'; id: string }

/** Those of the demo who see an agency whole, with an account on the local chat. */
async function demoAskers(db: Database): Promise<Asker[]> {
  await db.sql(
    `insert into identity (person_id, channel, platform_id, chat_key) select p.id, 'local', g.key || '/' || p.key, 'local:' || g.key || '/' || p.key
     from person p join government g on g.id = p.government_id on conflict do nothing`,
  )
  const people = await db.sql<{ id: string }>(
    `select distinct on (a.id) g.key || '/' || p.key as id from role r join person p on p.id = r.person_id join agency a on a.id = r.agency_id
     join government g on g.id = p.government_id where r.role in ('head', 'verifier') order by a.id, p.id`,
  )
  return people.map(({ id }) => ({ channel: 'local', id }))
}

/** The same on any database, asked from Telegram accounts. */
export async function askCapaian(url: string, accounts: readonly number[]): Promise<number[]> {
  const db = await openDatabase({ url })
  const took = await answers(
    db,
    accounts.map((id) => ({ channel: 'telegram', id: String(id) })),
    generatedToday,
  )
  await db.close()
  return took
}

/** How long each answer took, in milliseconds; the first ten of a process are not counted. */
async function answers(db: Database, askers: readonly Asker[], now: Date): Promise<number[]> {
  const files: LetterRoom['files'] = { fetch: async () => ({ refused: 'gone' }), keep: async () => 0, sheet: async () => undefined }
  const room: LetterRoom = {
    db,
    tongues: bothTongues(),
    holidays: nationalHolidays(),
    files,
    placeFor: () => undefined,
    working: () => undefined,
  }
  const took: number[] = []
  for (let round = 0; round < rounds + 10; round += 1) {
    const asker = askers[(round * 7) % askers.length]
    if (!asker) throw new Error('there is nobody who may ask')
    const { channel, id } = asker
    const body = { kind: 'command', name: 'capaian', argument: '' } as const
    const person = { channel, id }
    const incoming: Incoming = { id: `bench-${round}`, chat: { ...person, kind: 'private' }, person, at: now.toISOString(), body }
    took.push(
      await msOf(async () => {
        await keepIncoming(db, incoming, now)
        await work(db, room, now)
      }),
    )
  }
  const [written] = await db.sql<{ count: number }>(`select count(*)::int as count from outbox where body::text like '%capaian%'`)
  if ((written?.count ?? 0) < rounds) throw new Error('not every question was answered')
  return took.slice(10)
}

/** What the worker does with a letter, one after another. */
async function work(db: Database, room: LetterRoom, now: Date): Promise<void> {
  for (const { chatKey, ...kept } of await claimChats(db, 1, 60)) {
    await handleLetter(kept, now, room)
    await nextOrRelease(db, chatKey, 60)
  }
}
