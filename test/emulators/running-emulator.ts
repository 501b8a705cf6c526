import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** `npm run emulator` in a process of its own: what it printed, as somebody reads it. */
export type RunningEmulator = {
  page: string
  /** The environment that it prints for `npm start`. */
  env: Record<string, string>
  /** The document that it prints for `capaian import`. */
  document: string
  get: <T>(path: string) => Promise<T>
  post: (path: string, body: unknown) => Promise<void>
  stop: () => Promise<void>
}

/** Starts it on free ports and reads its screen. */
export async function startEmulator(): Promise<RunningEmulator> {
  const run = fileURLToPath(new URL('run.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', run, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let screen = ''
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    screen += String(chunk)
    if (screen.includes('\n3. ')) break
  }
  child.stdout.resume()
  const page = found(screen, /the page.*?(http:\S+)/i)
  const pairs = [...screen.matchAll(/([A-Z_]{4,})=(\S+)/g)].map(([, name = '', value = '']): [string, string] => [name, value])
  const answered = async (answer: Response): Promise<unknown> => {
    const body: unknown = await answer.json()
    if (!answer.ok) throw new Error(JSON.stringify(body))
    return body
  }
  return {
    page,
    env: Object.fromEntries(pairs),
    document: found(screen, /import (\S+)/),
    get: async <T>(path: string) => (await answered(await fetch(page + path))) as T,
    post: async (path, body) => void (await answered(await fetch(page + path, { method: 'POST', body: JSON.stringify(body) }))),
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
    },
  }
}

function found(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? []
  if (value === undefined) throw new Error(`not on the screen: ${pattern.source}: ${text}`)
  return value
}
