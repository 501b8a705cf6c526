import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Incoming } from '../../../src/message/incoming.ts'
import { commitTurn } from '../../../src/store/chats/commit-turn.ts'
import type { Committed, LetterRow } from '../../../src/store/chats/commit-turn.ts'
import { keepIncoming } from '../../../src/store/chats/inbox.ts'
import { claimLetters, noteSent, putBack } from '../../../src/store/chats/outbox.ts'
import { askForLead } from '../../../src/store/chats/sender-lead.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { freshDatabase } from '../../setup/database.ts'

let db: Database
const at = new Date('2024-10-04T01:00:00Z')
const chatKey = 'telegram:7'
beforeAll(async () => {
  db = await freshDatabase()
})
beforeEach(async () => {
  await db.sql(`truncate inbox, outbox, chat, sender_lead cascade`)
  await db.sql(`insert into chat (key, channel, platform_id, kind) values ($1, 'telegram', '7', 'private')`, [chatKey])
})
afterAll(() => db.close())

let count = 0
/** Something that comes in the chat; the id of its row, where it is the next one there. */
const comes = async (): Promise<number> => {
  count += 1
  const incoming: Incoming = {
    id: `1:${count}:m${count}`,
    chat: { channel: 'telegram', id: '7', kind: 'private' },
    person: { channel: 'telegram', id: '7' },
    at: at.toISOString(),
    body: { kind: 'text', text: '87,75' },
  }
  const { taken } = await keepIncoming(db, incoming, at, 20)
  if (!taken) throw new Error('it does not come next')
  return taken.id
}
const letter = (text: string, more: Partial<LetterRow> & { replaces?: number } = {}): LetterRow => {
  const { replaces, ...rest } = more
  const body = { parts: [{ kind: 'paragraph' as const, spans: [{ text }] }], urgency: 'answer' as const, ...(replaces && { replaces }) }
  return { chatKey, personId: null, body, urgency: 'answer', sendAfter: at.toISOString(), ...rest }
}
const commit = (inboxId: number, letters: LetterRow[], holder: string | null = null): Promise<Committed> =>
  commitTurn(
    db,
    { inboxId, at: at.toISOString(), chatKey, personId: null, laid: [], letters },
    { holdSeconds: 20, sendingSeconds: 60, handed: [{ chatKey, holder }] },
  )
const wordsOf = ({ handed }: Committed): string[] => handed.map(({ body }) => body.parts.map((part) => JSON.stringify(part)).join())
const held = async (): Promise<boolean> =>
  (await db.sql(`select 1 from chat where key = $1 and locked_until > clock_timestamp()`, [chatKey])).length === 1
const claim = () => claimLetters(db, 'telegram', at, 20, 60)

describe('the letters of a turn', () => {
  test('are handed over in their order, and nobody else takes them', async () => {
    const done = await commit(await comes(), [letter('satu'), letter('dua')])
    expect(wordsOf(done)).toEqual([expect.stringContaining('satu'), expect.stringContaining('dua')])
    expect(done.handed[0]).toMatchObject({ chatKey, channel: 'telegram', platformId: '7', kind: 'private', attempts: 1, replaces: null })
    expect(await claim()).toEqual([])
    // What was not tried after all is there for whoever looks.
    const ids = done.handed.map(({ id }) => id)
    await putBack(db, done.handed)
    expect((await claim()).map(({ id, attempts }) => [id, attempts])).toEqual([[ids[0], 1]])
  })
  test('wait behind what waits in the chat, and while it is paused', async () => {
    const first = await commitTurn(db, {
      ...{ inboxId: await comes(), at: at.toISOString(), chatKey, personId: null, laid: [] },
      letters: [letter('satu')],
    })
    expect(first).toMatchObject({ ended: true, handed: [] })
    await db.sql(`update chat set locked_until = null`)
    expect(await commit(await comes(), [letter('dua')])).toMatchObject({ ended: true, handed: [] })
    const [waiting] = await claim()
    await noteSent(db, [{ id: waiting?.id ?? 0, sentAs: '1' }])
    const [behind] = await claim()
    await noteSent(db, [{ id: behind?.id ?? 0, sentAs: '2' }])
    await db.sql(`update chat set paused_until = clock_timestamp() + interval '1 minute'`)
    expect(await commit(await comes(), [letter('tiga')])).toMatchObject({ ended: true, handed: [] })
  })
  test('are handed to nobody who does not lead', async () => {
    await askForLead(db, 'telegram', 'another', 60, null)
    expect(await commit(await comes(), [letter('satu')], 'this one')).toMatchObject({ ended: true, handed: [] })
    await db.sql(`delete from outbox`)
    expect(wordsOf(await commit(await comes(), [letter('dua')], 'another'))).toHaveLength(1)
  })
  test('that take the place of another go when that has been noted as sent', async () => {
    const { handed } = await commit(await comes(), [letter('kartu')])
    const id = handed[0]?.id ?? 0
    await db.sql(`update outbox set done_at = now() where id = $1`, [id])
    expect(await commit(await comes(), [letter('tutup', { replaces: id })])).toMatchObject({ ended: true, handed: [] })
    await db.sql(`delete from outbox where id <> $1`, [id])
    await noteSent(db, [{ id, sentAs: '41' }])
    expect((await commit(await comes(), [letter('tutup', { replaces: id })])).handed).toMatchObject([{ replaces: '41' }])
  })
})

describe('a chat', () => {
  test('goes on with its next letter by the statement that ends the one before', async () => {
    const first = await comes()
    await expect(comes()).rejects.toThrow('it does not come next')
    const { next } = await commit(first, [])
    expect(next).toMatchObject({ attempts: 0, recent: 1, body: { body: { text: '87,75' } } })
    expect(await held()).toBe(true)
    expect((await commit(next?.id ?? 0, [])).next).toBeNull()
    expect(await held()).toBe(false)
  })
  test('stays held where the letter had been ended by another, and nothing of the turn happens', async () => {
    const first = await comes()
    await db.sql(`update inbox set done_at = now() where id = $1`, [first])
    const done = await commit(first, [letter('satu')])
    expect(done).toEqual({ ended: false, handed: [] })
    expect(await held()).toBe(true)
    expect(await db.sql(`select 1 from outbox`)).toEqual([])
  })
})
