import { basename } from 'node:path'
import { readHolidays } from '../documents/read-holidays.ts'
import { writeFinding } from '../documents/check/write-finding.ts'
import { writeHolidays } from '../store/calendar/holidays.ts'
import { createTexts } from '../text/texts.ts'
import { defineCommand } from './command.ts'
import { wrongUsage } from './refuse.ts'

/**
 * Imports holidays over the table that the house ships with; a kind `working-day` takes one back. Importing the same file again changes
 * nothing. With --json: `rows`, `added`, `changed`, `findings` (code, path, sheet, row, column, found, expected, sentence).
 */
export const holidays = defineCommand({
  name: 'holidays',
  summary: 'Import public holidays and collective leave, each with its decree, from JSON, CSV or a workbook.',
  example: 'capaian holidays import libur-2028.csv',
  positionals: [{ name: 'import' }, { name: 'FILE' }],
  options: { language: { type: 'string', value: 'id|en', help: 'the language of findings; id unless said' } },
  house: true,
  json: true,
  reads: ({ positionals }) => positionals.slice(1, 2),
  run: async (context, { positionals: [verb, file = ''], options: { language = 'id' } }) => {
    if (verb !== 'import') return wrongUsage(context, 'holidays', `“${verb}” is not known; only import`)
    if (language !== 'id' && language !== 'en') return wrongUsage(context, 'holidays', `“${language}” is no language; id or en`)
    const read = await readHolidays({ name: basename(file), bytes: await context.readFile(file) })
    const texts = createTexts(language)
    const findings = read.findings.map((finding) => ({ ...finding, ...writeFinding(texts, finding) }))
    if (findings.length > 0) {
      for (const { sentence } of findings) context.err(sentence)
      context.err(`${findings.length} ${findings.length === 1 ? 'error' : 'errors'} in ${file}: nothing was written.`)
      context.json({
        rows: 0,
        added: 0,
        changed: 0,
        findings: findings.map(({ code, found, expected, sentence }, at) => ({
          code,
          ...placeOf(read.findings[at]?.where),
          found,
          expected,
          sentence,
        })),
      })
      return 1
    }
    const { database } = await context.openHouse()
    const { added, changed } = await writeHolidays(database, read.holidays)
    context.json({ rows: read.holidays.length, added, changed, findings: [] })
    context.out(`${read.holidays.length} rows: ${added} new, ${changed} changed. A running house goes by them within a minute.`)
    return 0
  },
})

const placeOf = (where?: { path: string; sheet?: string; row?: number; column?: string }) => ({
  path: where?.path ?? '',
  sheet: where?.sheet ?? null,
  row: where?.row ?? null,
  column: where?.column ?? null,
})
