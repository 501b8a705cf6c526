import type { Context } from './command.ts'

type Saying = Pick<Context, 'err' | 'json'>

/** Says why a command does nothing, to people and to programs; refused, status 1. */
export function refused({ err, json }: Saying, command: string, text: string): 1 {
  err(`capaian ${command}: ${text}`)
  json({ error: text })
  return 1
}

/** The same where the command line itself is wrong; status 2. */
export function wrongUsage({ err, json }: Saying, command: string, text: string): 2 {
  err(`capaian ${command}: ${text}\ncapaian ${command} --help explains it.`)
  json({ error: text })
  return 2
}
