import { expect, test } from 'vitest'
import manifest from '../../../slack-manifest.json' with { type: 'json' }
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

test('the app may do what the channel calls', () => {
  const needed = ['chat:write', 'commands', 'files:read', 'files:write', 'im:write', 'im:history', 'channels:history', 'groups:history']
  expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
  expect(manifest.features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false })
})
