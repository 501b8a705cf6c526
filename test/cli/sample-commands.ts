import { defineCommand } from '../../src/cli/command.ts'
import type { Command } from '../../src/cli/command.ts'

/** Reads a file, writes one, asks before it does: all that a command can do. */
const copy = defineCommand({
  name: 'copy',
  summary: 'Copy a file in capitals.',
  example: 'capaian copy a.txt b.txt --yes',
  positionals: [{ name: 'FROM' }, { name: 'TO', optional: true }],
  options: { yes: { type: 'boolean', help: 'do it' }, times: { type: 'string', value: 'N', help: 'how often' } },
  house: true,
  json: true,
  reads: ({ positionals }) => positionals.slice(0, 1),
  run: async (context, { options, positionals: [from = '', to] }) => {
    const { database } = await context.openHouse()
    const text = new TextDecoder()
      .decode(await context.readFile(from))
      .toUpperCase()
      .repeat(Number(options.times ?? 1))
    context.err(`on ${database.kind}`)
    if (!options.yes) return { status: 1, ask: 'Write it?', agree: '--yes' }
    if (to) await context.writeFile(to, text)
    context.json({ text })
    context.out(text)
    return 0
  },
})
const plain = { summary: 'A command.', example: 'capaian x', positionals: [], options: {}, house: false, json: true }
const breaks = defineCommand({
  ...plain,
  name: 'breaks',
  run: async () => {
    throw new Error('it broke', { cause: new Error('at postgres://u:geheim@h/d') })
  },
})
const twice = defineCommand({
  ...plain,
  name: 'twice',
  run: async (context) => {
    context.json(1)
    context.json(2)
    return 0
  },
})
const silent = defineCommand({ ...plain, name: 'silent', run: async () => 0 })
const findings = defineCommand({
  ...plain,
  name: 'findings',
  run: async (context) => {
    context.json({ findings: 1 })
    context.out('one finding')
    return 1
  },
})

export const sampleCommands: Command[] = [copy, breaks, twice, silent, findings]
