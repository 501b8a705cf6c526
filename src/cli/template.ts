import { templateWorkbook } from '../documents/workbook/write-workbook.ts'
import { defineCommand } from './command.ts'
import { wrongUsage } from './refuse.ts'

/** Writes the empty workbook that officials fill in. With --json: `file`, `bytes`. */
export const template = defineCommand({
  name: 'template',
  summary: 'Write the empty workbook for an import, with explanations and drop-downs.',
  example: 'capaian template --out setda-2025.xlsx',
  positionals: [],
  options: {
    out: { type: 'string', value: 'FILE', help: 'where to write it; capaian-template.xlsx unless said' },
    language: { type: 'string', value: 'id|en', help: 'the language of headings and explanations; id unless said' },
  },
  house: false,
  json: true,
  run: async (context, { options: { out: file = 'capaian-template.xlsx', language = 'id' } }) => {
    if (language !== 'id' && language !== 'en') return wrongUsage(context, 'template', `“${language}” is no language; id or en`)
    const bytes = await templateWorkbook(language)
    await context.writeFile(file, bytes)
    context.json({ file, bytes: bytes.length })
    context.err(`Written: ${file}`)
    return 0
  },
})
