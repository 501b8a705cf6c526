import type { AddressInfo } from 'node:net'
import { createFaults } from './faults.ts'
import { createFlood } from './flood.ts'
import type { FloodLimits } from './flood.ts'
import { createMethods } from './methods.ts'
import { membershipUpdate, seatOf } from './people.ts'
import type { Seat } from './people.ts'
import { telegramServer } from './server.ts'
import type { Call } from './server.ts'
import { createUpdates } from './updates.ts'
import type { UpdateJson } from './updates.ts'
import { chatJson, createWorld, messageJson, userJson } from './world.ts'
import type { Member, Room } from './world.ts'

export type Group = {
  id: number
  member: (person: Member, thread?: number) => Seat
  /** Of a move Telegram tells in both chats; `told` names those of which the bot still hears. */
  becomesSupergroup: (by: Member, told?: readonly ('old' | 'new')[]) => Group
  removesBot: (by: Member) => void
  addsBot: (by: Member) => void
}

type EmulatorOptions = { token?: string; port?: number; now?: () => number; flood?: FloodLimits; retryMs?: number }

export type TelegramEmulator = Awaited<ReturnType<typeof openTelegramEmulator>>

/**
 * Telegram on this machine, for tests and for playing: a Bot API that refuses what the real one refuses, and people who use it.
 * `now` is its clock in milliseconds (it may run faster); `flood` its limits, none where a test is about something else; `retryMs` how soon
 * it brings again what a webhook did not take.
 */
export async function openTelegramEmulator(options: EmulatorOptions = {}) {
  // Put together, so that no scanner takes it for a real one.
  const token = options.token ?? ['4242424242', 'emulator-token-of-nobody'].join(':')
  const world = createWorld(options.now ?? (() => Date.now()))
  const updates = createUpdates(chatOf, options.retryMs ?? 30)
  const faults = createFaults()
  const calls: Call[] = []
  const menus: unknown[] = []
  const methods = createMethods(world, createFlood(options.flood, world.now), menus)
  const server = telegramServer({ token, world, updates, faults, calls, methods })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  let people = 0
  let groups = 0

  const addRoom = (room: Omit<Room, 'messages'>): Room => {
    const added = { ...room, messages: [] }
    world.rooms.set(added.id, added)
    return added
  }
  const groupOf = (room: Room): Group => ({
    id: room.id,
    member: (person, thread) => seatOf(world, updates, room, person, thread),
    becomesSupergroup: (by, told = ['old', 'new']) => {
      const next = addRoom({ id: -1_000_000_000_000 + room.id, type: 'supergroup', title: room.title })
      const service = (chat: Room, content: Record<string, unknown>) =>
        updates.add({
          message: {
            message_id: world.nextMessage(),
            date: Math.floor(world.now() / 1000),
            chat: chatJson(chat),
            from: userJson(by),
            ...content,
          },
        })
      if (told.includes('old')) service(room, { migrate_to_chat_id: next.id })
      if (told.includes('new')) service(next, { migrate_from_chat_id: room.id })
      room.closed = { code: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat', movedTo: next.id }
      return groupOf(next)
    },
    removesBot: (by) => {
      room.closed = { code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' }
      updates.add(membershipUpdate(world, room, by, 'member', 'kicked'))
    },
    addsBot: (by) => {
      delete room.closed
      updates.add(membershipUpdate(world, room, by, 'left', 'member'))
    },
  })

  return {
    token,
    apiRoot: `http://127.0.0.1:${port}`,
    faults,
    updates,
    calls,
    menus,
    /** Calls of a method that were carried out. */
    done: (method: string): Call[] => calls.filter((call) => call.method === method && call.ok),
    /** A person with a private chat, as after their first /start. */
    addUser: (firstName: string, id = 9_000_000 + (people += 1)): Member & Seat & { blocksBot: () => void; unblocksBot: () => void } => {
      const person: Member = { id, firstName }
      world.users.set(id, person)
      const room = addRoom({ id, type: 'private', title: firstName })
      return {
        ...person,
        ...seatOf(world, updates, room, person),
        blocksBot: () => {
          room.closed = { code: 403, description: 'Forbidden: bot was blocked by the user' }
          updates.add(membershipUpdate(world, room, person, 'member', 'kicked'))
        },
        unblocksBot: () => {
          delete room.closed
          updates.add(membershipUpdate(world, room, person, 'kicked', 'member'))
        },
      }
    },
    addGroup: (title: string, type: 'group' | 'supergroup' = 'supergroup'): Group => {
      groups += 1
      return groupOf(addRoom({ id: type === 'group' ? -5_000 - groups : -1_001_000_000_000 - groups, type, title }))
    },
    /** A message as the Bot API would give it, for tests of reading alone. */
    describe: (chatId: number, messageId: number) => {
      const said = world.rooms.get(chatId)?.messages.find(({ id }) => id === messageId)
      return said && messageJson(world, said)
    },
    close: async () => {
      updates.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The chat of an update, by which pushes are kept in order. */
function chatOf(update: UpdateJson): string {
  const inside = Object.values(update).find((value) => typeof value === 'object' && value !== null) as
    { chat?: { id: number }; message?: { chat: { id: number } } } | undefined
  return String(inside?.chat?.id ?? inside?.message?.chat.id)
}
