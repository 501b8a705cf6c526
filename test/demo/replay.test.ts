import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../../src/demo/replay/compare-years.ts'
import { replayYear } from '../../src/demo/replay/replay-year.ts'
import type { Replayed } from '../../src/demo/replay/replay-year.ts'
import { notReported, writeYear } from '../../src/demo/replay/write-year.ts'
import { createLogger } from '../../src/logger.ts'
import { createTexts } from '../../src/text/texts.ts'
import { freshDatabase } from '../setup/database.ts'

// The whole year is played once, officer by officer: about 670 messages.
let year: Replayed
const said: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'capaian-replay-'))
beforeAll(async () => {
  const database = await freshDatabase()
  try {
    year = await replayYear(database, createLogger({ level: 'warn' }), folder, (text) => said.push(text))
  } finally {
    await database.close()
  }
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the year 2024 of SETDA, reported in chat, ends with the published figures', () => {
  expect(differences(year.played, year.published)).toEqual([])
  const { played } = year
  expect([1, 2, 3, 4].map((quarter) => notReported(played, quarter as 1 | 2 | 3 | 4).length)).toEqual([1, 4, 2, 7])
  expect(played[3].headline).toMatchObject({ entered: 27, of: 29, notReported: 2 })
  expect(played[3].headline.shown?.toFixed(2)).toBe('130.44')
  expect(played.year.headline).toMatchObject({ entered: 5, of: 6 })
  expect(played.year.headline.shown?.toFixed(2)).toBe('112.23')
})

test('what was played says what differs, where something does', () => {
  const [first] = year.published.year.indicators
  if (!first) throw new Error('no indicator')
  const other = { ...year.published, year: { ...year.published.year, indicators: year.published.year.indicators.slice(1) } }
  expect(differences(other, year.published)).toEqual([expect.stringContaining(`${first.indicator.key}: -, published`)])
})

test('is told quarter by quarter as it goes, and as figures at the end', () => {
  expect(said.filter((line) => /accepted by the verifier$/.test(line))).toHaveLength(4)
  const lines = writeYear(year.played, createTexts('id'))
  expect(lines).toContain('TW III 2024: 130,44% Terlampaui, 27 dari 29; dilaporkan 27 dari 29')
  expect(lines.filter((line) => line.startsWith('  tidak dilaporkan')).map((line) => Number(/\d+/.exec(line)?.[0]))).toEqual([1, 4, 2, 7])
})
