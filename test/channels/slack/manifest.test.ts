import { expect, test } from 'vitest'
import manifest from '../../../slack-manifest.json' with { type: 'json' }
import { catalogue } from '../../../src/text/catalogue.ts'
import { commandNamed } from '../../../src/conversations/commands.ts'

const address = manifest.settings.event_subscriptions.request_url

/** Slack keeps these for itself: /leave would leave the channel, whatever the app says of it. */
const slacksOwn = ['leave', 'who', 'remind', 'invite', 'join', 'me', 'msg', 'mute', 'search', 'status', 'topic', 'archive']

test('every command of the app is one of the house in both languages, and all go to one address', () => {
  const commands = manifest.features.slash_commands
  const meant = commands.map(({ command }) => commandNamed(command.slice(1)))
  expect(commands.filter((_, at) => meant[at] === undefined)).toEqual([])
  const own = new Set(meant.filter((name, at) => commands[at]?.command === `/${name}`))
  expect(own.size).toBe(18)
  // Each once in Indonesian and once in English, but for those that are the same word.
  expect([...own].map((name) => [name, meant.filter((other) => other === name).length])).toEqual([...own].map((name) => [name, 2]))
  expect(commands.filter(({ command }) => slacksOwn.includes(command.slice(1)))).toEqual([])
  expect(new Set(commands.map(({ command }) => command)).size).toBe(commands.length)
  expect(commands.every(({ url }) => url === address)).toBe(true)
  expect(manifest.settings.interactivity.request_url).toBe(address)
  expect(new URL(address).pathname).toBe('/slack/events')
})

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as Record<string, unknown>).flatMap((inner) => textsIn(inner))

test.each(['id', 'en'] as const)('every command that people are told of in %s is one of the app', (locale) => {
  const told = textsIn(catalogue[locale]).flatMap((text) =>
    [...text.matchAll(/(?<![\w.<])\/([a-z]{3,})\b(?!\/)/g)].map(([, name]) => name ?? ''),
  )
  const known = new Set(manifest.features.slash_commands.map(({ command }) => command.slice(1)))
  const commands = [...new Set(told)].filter((name) => commandNamed(name) !== undefined)
  expect(commands.length).toBeGreaterThanOrEqual(12)
  expect(commands.filter((name) => !known.has(name))).toEqual([])
})

test('the app may do what the channel calls', () => {
  const needed = [
    ...['chat:write', 'commands', 'files:read', 'files:write', 'im:write'],
    ...['im:history', 'channels:history', 'groups:history', 'channels:read', 'groups:read'],
  ]
  expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(needed))
  expect(manifest.features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false })
})
