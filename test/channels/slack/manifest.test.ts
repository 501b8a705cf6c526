import { expect, test } from 'vitest'
import manifest from '../../../slack-manifest.json' with { type: 'json' }
import { catalogue } from '../../../src/text/catalogue.ts'
import { commandNamed } from '../../../src/conversations/commands.ts'

const address = manifest.settings.event_subscriptions.request_url

test('every command of the app is one of the house, and all go to one address', () => {
  const commands = manifest.features.slash_commands
  expect(commands.map(({ command }) => [command, commandNamed(command.slice(1))])).toEqual(
    commands.map(({ command }) => [command, command.slice(1)]),
  )
  expect(new Set(commands.map(({ command }) => command)).size).toBe(commands.length)
  expect(commands.every(({ url }) => url === address)).toBe(true)
  expect(manifest.settings.interactivity.request_url).toBe(address)
  expect(new URL(address).pathname).toBe('/slack/events')
})

test('every command that people are told of is one of the app', () => {
  const told = Object.values(catalogue.id).flatMap((texts) =>
    [...JSON.stringify(texts).matchAll(/(?<![\w.<])\/([a-z]{4,})\b/g)].map(([, name]) => name ?? ''),
  )
  const known = new Set(manifest.features.slash_commands.map(({ command }) => command.slice(1)))
  const commands = [...new Set(told)].filter((name) => commandNamed(name) === name && name !== 'start')
  expect(commands.length).toBeGreaterThanOrEqual(12)
  expect(commands.filter((name) => !known.has(name))).toEqual([])
})

test('the app may do what the channel calls', () => {
  const needed = ['chat:write', 'commands', 'files:read', 'files:write', 'im:write', 'im:history', 'channels:history', 'groups:history']
  expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
  expect(manifest.features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false })
})
