import { expect, test } from 'vitest'
import { withoutFile } from '../../../src/delivery/out/without-file.ts'
import { bothTongues } from '../../../src/house.ts'
import type { FileRequest, Message } from '../../../src/message/message.ts'
import type { Database } from '../../../src/store/database/database.ts'
import { textOf } from '../spoken-house.ts'

const tongues = bothTongues()
const agencies = [{ governmentId: 1, zone: 'Asia/Jakarta', shortName: 'SETDA' }]
const said = async (file: FileRequest, known: unknown[] = agencies): Promise<string> => {
  const db: Pick<Database, 'sql'> = { sql: () => Promise.resolve(known as never[]) }
  const letter: Message = { parts: [{ kind: 'paragraph', spans: [{ text: 'Kata' }] }], urgency: 'notice', file }
  const message = await withoutFile(letter, db, tongues)
  expect(message).toEqual({ parts: message.parts, urgency: 'notice' })
  return textOf(message.parts)
}
const year = { agencyId: 7, year: 2024, quarter: 0, locale: 'en' } as const
const gone = { kind: 'paragraph', spans: [{ text: 'gone' }] } as const

test.each<[FileRequest, string]>([
  [{ kind: 'agency-picture', ...year }, 'type /achievement SETDA 2024.'],
  [{ kind: 'agency-picture', ...year, quarter: 3, locale: 'id' }, 'ketik /capaian SETDA TW III 2024.'],
  [{ kind: 'heat-map', ...year, locale: 'id' }, 'ketik /ringkasan.'],
  [{ kind: 'league-picture', agencyIds: [7], year: 2024, quarter: 0, locale: 'en' }, 'type /digest.'],
  [{ kind: 'stored', fileId: 1, gone: { ...gone, spans: [...gone.spans] }, locale: 'en' }, 'tap “See evidence” once more.'],
  // As an earlier version wrote it.
  [{ kind: 'stored', fileId: 1, gone: { ...gone, spans: [...gone.spans] } }, 'ketuk “Lihat bukti” sekali lagi.'],
])('%o', async (file, how) => {
  const text = await said(file)
  expect(text).toMatch(/^Kata\n/)
  expect(text).toContain(how)
})

test('an agency that is there no more is not named', async () => {
  expect(await said({ kind: 'agency-picture', ...year }, [])).toContain('type /achievement.')
})
