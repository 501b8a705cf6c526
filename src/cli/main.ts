import { readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { buffer } from 'node:stream/consumers'
import { explainFindings, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { carryOut, sayError } from './carry-out.ts'
import type { Place } from './carry-out.ts'
import type { Command, ExitStatus, House, Outcome, Prepared } from './command.ts'
import { helpFor, helpForAll, nearestCommand } from './help.ts'
import { loadCommand, loadCommands } from './load-command.ts'
import { openLocalHouse } from './local-house.ts'
import { carryOutThere, findAccess } from './remote.ts'

/** The part of node's process that a command line is about. */
export type Terminal = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr'>

/** Understands a command line, has it carried out where the database is, and returns how to exit. */
export async function main(argv: string[], terminal: Terminal, given?: Command[]): Promise<ExitStatus> {
  const out = (text: string) => void terminal.stdout.write(`${text}\n`)
  const err = (text: string) => void terminal.stderr.write(`${text}\n`)
  const every = async () => given ?? (await loadCommands())
  const [name, ...rest] = argv[0] === 'help' ? [argv[1] ?? '--help', '--help'] : argv
  if (name === undefined || name === '--help' || name === '-h') {
    ;(name === undefined ? err : out)(helpForAll(await every()))
    return name === undefined ? 2 : 0
  }
  const command = given ? given.find((one) => one.name === name) : await loadCommand(name)
  if (!command) {
    const near = nearestCommand(name, await every())
    err(`capaian: there is no command “${name}”.${near ? ` Is “${near}” meant?` : ''} capaian --help lists them.`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    out(helpFor(command))
    return 0
  }
  const prepared = command.prepare(rest)
  if ('wrong' in prepared) {
    err(`capaian ${name}: ${prepared.wrong}\n\n${helpFor(command)}`)
    if (command.json && rest.includes('--json')) out(JSON.stringify({ error: prepared.wrong }))
    return 2
  }
  const reading = readConfig(terminal.env)
  for (const warning of reading.warnings) err(`capaian: ${warning}`)
  if (reading.kind === 'refused') {
    err(explainFindings(reading.findings))
    if (prepared.json) out(JSON.stringify({ error: 'the configuration is wrong', configuration: reading.findings }, null, 2))
    return 1
  }
  try {
    const outcome = await carryOutSomewhere(prepared, argv, reading.config, terminal)
    if (typeof outcome === 'number') return outcome
    if (!prepared.json && terminal.stdin.isTTY && terminal.stderr.isTTY && (await agrees(outcome.ask, terminal)))
      return await main([...argv, outcome.agree], terminal, given)
    return outcome.status
  } catch (error) {
    const said = sayError(error)
    err(`capaian ${name}: ${said}`)
    if (prepared.json) out(JSON.stringify({ error: said }))
    return 1
  }
}

/** Here, or by the process that runs on the same folder; to the command it is the same. */
async function carryOutSomewhere(prepared: Prepared, argv: string[], config: Config, terminal: Terminal): Promise<Outcome> {
  let house: House | undefined
  const place: Place = {
    openHouse: async () => (house ??= await openLocalHouse(config)),
    stdout: (text) => void terminal.stdout.write(text),
    stderr: (text) => void terminal.stderr.write(text),
    readFile: async (path) => new Uint8Array(path === '-' ? await buffer(terminal.stdin) : await readFile(path)),
    writeFile: (path, content) => writeFile(path, content),
    now: () => house?.clock.now() ?? new Date(),
  }
  if (!prepared.command.house) return carryOut(prepared, place)
  const access = await findAccess(config, place.now)
  if (access.kind === 'there') return carryOutThere(prepared, argv, access.control, place)
  try {
    return await carryOut(prepared, place)
  } finally {
    await house?.database.close()
    access.folder?.release()
  }
}

async function agrees(question: string, { stdin, stderr }: Terminal): Promise<boolean> {
  const asking = createInterface({ input: stdin, output: stderr })
  try {
    return /^(y|yes|ya)$/i.test((await asking.question(`${question} [y/N] `)).trim())
  } finally {
    asking.close()
  }
}
