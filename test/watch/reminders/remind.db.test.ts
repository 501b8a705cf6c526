import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bothTongues } from '../../../src/house.ts'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import type { Database } from '../../../src/store/database.ts'
import { admitToLocal } from '../../../src/store/local-seats.ts'
import { remind } from '../../../src/watch/reminders/remind.ts'
import type { Message } from '../../../src/message/message.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'

const holidays = nationalHolidays()
const tongues = bothTongues()
let demo: DemoDatabase
let db: Database
beforeAll(async () => {
  demo = await openDemoDatabase()
  db = demo.db
})
beforeEach(async () => {
  await demo.reset()
  await admitToLocal(db, [])
})
afterAll(() => demo.close())

const at = (moment: string) => new Date(`${moment}+07:00`)
const tick = (moment: string) => remind({ db, tongues, holidays }, at(moment))

type Letter = { id: number; key: string; chat: string; text: string; buttons: string[]; about: Message['about'] }
async function letters(to = '%'): Promise<Letter[]> {
  const rows = await db.sql<{ id: number; key: string; chat: string; body: Message }>(
    `select id, key, chat_key as chat, body from outbox where chat_key like $1 order by id`,
    [to],
  )
  return rows.map(({ body, ...row }) => ({
    ...row,
    text: body.parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join(''))).join('\n'),
    buttons: (body.buttons ?? []).flat().map(({ label }) => label),
    about: body.about,
  }))
}
const umum = '%setda-kepala-bagian-umum%'

describe('one message for all that is due', () => {
  test('says how much, until when in words, and how to answer', async () => {
    const counts = await tick('2024-10-04T08:00')
    expect(counts.said).toBeGreaterThan(5)
    expect(counts).toMatchObject({ expanded: counts.said, silent: 0, escalated: 0 })
    const [letter, ...more] = await letters(umum)
    expect(more).toEqual([])
    expect(letter?.text.split('\n').slice(0, 2)).toEqual([
      'Laporan TW III 2024: 18 indikator belum dilaporkan',
      'Batas: Senin, 7 Okt (3 hari lagi)',
    ])
    expect(letter?.text).toContain('Bahan Logistik Kantor · target 25.589 paket')
    expect(letter?.text).toMatch(/Balas dengan nomor dan angka, misalnya 1: [\d.,]+$/)
    expect(letter?.buttons).toEqual(['Lapor satu per satu', 'Ingatkan besok', 'Bukan tugas saya'])
    expect(letter?.about).toMatchObject({ kind: 'tasks', items: { length: 10 } })
    expect(letter?.key).toMatch(/^reminder:2024-3:\d+:2024-10-04$/)
  })
})
