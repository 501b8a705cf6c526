import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDelivery } from './delivery.ts'
import type { Attempt, SlackDelivery } from './delivery.ts'
import { createFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { createPerson } from './people.ts'
import type { Person } from './people.ts'
import { createWebApi } from './web-api.ts'
import { acceptWebSocket } from './web-socket.ts'
import type { Connection } from './web-socket.ts'
import { createWorkspace } from './workspace.ts'
import type { Channel, Message, Workspace } from './workspace.ts'

export type EmulatorOptions = {
  /** Commands that the app's manifest declares. */
  commands: readonly string[]
  /** Set once the app listens, for HTTP; unset in socket mode. */
  requestUrl?: string
  retryMs?: number[]
  ackMs?: number
  triggerMs?: number
  flood?: { count: number; perMs: number }
  port?: number
  /** Its clock in milliseconds, which may run faster. */
  now?: () => number
}

/** A Slack workspace on this machine, with an app installed in it. */
export type SlackEmulator = {
  /** For `SLACK_API_URL`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  workspace: Workspace
  faults: Faults
  delivery: SlackDelivery
  /** Where Slack sends what people do. */
  sendTo: (requestUrl: string) => void
  person: (name: string) => Person
  room: (name: string, people: Person[], withBot?: boolean) => Channel
  /** The bot joins a room, or is put out of it. */
  botJoins: (channel: Channel, by: Person) => Promise<Attempt>
  botLeaves: (channel: Channel) => Promise<Attempt>
  /** What the bot has said in a channel and not taken back, oldest first. */
  said: (channel: Channel) => Message[]
  /** The app's sockets: cut without a word, or asked to connect anew as Slack does every few hours. */
  sockets: { count: () => number; cut: () => void; refresh: () => void }
  close: () => Promise<void>
}

/** Opens an emulator on a port of this machine. */
export async function openSlackEmulator(options: EmulatorOptions): Promise<SlackEmulator> {
  const { commands, retryMs = [0, 50, 200], ackMs = 3000, triggerMs = 3000, flood = { count: 4, perMs: 3000 }, now = Date.now } = options
  const workspace = createWorkspace(now)
  const faults = createFaults()
  const connections = new Set<Connection>()
  const secrets = { botToken: 'xoxb-emulator-bot', appToken: 'xapp-emulator-app', signingSecret: 'emulator-signing-secret' }
  let base = ''
  const webApi = createWebApi({ workspace, ...secrets, faults, flood, base: () => base, now })
  const parts = { signingSecret: secrets.signingSecret, requestUrl: options.requestUrl, connections, retryMs, ackMs }
  const delivery = createDelivery(parts)
  const server = createServer((request, response) => {
    webApi.handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  server.on('upgrade', (request, socket) => {
    const connection = acceptWebSocket(request, socket, { message: delivery.acknowledged, closed: () => connections.delete(connection) })
    connections.add(connection)
    connection.send(JSON.stringify({ type: 'hello', num_connections: connections.size }))
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const roomEvent = (event: Record<string, unknown>) =>
    delivery.deliver('events_api', {
      type: 'event_callback',
      event_id: workspace.nextId('Ev'),
      team_id: workspace.team,
      authorizations: [{ team_id: workspace.team, user_id: workspace.bot.user, is_bot: true }],
      event,
    })

  return {
    apiUrl: `${base}/api/`,
    ...secrets,
    workspace,
    faults,
    delivery,
    sendTo: (requestUrl) => {
      parts.requestUrl = requestUrl
    },
    person: (name) => createPerson(workspace.addUser(name), workspace, delivery, commands, triggerMs, now, () => base),
    room: (name, people, withBot = true) =>
      workspace.addRoom(
        name,
        people.map(({ user }) => user),
        withBot,
      ),
    botJoins: (channel, by) => {
      channel.members.add(workspace.bot.user)
      return roomEvent({
        type: 'member_joined_channel',
        user: workspace.bot.user,
        channel: channel.id,
        channel_type: 'C',
        inviter: by.user.id,
      })
    },
    botLeaves: (channel) => {
      channel.members.delete(workspace.bot.user)
      return roomEvent({ type: 'channel_left', channel: channel.id, event_ts: workspace.nextTs() })
    },
    said: (channel) => channel.messages.filter(({ user, deleted }) => user === workspace.bot.user && !deleted),
    sockets: {
      count: () => connections.size,
      cut: () => {
        for (const connection of connections) connection.cut()
      },
      refresh: () => {
        for (const connection of connections) connection.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      },
    },
    close: async () => {
      delivery.close()
      webApi.close()
      for (const connection of connections) connection.cut()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
