import { execFile, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const environment = (env: Record<string, string>) => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  LOG_LEVEL: 'warn',
  ...env,
})

/** How a program ended, and what it wrote. */
export type Ended = { status: number | null; stdout: string; stderr: string }

/** Runs `capaian` as people do, in a process of its own. */
export const capaian = (argv: string[], env: Record<string, string>, cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file('src/cli/capaian.mjs'), ...argv],
      { cwd, env: environment(env), maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ status: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr }),
    )
    child.stdin?.end()
  })

/** A bot in a process of its own, as `npm start` runs it. */
export type RunningBot = {
  url: string
  pid: number | undefined
  /** From the start of the process until it said that it is ready. */
  startMs: number
  stderr: () => string
  ended: Promise<Ended>
  /** Ctrl-C, and how it ended. */
  stop: () => Promise<Ended>
  kill: () => Promise<Ended>
}

/** What `npm start` runs. */
const program = [file('src/start.mjs')]

/** Starts the program, or another one that takes its place; whoever calls it waits for what it expects. */
export function spawnBot(env: Record<string, string>, cwd: string, run = program) {
  const child = spawn(process.execPath, run, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => void (written.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (written.stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, ...written })))
  const end = (signal: 'SIGINT' | 'SIGKILL') => () => {
    child.kill(signal)
    return ended
  }
  return { pid: child.pid, written, ended, stop: end('SIGINT'), kill: end('SIGKILL') }
}

/** Starts a bot and waits until `/readyz` says so. */
export async function startBot(
  env: Record<string, string> & { PORT: string },
  cwd: string,
  patienceMs = 60_000,
  run = program,
): Promise<RunningBot> {
  const began = performance.now()
  const bot = spawnBot(env, cwd, run)
  let gone = false
  void bot.ended.then(() => (gone = true))
  const url = `http://127.0.0.1:${env.PORT}`
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    // Whoever answers for one that is gone is somebody else.
    if (ready && !gone) break
    if (gone || performance.now() - began > patienceMs) {
      await bot.kill()
      throw new Error(`the bot did not start: ${bot.written.stderr}`)
    }
    await sleep(20)
  }
  return {
    url,
    pid: bot.pid,
    startMs: performance.now() - began,
    stderr: () => bot.written.stderr,
    ended: bot.ended,
    stop: bot.stop,
    kill: bot.kill,
  }
}
