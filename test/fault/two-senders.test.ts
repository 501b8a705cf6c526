import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../../src/store/database/database.ts'
import type { Database } from '../../src/store/database/database.ts'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { freePort } from '../setup/free-port.ts'
import { startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import { databaseUrl, onServer } from '../setup/server.ts'

const letters = 240
const folder = mkdtempSync(join(tmpdir(), 'capaian-senders-'))
const name = `capaian_senders_${randomBytes(4).toString('hex')}`
let server = ''
let database: Database
let emulator: TelegramEmulator
let bots: RunningBot[] = []

beforeAll(async () => {
  const from = inject('testDatabase')
  if (from.kind !== 'server') throw new Error('Two senders share a PostgreSQL server: set TEST_DATABASE_URL, or npm run test:all')
  server = from.url
  await onServer(server, (admin) => admin.query(`create database ${name} template ${from.template}`))
  const url = databaseUrl(server, name)
  database = await openDatabase({ url })
  emulator = await openTelegramEmulator()
  const people = Array.from({ length: letters }, (_, i) => emulator.addUser(`Pejabat ${i}`).chatId)
  await database.sql(
    `with people as (select n::text as id from unnest($1::bigint[]) as n),
     chats as (insert into chat (key, channel, platform_id, kind) select 'telegram:' || id, 'telegram', id, 'private' from people)
     insert into outbox (chat_key, body, urgency, send_after)
     select 'telegram:' || id, jsonb_build_object('urgency', 'bulk', 'parts', jsonb_build_array(jsonb_build_object('kind', 'paragraph',
       'spans', jsonb_build_array(jsonb_build_object('text', 'Untuk ' || id))))), 'bulk', clock_timestamp() from people`,
    [people],
  )
  bots = await Promise.all(
    [0, 1].map(async (number) => {
      const env = { DATABASE_URL: url, ROLES: 'sender', TELEGRAM_BOT_TOKEN: emulator.token, TELEGRAM_API_ROOT: emulator.apiRoot }
      return startBot({ ...env, DATA_DIR: join(folder, String(number)), PORT: String(await freePort()) }, folder)
    }),
  )
}, 120_000)
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()))
  await emulator.close()
  await database.close()
  await onServer(server, (admin) => admin.query(`drop database ${name} with (force)`))
  rmSync(folder, { recursive: true, force: true })
})

test('of two processes one sends; where it is killed the other goes on within seconds and no faster, and nobody is forgotten', async () => {
  const sent = () => emulator.done('sendMessage')
  await expect.poll(() => sent().length, { timeout: 30_000 }).toBeGreaterThan(letters / 3)
  const [lead] = await database.sql<{ holder: string }>(`select holder from sender_lead where channel = 'telegram'`)
  const { pid } = JSON.parse(lead?.holder ?? '{}') as { pid: number }
  const first = bots.find((bot) => bot.pid === pid)
  const second = bots.find((bot) => bot.pid !== pid)
  if (!first || !second) throw new Error('nobody leads')
  expect(await (await fetch(`${second.url}/metrics`)).text()).not.toContain('capaian_sends_total{channel="telegram"')
  await first.kill()
  const killed = Date.now()
  const before = sent().length
  await expect.poll(() => sent().length, { timeout: 30_000 }).toBeGreaterThan(before)
  expect(Date.now() - killed).toBeLessThan(8_000)
  await expect.poll(() => database.prisma.outbox.count({ where: { doneAt: null } }), { timeout: 60_000 }).toBe(0)

  const heard = new Map<unknown, number>()
  for (const { fields } of sent()) heard.set(fields['chat_id'], (heard.get(fields['chat_id']) ?? 0) + 1)
  expect(heard.size).toBe(letters)
  // What was on its way when the process was killed may be seen twice, and is seen no more often.
  expect(Math.max(...heard.values())).toBeLessThanOrEqual(2)
  expect(sent().length - letters).toBeLessThanOrEqual(20)
  // Two that count each for itself would send 180 in three seconds. What was held up on this machine may come in a heap.
  const times = sent().map(({ at }) => at)
  const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 3_000).length))
  expect(busiest).toBeLessThanOrEqual(3 * 30 + 20)
}, 180_000)
