import type { Config } from '../../config.ts'
import { roles } from '../../config-variables.ts'
import type { Ailment } from './ailment.ts'

/** The channels that people are reached on; `local`: governments on the local chat besides the demo's, null where it is off. */
export type Connected = { channels: string[]; local: string[] | null }

export function connectedBy({ telegram, slack, localChat }: Config): Connected {
  const real = [...(telegram ? ['telegram'] : []), ...(slack ? ['slack'] : [])]
  const local = localChat.mode === 'on' || (localChat.mode === 'auto' && real.length === 0)
  return { channels: [...real, ...(local ? ['local'] : [])], local: local ? localChat.governments : null }
}

/** What is odd about a configuration in which every variable is right by itself. */
export function checkConfig(config: Config): Ailment[] {
  const { channels } = connectedBy(config)
  const found: Ailment[] = []
  if (channels.length === 0)
    found.push({
      severity: 'error',
      code: 'no-channel',
      where: 'configuration',
      found: 'no channel: nobody can talk to the bot',
      expected: 'TELEGRAM_BOT_TOKEN, SLACK_BOT_TOKEN, or LOCAL_CHAT=on',
    })
  if (config.demo === 'on' && channels.some((name) => name !== 'local'))
    found.push({
      severity: 'warning',
      code: 'demo-beside-real',
      where: 'configuration',
      found: 'DEMO=on beside a real channel',
      expected: 'DEMO=off, or no channel but the local chat; the demo’s clock can’t be moved like this',
    })
  const missing = roles.filter((role) => !config.roles.includes(role))
  if (config.databaseUrl === undefined && missing.length > 0)
    found.push({
      severity: 'error',
      code: 'role-of-nobody',
      where: 'configuration',
      found: `ROLES without ${missing.join(', ')} on the embedded database, which no other process can share`,
      expected: 'every role (leave ROLES unset), or a server in DATABASE_URL and other processes that have them',
    })
  return found
}
