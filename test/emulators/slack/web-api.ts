import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault, Faults } from './faults.ts'
import { isObject } from './block-rules.ts'
import { methods } from './methods.ts'
import type { Result } from './methods.ts'
import type { Workspace } from './workspace.ts'

export type WebApiParts = {
  workspace: Workspace
  botToken: string
  appToken: string
  faults: Faults
  /** At most so many posts in a channel within a time: Slack allows one a second, with short bursts. */
  flood: { count: number; perMs: number }
  base: () => string
  now: () => number
}

/** Answers the Web API under `/api/`, uploads under `/upload/` and downloads under `/files/`, as strictly as Slack does. */
export function createWebApi(parts: WebApiParts) {
  const { workspace, botToken, appToken, faults, flood, base, now } = parts
  const posted = new Map<string, number[]>()
  const hanging = new Set<ServerResponse>()

  /** Seconds to wait before a channel may be posted to again; nothing where it may now. */
  const floodedFor = (method: string, args: Record<string, unknown>): number | undefined => {
    if (method !== 'chat.postMessage' && method !== 'chat.update') return undefined
    const channel = String(args['channel'])
    const recent = (posted.get(channel) ?? []).filter((at) => at > now() - flood.perMs)
    posted.set(channel, [...recent, now()])
    return recent.length >= flood.count ? Math.max(1, Math.ceil(((recent[0] ?? 0) + flood.perMs - now()) / 1000)) : undefined
  }

  const authorised = (method: string, request: IncomingMessage): string | undefined => {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (given === undefined) return 'not_authed'
    const wanted = method === 'apps.connections.open' ? appToken : botToken
    if (given === wanted) return undefined
    return given === botToken || given === appToken ? 'not_allowed_token_type' : 'invalid_auth'
  }

  const carryOut = (method: string, args: Record<string, unknown>): Result => {
    if (method === 'apps.connections.open') return { url: `${base().replace('http', 'ws')}/socket?ticket=${workspace.nextId('W')}` }
    if (method === 'files.getUploadURLExternal') {
      const name = typeof args['filename'] === 'string' ? args['filename'] : ''
      const length = Number(args['length'])
      if (name === '' || !(length > 0)) return { refused: 'invalid_arguments' }
      const id = workspace.nextId('F')
      const file = {
        id,
        name,
        title: name,
        type: 'application/octet-stream',
        bytes: Buffer.alloc(0),
        by: workspace.bot.user,
        shared: [],
        deleted: false,
      }
      workspace.files.set(id, file)
      return { upload_url: `${base()}/upload/${id}?length=${length}`, file_id: id }
    }
    const known = methods[method]
    if (!known) return { refused: 'unknown_method' }
    const result = known(workspace, args, now())
    if ('file' in result && typeof result['file'] === 'object' && result['file'] !== null && 'id' in result['file'])
      return { file: { ...result['file'], url_private_download: `${base()}/files/${String(result['file'].id)}` } }
    return result
  }

  const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))
  }

  const call = (method: string, request: IncomingMessage, response: ServerResponse, args: Record<string, unknown>): void => {
    const record = (said: string) => void workspace.calls.push({ method, args, answer: said, at: now() })
    const refused = authorised(method, request)
    if (refused) {
      record(refused)
      return answer(response, 200, { ok: false, error: refused })
    }
    const fault = faults.take(method)
    const early = fault && spoil(fault, response, record)
    if (early === 'done') return
    const wait = floodedFor(method, args)
    if (wait !== undefined) {
      record('ratelimited')
      return answer(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) })
    }
    const result = carryOut(method, args)
    const code = 'refused' in result ? String(result['refused']) : 'ok'
    if (early === 'cut') {
      record(`${code}, answer lost`)
      return void response.socket?.destroy()
    }
    if (early === 'silent') {
      record(`${code}, never answered`)
      return void hanging.add(response)
    }
    record(code)
    if (code === 'ok') return answer(response, 200, { ok: true, ...result })
    const messages = 'messages' in result ? { response_metadata: { messages: result['messages'] } } : {}
    return answer(response, 200, { ok: false, error: code, ...messages })
  }

  /** What a fault does before the call is carried out. */
  const spoil = (fault: Fault, response: ServerResponse, record: (said: string) => void): 'done' | 'cut' | 'silent' => {
    switch (fault.kind) {
      case 'status':
        record(`http ${fault.status}`)
        answer(response, fault.status, 'server error')
        return 'done'
      case 'rate-limited':
        record('ratelimited')
        answer(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.afterSeconds) })
        return 'done'
      case 'error':
        record(fault.error)
        answer(response, 200, { ok: false, error: fault.error })
        return 'done'
      case 'drop-before':
        record('dropped')
        response.socket?.destroy()
        return 'done'
      case 'drop-after':
        return 'cut'
      case 'hang':
        if (fault.carriedOut) return 'silent'
        record('never answered')
        hanging.add(response)
        return 'done'
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', base())
    const body = await bodyOf(request)
    const [, folder, name = ''] = url.pathname.split('/')
    if (folder === 'api' && request.method === 'POST')
      return call(name, request, response, Object.fromEntries(new URLSearchParams(body.toString('utf8'))))
    const address = workspace.addresses.get(name)
    if (folder === 'commands' && address && request.method === 'POST') {
      if (address.left === 0 || address.until < now()) return answer(response, 404, { ok: false, error: 'expired_url' })
      const told = request.headers['content-type'] === 'application/json' ? (JSON.parse(body.toString('utf8')) as unknown) : undefined
      if (!isObject(told) || typeof told['text'] !== 'string') return answer(response, 400, { ok: false, error: 'no_text' })
      address.left -= 1
      const { channel, user } = address
      const only = told['response_type'] === 'in_channel' ? {} : { onlyFor: user }
      const ts = workspace.nextTs()
      channel.messages.push({ ts, user: workspace.bot.user, text: told['text'], blocks: [], edits: 0, deleted: false, ...only })
      return void response.writeHead(200).end('ok')
    }
    const file = workspace.files.get(name)
    if (folder === 'upload' && file) {
      const fault = faults.take('upload')
      const record = (said: string) => void workspace.calls.push({ method: 'upload', args: {}, answer: said, at: now() })
      const early = fault && spoil(fault, response, record)
      if (early === 'done') return
      const bytes = uploaded(body, String(request.headers['content-type'] ?? ''))
      if (bytes.length !== Number(url.searchParams.get('length'))) return answer(response, 400, { ok: false, error: 'length_mismatch' })
      file.bytes = bytes
      if (early === 'cut') return void response.socket?.destroy()
      if (early === 'silent') return void hanging.add(response)
      return void response.writeHead(200).end('OK')
    }
    if (folder === 'files' && file && !file.deleted) {
      // Without the token Slack shows its page for signing in.
      if (request.headers.authorization !== `Bearer ${botToken}`)
        return void response.writeHead(302, { location: `${base()}/signin` }).end()
      return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
    }
    response.writeHead(404).end()
  }

  return {
    handle,
    close: () => {
      for (const response of hanging) response.socket?.destroy()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** The content of an upload: the body itself, or the one file of a form. */
function uploaded(body: Buffer, type: string): Buffer {
  const boundary = /boundary=(?:"([^"]+)"|(\S+))/.exec(type)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return body
  const start = body.indexOf('\r\n\r\n') + 4
  return body.subarray(start, body.indexOf(`\r\n--${mark}`, start))
}
