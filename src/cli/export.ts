import { exportDocument } from '../documents/export-document.ts'
import { everyAgency } from '../store/plans/names.ts'
import { defineCommand } from './command.ts'
import type { Arguments, Context } from './command.ts'
import { refused, wrongUsage } from './refuse.ts'
import { chooseAgency } from './show.ts'

const options = {
  format: { type: 'string', value: 'json|xlsx', help: 'json unless said, or unless FILE ends in .xlsx' },
  out: {
    type: 'string',
    value: 'FILE',
    help: 'where to write it; JSON goes to standard output without it, a workbook to AGENCY-YEAR.xlsx',
  },
} as const

/** Writes what an agency has for a year as a file that imports back to the same. With --json and a file: `file`, `format`, `bytes`. */
export const exportYear = defineCommand({
  name: 'export',
  summary: 'Export an agency and year as a file that imports back to the same.',
  example: 'capaian export kota-bekasi/SETDA 2024 --out setda-2024.xlsx',
  positionals: [{ name: 'AGENCY' }, { name: 'YEAR' }],
  options,
  house: true,
  json: true,
  run: async (context, { positionals: [asked = '', year = ''], options: given }) => {
    if (!/^(19|20)\d\d$/.test(year)) return wrongUsage(context, 'export', `“${year}” is no year; for example 2024`)
    const format = given.format ?? (given.out?.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'json')
    if (format !== 'json' && format !== 'xlsx') return wrongUsage(context, 'export', `“${format}” is no format; json or xlsx`)
    const { database } = await context.openHouse()
    const chosen = chooseAgency(asked, await everyAgency(database.prisma))
    if (typeof chosen === 'string') return refused(context, 'export', chosen)
    const bytes = await exportDocument(database, { agency: chosen.key, government: chosen.governmentKey }, Number(year), format)
    if (!bytes) return refused(context, 'export', `${chosen.governmentKey}/${chosen.key} has nothing of ${year}`)
    return give(context, bytes, format, given, `${chosen.key}-${year}.xlsx`)
  },
})

async function give(
  context: Context,
  bytes: Uint8Array,
  format: 'json' | 'xlsx',
  { out }: Arguments<typeof options>['options'],
  usual: string,
): Promise<0> {
  if (format === 'json' && out === undefined) {
    const text = new TextDecoder().decode(bytes)
    context.json(JSON.parse(text) as unknown)
    // JSON leaves some control characters as they are; written so they stay what they were, and no terminal obeys them.
    context.out(text.trimEnd().replace(/[\u007f-\u009f]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`))
    return 0
  }
  const file = out ?? usual
  await context.writeFile(file, bytes)
  context.json({ file, format, bytes: bytes.length })
  context.err(`Written: ${file}`)
  return 0
}
