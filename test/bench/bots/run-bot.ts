import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Told } from './told.ts'

export type BotName = 'house' | 'bare' | 'scenes'

/** What a bot's process has used since it began: CPU in milliseconds, and its memory now. */
export type Used = { cpuMs: number; rssMb: number }

/** A bot in a process of its own. */
export type Bot = { webhook: string; secret: string; used: () => Promise<Used>; stop: () => Promise<void> }

/** Starts a bot and waits until it takes updates. `inspect` writes a CPU profile into that folder when it ends. */
export async function startBot(name: BotName, told: Omit<Told, 'secret'>, profile?: string): Promise<Bot> {
  const secret = randomBytes(16).toString('hex')
  const file = fileURLToPath(new URL(`${name}-bot.ts`, import.meta.url))
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = fork(file, [JSON.stringify({ ...told, secret })], {
    execArgv: ['--import', 'tsx', ...profiling],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`the bot ${name} has ended`))
      child.once('exit', ended)
      child.once('message', (what) => {
        child.off('exit', ended)
        resolve(what as T)
      })
    })
  const { webhook } = await said<{ webhook: string }>()
  return {
    webhook,
    secret,
    used: () => {
      const answer = said<Used>()
      child.send('used')
      return answer
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.send('stop')
      }),
  }
}
