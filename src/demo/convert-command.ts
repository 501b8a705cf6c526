import { readFile } from 'node:fs/promises'
import { ImportDocument } from '../documents/shape/document.ts'
import { Choices, noChoices } from './choices.ts'
import { convert } from './convert.ts'

/** `convert FILE [--with CHOICES.json]`: the import document on standard output, what was unclear or chosen on standard error. */
async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--with')
  const chosen = at >= 0 ? args[at + 1] : undefined
  const [file] = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1))
  if (!file || (at >= 0 && !chosen)) {
    process.stderr.write('convert FILE [--with CHOICES.json]   e.g. npm run -s convert -- setda-2024.json > setda.json\n')
    return 2
  }
  const source: unknown = JSON.parse(await readFile(file, 'utf8'))
  const { document, notes } = convert(source, chosen ? Choices.parse(JSON.parse(await readFile(chosen, 'utf8'))) : noChoices)
  for (const note of notes) process.stderr.write(`${note}\n`)
  process.stdout.write(`${JSON.stringify(document, null, 1)}\n`)
  const checked = ImportDocument.safeParse(document)
  for (const { path, message } of checked.error?.issues ?? []) process.stderr.write(`! ${path.join('.')}: ${message}\n`)
  return checked.success ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  return 1
})
