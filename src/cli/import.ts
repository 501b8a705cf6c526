import { basename } from 'node:path'
import type { Finding } from '../documents/check/finding.ts'
import { importDocuments } from '../documents/import-documents.ts'
import type { Imported } from '../documents/import-documents.ts'
import { writeChange, writeFinding } from '../documents/check/write-finding.ts'
import { createTexts } from '../text/texts.ts'
import type { Texts } from '../text/texts.ts'
import { defineCommand } from './command.ts'
import type { Context } from './command.ts'
import { wrongUsage } from './refuse.ts'

/**
 * Imports an agency's year. With --json: `applied`, `documents` (how many were read), `findings` (severity, code, path, sheet, row, column,
 * found, expected, sentence) and `difference` (government, agency, year, isNew, changes with path, kind, from, to).
 */
export const importFile = defineCommand({
  name: 'import',
  summary: 'Import agreements, indicators, targets, budget, people and scales from a workbook or JSON.',
  example: 'capaian import setda-2024.xlsx --yes',
  positionals: [{ name: 'FILE' }],
  options: {
    yes: { type: 'boolean', help: 'apply what would change; without it the difference is shown and nothing is written' },
    language: { type: 'string', value: 'id|en', help: 'the language of findings; id unless said' },
  },
  house: true,
  json: true,
  reads: ({ positionals }) => positionals.slice(0, 1),
  run: async (context, { positionals: [file = ''], options: { yes = false, language = 'id' } }) => {
    if (language !== 'id' && language !== 'en') return wrongUsage(context, 'import', `“${language}” is no language; id or en`)
    const bytes = await context.readFile(file)
    const { database } = await context.openHouse()
    const imported = await importDocuments(database, { name: basename(file), bytes }, { yes, now: context.now() })
    const texts = createTexts(language)
    context.json(importedJson(imported, texts))
    for (const finding of imported.findings) context.err(writeFinding(texts, finding).sentence)
    return conclude(context, file, imported, texts)
  },
})

/** Says what came of it, and with which status it ends. */
function conclude(context: Context, file: string, imported: Imported, texts: Texts) {
  const { findings, difference, applied } = imported
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors > 0) {
    context.err(`${errors} ${errors === 1 ? 'error' : 'errors'} in ${file}: nothing was written.`)
    return 1
  }
  if (difference.length === 0) {
    context.out('Nothing to do: everything in the file is there already.')
    return 0
  }
  for (const { government, agency, year, isNew, changes } of difference) {
    const place = `${government}/${agency} ${year}`
    const counted = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`
    const around = changes.length === 0 ? 'new' : `new, with ${counted} of what is there already`
    context.out(`${place}: ${isNew ? around : counted}`)
    for (const change of changes) context.out(`  ${writeChange(texts, change)}`)
  }
  if (applied) {
    context.out('Imported.')
    return 0
  }
  context.err('Nothing was written. To apply it: the same command with --yes.')
  return { status: 1 as const, ask: 'Apply it?', agree: '--yes' }
}

const importedJson = ({ findings, difference, applied, documents }: Imported, texts: Texts) => ({
  applied,
  documents,
  findings: findings.map((finding) => findingJson(finding, texts)),
  difference,
})

const findingJson = (finding: Finding, texts: Texts) => {
  const { found, expected, sentence } = writeFinding(texts, finding)
  const { path, sheet = null, row = null, column = null } = finding.where
  return { severity: finding.severity, code: finding.code, path, sheet, row, column, found, expected, sentence }
}
