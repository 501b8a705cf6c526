import { expect, test } from 'vitest'
import { checkConfig } from '../../src/cli/doctor/check-config.ts'
import { readConfig } from '../../src/config.ts'

const codes = (environment: Record<string, string>) => {
  const reading = readConfig(environment)
  if (reading.kind !== 'read') throw new Error('no configuration')
  return checkConfig(reading.config).map(({ code, found }) => `${code}: ${found}`)
}

test('a configuration without variables has nothing odd', () => {
  expect(codes({})).toEqual([])
})

test('what this process leaves to others nobody does on the embedded database; on a server others may', () => {
  expect(codes({ ROLES: 'web,tick' })).toEqual([
    'role-of-nobody: ROLES without worker, sender on the embedded database, which no other process can share',
  ])
  expect(codes({ ROLES: 'web,tick', DATABASE_URL: 'postgres://h/d' })).toEqual([])
})

test('no channel at all, and the demo beside a real one', () => {
  expect(codes({ LOCAL_CHAT: 'off' })).toEqual(['no-channel: no channel: nobody can talk to the bot'])
  expect(codes({ DEMO: 'on', TELEGRAM_BOT_TOKEN: '1:a' })).toEqual(['demo-beside-real: DEMO=on beside a real channel'])
})
