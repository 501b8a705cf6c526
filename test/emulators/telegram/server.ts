import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault, Faults } from './faults.ts'
import { Refused } from './methods.ts'
import type { Payload } from './methods.ts'
import { BadMarkup } from './read-html.ts'
import type { Updates } from './updates.ts'
import type { Attachment, World } from './world.ts'

/** One call, as it was recorded. */
export type Call = {
  method: string
  fields: Record<string, unknown>
  files: string[]
  at: number
  ok: boolean
  code: number
  description?: string
}

type Parts = {
  token: string
  world: World
  updates: Updates
  faults: Faults
  calls: Call[]
  methods: Record<string, (payload: Payload) => unknown>
}

/** The HTTP side of the emulator. */
export function telegramServer({ token, world, updates, faults, calls, methods }: Parts) {
  const answer = async (method: string, payload: Payload, gone: AbortSignal): Promise<unknown> => {
    const { fields } = payload
    switch (method) {
      case 'getUpdates': {
        const taken = await updates.take(
          Number(fields['offset'] ?? 0),
          Number(fields['limit'] ?? 100),
          Number(fields['timeout'] ?? 0) * 1000,
          gone,
        )
        if (taken === 'webhook')
          throw new Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
          )
        if (taken === 'conflict')
          throw new Refused(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running')
        return taken
      }
      case 'setWebhook': {
        const url = typeof fields['url'] === 'string' ? fields['url'] : ''
        if (url !== '' && !/^https?:\/\//.test(url))
          throw new Refused(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
        const secret = fields['secret_token']
        updates.setWebhook(url === '' ? undefined : { url, ...(typeof secret === 'string' && { secret }) })
        return true
      }
      case 'deleteWebhook':
        updates.setWebhook(undefined)
        return true
      default: {
        const found = methods[method]
        if (!found) throw new Refused(404, 'Not Found: method not found')
        return found(payload)
      }
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? ''
    const body = await bodyOf(request)
    const file = /^\/file\/bot([^/]+)\/documents\/(.+)$/.exec(url)
    if (file) {
      const found = file[1] === token ? world.files.get(decodeURIComponent(file[2] ?? '')) : undefined
      response.writeHead(found ? 200 : 404).end(found ? Buffer.from(found.bytes) : 'Not Found')
      return
    }
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(url) ?? []
    if (given !== token) return reply(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' })
    const payload = await readPayload(request, body)
    const chatId = payload.fields['chat_id'] === undefined ? undefined : Number(payload.fields['chat_id'])
    const fault = faults.next(method, chatId)
    const note = (ok: boolean, code: number, description?: string) =>
      void calls.push({
        method,
        fields: payload.fields,
        files: Object.values(payload.files).map(({ name }) => name),
        at: world.now(),
        ok,
        code,
        ...(description !== undefined && { description }),
      })
    try {
      breakBefore(fault)
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      const result = await answer(method, payload, gone.signal)
      note(true, 200)
      if (fault?.kind === 'lost-answer') return void request.socket.destroy()
      if (fault?.kind === 'hang-after') return
      reply(response, 200, { ok: true, result })
    } catch (error) {
      if (error instanceof Hang) return
      if (error instanceof Drop) return void request.socket.destroy()
      const refused = error instanceof BadMarkup ? new Refused(400, error.message) : error
      if (!(refused instanceof Refused)) throw error
      note(false, refused.code, refused.message)
      if (refused.code >= 500) return void response.writeHead(refused.code).end('<html>Bad Gateway</html>')
      const { code, message: description, parameters } = refused
      reply(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) })
    }
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
}

class Hang extends Error {}
class Drop extends Error {}

function breakBefore(fault: Fault | undefined): void {
  switch (fault?.kind) {
    case 'too-many':
      throw new Refused(429, `Too Many Requests: retry after ${fault.retryAfter}`, { retry_after: fault.retryAfter })
    case 'status':
      throw new Refused(fault.status, 'Bad Gateway')
    case 'refuse':
      throw new Refused(fault.code, fault.description)
    case 'hang':
      throw new Hang()
    case 'drop':
      throw new Drop()
    case 'lost-answer':
    case 'hang-after':
    case undefined:
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function readPayload(request: IncomingMessage, body: Buffer): Promise<Payload> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/'))
    return { fields: body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {}, files: {} }
  const fields: Record<string, unknown> = {}
  const files: Record<string, Attachment> = {}
  const boundary = Buffer.from(`--${/boundary=([^;]+)/.exec(type)?.[1] ?? ''}`)
  for (let at = body.indexOf(boundary); at >= 0;) {
    const next = body.indexOf(boundary, at + boundary.length)
    if (next < 0) break
    const part = body.subarray(at + boundary.length + 2, next - 2)
    const headEnd = part.indexOf('\r\n\r\n')
    const head = part.subarray(0, headEnd).toString()
    const content = part.subarray(headEnd + 4)
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? ''
    const filename = /filename="([^"]*)"/.exec(head)?.[1]
    if (filename === undefined) fields[name] = content.toString()
    else files[name] = { kind: 'document', fileId: '', name: filename, type: 'application/octet-stream', bytes: new Uint8Array(content) }
    at = next
  }
  return { fields, files }
}
