import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notReported } from '../../src/demo/replay/write-year.ts'
import { yearTranscript } from '../../src/demo/year/year-transcript.ts'
import type { YearPlayed } from '../../src/demo/year/year-transcript.ts'
import { createLogger } from '../../src/logger.ts'
import { freshDatabase } from '../setup/database.ts'

/** UPDATE=1 writes what was really said; without it every difference is a failure. */
const update = process.env.UPDATE === '1'
const golden = fileURLToPath(new URL('year.txt', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'capaian-year-'))

let year: YearPlayed
const lines: string[] = []
beforeAll(async () => {
  const database = await freshDatabase()
  try {
    year = await yearTranscript(database, createLogger({ level: 'warn' }), folder, (written) => lines.push(...written))
  } finally {
    await database.close()
  }
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the year 2024 of SETDA reads as it did', async () => {
  const text = `${lines.join('\n').trimStart()}\n`
  if (update) await writeFile(golden, text)
  else expect(text).toBe(await readFile(golden, 'utf8'))
})

test('its figures are the printed ones, with what was never reported', () => {
  const { played } = year
  expect([1, 2, 3, 4].map((quarter) => notReported(played, quarter as 1 | 2 | 3 | 4).length)).toEqual([1, 4, 2, 7])
  expect(played[3].headline.shown?.toFixed(2)).toBe('130.44')
  expect(played.year.headline.shown?.toFixed(2)).toBe('112.23')
})

test('the bot speaks by itself in office hours only, on working days, and to nobody twice at once', () => {
  const spoken = lines.filter((line) => /^\d\d\.\d\d «/.test(line))
  expect(spoken.length).toBeGreaterThan(500)
  expect(spoken.filter((line) => line < '07.30' || line >= '16.00')).toEqual([])
  expect(lines.filter((line) => /^── (Sabtu|Minggu)/.test(line))).toEqual([])
  const reminders = remindersByDay(lines)
  expect(reminders.length).toBeGreaterThan(80)
  expect(new Set(reminders).size).toBe(reminders.length)
})

test('each level hears of each quarter once, of TW IV together with the year', () => {
  const told = lines.flatMap(
    (line) => /^\d\d\.\d\d « ([^:]+): \*\*(.+) · SETDA: \d+ laporan terlambat \d+ hari kerja\*\*$/.exec(line) ?? [],
  )
  const of = (who: string) => told.flatMap((part, at) => (part === who ? [told[at + 1]] : []))
  const periods = ['TW I 2024', 'TW II 2024', 'TW III 2024', 'TW IV 2024 dan setahun']
  expect(of('Verifikator SETDA')).toEqual(periods)
  expect(of('Sekretaris Daerah')).toEqual(periods)
  const upwards = lines.filter((line) => line.includes('Sudah diberi tahu: verifikator'))
  // Once in the room and once to the head, of each quarter.
  expect(upwards).toHaveLength(2 * periods.length)
})

/** Who was reminded of what on which day at which minute: `Jumat, 5 April 2024 07.30 Kepala Bagian Umum`. */
function remindersByDay(all: readonly string[]): string[] {
  let day = ''
  return all.flatMap((line) => {
    if (line.startsWith('──')) day = line
    const said = /^(\d\d\.\d\d) « ([^:]+): \*\*(?:Hari terakhir l|L)aporan .* belum dilaporkan\*\*$/.exec(line)
    return said ? [`${day} ${said[1]} ${said[2]}`] : []
  })
}
