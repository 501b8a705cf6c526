import type { RoomScope } from '../domain/leadership/room-settings.ts'
import { everyRoom } from '../store/leadership/rooms.ts'
import { defineCommand } from './command.ts'

const namesIn = (covers: RoomScope): string[] => (covers === 'all' ? [] : covers.map(({ shortName }) => shortName))

/** Every room with its scope and what it gets. --json: an array of { id, channel, chat, title, government, scope, agencies, language, approved, settings }; `scope` is government or agencies. */
export const rooms = defineCommand({
  name: 'rooms',
  summary: 'List the rooms: what each is registered to, and what it gets.',
  example: 'capaian rooms --json',
  positionals: [],
  options: {},
  house: true,
  json: true,
  run: async ({ openHouse, out, json }) => {
    const { database } = await openHouse()
    const all = await everyRoom(database, false)
    json(
      all.map(({ id, channel, platformId, title, governmentName, covers, locale, approvedAt, settings }) => ({
        ...{ id, channel, chat: platformId, title, government: governmentName, language: locale },
        ...{ scope: covers === 'all' ? 'government' : 'agencies', agencies: namesIn(covers) },
        ...{ approved: approvedAt ?? null, settings },
      })),
    )
    for (const { id, channel, platformId, title, governmentName, covers, approvedAt, settings } of all) {
      const gets = (['week', 'month', 'quarter'] as const).filter((kind) => settings[kind])
      const waits = covers === 'all' || covers.length > 0 ? 'waits for approval' : 'not registered'
      const state = approvedAt === undefined ? waits : `digests: ${gets.join(', ') || 'none'}; alerts: ${settings.alerts}`
      out(`${id}  ${channel}:${platformId}  “${title}”  ${[governmentName, ...namesIn(covers)].join(' / ')}  ${state}`)
    }
    if (all.length === 0) out('There is no room yet. /daftar in a group asks for one.')
    return 0
  },
})
