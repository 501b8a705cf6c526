import { timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { carryOut } from './carry-out.ts'
import type { Place } from './carry-out.ts'
import type { Command, House } from './command.ts'
import { CommandRequest, controlPath, tokenHeader } from './remote.ts'
import type { CommandResponse } from './remote.ts'

const bodyLimit = 64 * 1024 * 1024

/** Finds a command by its name, and loads it when it is asked for. */
export type FindCommand = (name: string) => Promise<Command | undefined>

/** Carries a command out in the process that holds the database, for another process of the same machine. */
export async function runCommandRemotely(find: FindCommand, house: House, { argv, files }: CommandRequest): Promise<CommandResponse> {
  const response: CommandResponse = { outcome: 0, stdout: '', stderr: '', files: [] }
  const [name, ...rest] = argv
  const prepared = name === undefined ? undefined : (await find(name))?.prepare(rest)
  if (!prepared || 'wrong' in prepared) {
    const why = prepared ? prepared.wrong : 'the running process does not know this command'
    return { ...response, outcome: 2, stderr: `capaian ${name ?? ''}: ${why}\n` }
  }
  const place: Place = {
    openHouse: async () => house,
    stdout: (text) => void (response.stdout += text),
    stderr: (text) => void (response.stderr += text),
    readFile: async (path) => {
      const content = files[path]
      if (content === undefined) throw new Error(`${path} was not sent along`)
      return new Uint8Array(Buffer.from(content, 'base64'))
    },
    writeFile: async (path, content) => void response.files.push({ path, content: Buffer.from(content).toString('base64') }),
    now: () => house.clock.now(),
  }
  response.outcome = await carryOut(prepared, place)
  return response
}

/** Registers the route by which `capaian` commands reach the running process: from this machine alone, and with the token. */
export function controlRoute(server: FastifyInstance, find: FindCommand, house: House, token: string): void {
  server.post(controlPath, { bodyLimit }, async (request, reply) => {
    const given = request.headers[tokenHeader]
    if (!isLocal(request.socket) || typeof given !== 'string' || !same(given, token))
      return reply.code(403).send({ error: { code: 'forbidden' } })
    const body = CommandRequest.safeParse(request.body)
    if (!body.success) return reply.code(400).send({ error: { code: 'bad-request' } })
    return runCommandRemotely(find, house, body.data)
  })
}

/** Where commands reach a server that listens on `host`: a server on all addresses is reached by the machine's own. */
export function controlUrl(host: string, port: number): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`
}

/** A connection within one machine comes from a loopback address, or from the very address that it goes to. */
const isLocal = ({ remoteAddress = '', localAddress }: Socket): boolean =>
  remoteAddress === localAddress || /^(::ffff:)?127\.|^::1$/.test(remoteAddress)

function same(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
