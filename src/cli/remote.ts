import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { sayRunning, takeFolder } from '../store/database/data-folder.ts'
import type { Control, HeldFolder } from '../store/database/data-folder.ts'
import type { Outcome, Prepared } from './command.ts'
import type { Place } from './carry-out.ts'

/** A command line on its way to the process that holds the database, with the files that it reads (base64). */
export const CommandRequest = z.object({ argv: z.array(z.string()), files: z.record(z.string(), z.string()) })
export type CommandRequest = z.infer<typeof CommandRequest>
const ExitStatus = z.union([z.literal(0), z.literal(1), z.literal(2)])
/** What came of it: what to print, which files to write (base64), how to exit. */
export const CommandResponse = z.object({
  outcome: z.union([ExitStatus, z.object({ status: z.literal(1), ask: z.string(), agree: z.string() })]),
  stdout: z.string(),
  stderr: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
})
export type CommandResponse = z.infer<typeof CommandResponse>

export const controlPath = '/control/command'
export const tokenHeader = 'x-capaian-token'

/** Where a command is carried out: here, with the folder taken for it, or by the process that runs. */
export type Access = { kind: 'here'; folder?: HeldFolder } | { kind: 'there'; control: Control }

const patienceMs = 30_000

/**
 * Finds out where. A process that holds the folder and does not listen yet is starting, or is another command: it is waited for.
 * @throws where it neither lets go nor listens in half a minute
 */
export async function findAccess(config: Config, now: () => Date): Promise<Access> {
  if (config.databaseUrl) return { kind: 'here' }
  for (let waited = 0; ; waited += 100) {
    const taken = await takeFolder(config.dataDir, now())
    if (taken.kind === 'held') return { kind: 'here', folder: taken }
    if (taken.control) return { kind: 'there', control: taken.control }
    if (waited >= patienceMs) throw new Error(`${sayRunning(config.dataDir, taken)} It does not answer commands yet.`)
    await sleep(100)
  }
}

/** Has a command carried out by the running process; its texts and files come out here as if it had run here. */
export async function carryOutThere(prepared: Prepared, argv: string[], control: Control, place: Place): Promise<Outcome> {
  const files = await Promise.all(
    prepared.reads.map(async (path) => [path, Buffer.from(await place.readFile(path)).toString('base64')] as const),
  )
  const body: CommandRequest = { argv, files: Object.fromEntries(files) }
  const response = await fetch(new URL(controlPath, control.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', [tokenHeader]: control.token },
    body: JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(`The running process at ${control.url} refused the command (${response.status}). Is it of another version?`)
  const result = CommandResponse.parse(await response.json())
  // Before what is said of them: a file that can't be written here was not written.
  for (const { path, content } of result.files) await place.writeFile(path, new Uint8Array(Buffer.from(content, 'base64')))
  place.stderr(result.stderr)
  place.stdout(result.stdout)
  return result.outcome
}
