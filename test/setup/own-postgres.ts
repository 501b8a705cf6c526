import { spawn, execFile } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A PostgreSQL that one test has for itself, to do with as it likes. */
export type OwnPostgres = {
  url: string
  /** Ends it as a crash would, in the middle of everything, and starts it again; resolves when it takes connections. */
  crash: () => Promise<void>
  close: () => Promise<void>
}

const script = fileURLToPath(new URL('with-postgres.sh', import.meta.url))

/** Starts one in a temporary folder, whatever server the test run has. */
export async function openOwnPostgres(): Promise<OwnPostgres> {
  const { TEST_DATABASE_URL: _, ...env } = process.env
  const told = 'printf "%s\\n" "$TEST_DATABASE_URL" "$TEST_POSTGRES_CRASH"; exec cat'
  const child = spawn(script, ['bash', '-c', told], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const line = await lines.next()
    if (line.done) throw new Error('PostgreSQL could not be started')
    return line.value
  }
  const url = await next()
  const crash = await next()
  return {
    url,
    crash: async () => void (await promisify(execFile)('bash', ['-c', crash], { cwd: '/' })),
    close: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
