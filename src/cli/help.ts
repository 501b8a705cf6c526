import { editDistance } from '../text/edit-distance.ts'
import { usageOf } from './command.ts'
import type { Command } from './command.ts'

/** What `capaian --help` prints. */
export function helpForAll(commands: Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'usage: capaian COMMAND [ARGUMENT ...]',
    '',
    ...lines,
    '',
    'capaian COMMAND --help explains a command. Exit status: 0 done, 1 refused or findings, 2 wrong usage.',
    'The database is that of DATABASE_URL, or the embedded one in DATA_DIR; where a bot runs on that, it carries the command out.',
  ].join('\n')
}

/** What `capaian COMMAND --help` prints. */
export function helpFor(command: Command): string {
  const flags = Object.entries(command.options).map(([name, { type, value, help }]) => {
    const flag = `--${name}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`
    return `  ${flag.padEnd(18)}  ${help}`
  })
  const options = flags.length > 0 ? ['', 'options:', ...flags] : []
  return [`usage: ${usageOf(command)}`, '', command.summary, ...options, '', 'example:', `  ${command.example}`].join('\n')
}

/** The command that was probably meant. */
export function nearestCommand(typed: string, commands: Command[]): string | undefined {
  const distances = commands.map(({ name }) => ({ name, distance: name.startsWith(typed) ? 1 : editDistance(typed, name, 2) }))
  return distances.filter(({ distance }) => distance <= 2).toSorted((a, b) => a.distance - b.distance)[0]?.name
}
