import { PassThrough, Readable } from 'node:stream'
import { main } from '../../src/cli/main.ts'
import type { Terminal } from '../../src/cli/main.ts'
import type { Command } from '../../src/cli/command.ts'

export type Ran = { status: number; stdout: string; stderr: string }

/** Runs a command line in this process with a terminal made for it. `answers` makes it one with a person in front. */
export async function run(
  argv: string[],
  setting: { env?: Record<string, string>; commands?: Command[]; stdin?: string; answers?: string } = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '' }
  const sink = (name: keyof typeof written) => {
    const stream = new PassThrough()
    stream.on('data', (chunk: Buffer) => void (written[name] += chunk.toString()))
    return Object.assign(stream, { isTTY: setting.answers !== undefined })
  }
  const stdin = Object.assign(Readable.from([setting.answers ?? setting.stdin ?? '']), { isTTY: setting.answers !== undefined })
  const terminal = { env: setting.env ?? {}, stdin, stdout: sink('stdout'), stderr: sink('stderr') } as unknown as Terminal
  const status = await main(argv, terminal, setting.commands)
  return { status, ...written }
}
