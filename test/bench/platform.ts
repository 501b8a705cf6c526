import { createServer, request, Agent } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call of a bot to its platform. */
export type Call = { method: string; payload: Record<string, unknown> }

/** The Bot API as far as a bench needs it: it takes every call, says yes, and tells at once that it came. */
export type Platform = { root: string; close: () => Promise<void> }

/** Begins to listen. `heard` is told of every call when it has arrived whole. */
export async function openPlatform(heard: (call: Call) => void): Promise<Platform> {
  let count = 0
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const method = incoming.url?.split('/').at(-1) ?? ''
      const payload = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
      heard({ method, payload })
      const chat = { id: payload['chat_id'], type: 'private' }
      const message = { message_id: Number(payload['message_id'] ?? (count += 1)), date: 1, chat, text: payload['text'] }
      const me = { id: 1, is_bot: true, first_name: 'Capaian', username: 'capaian_bot' }
      const result = method === 'getMe' ? me : method.startsWith('send') || method.startsWith('edit') ? message : true
      outgoing.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    root: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/**
 * Delivers an update to a bot's webhook; resolves when the bot has acknowledged it. Throws where it did not. A connection that was kept and
 * that the bot has just closed is not the bot's fault: then it is delivered on another.
 */
export async function deliver(url: string, secret: string, update: unknown): Promise<void> {
  const kept = await delivered(url, secret, update)
  if (kept === 'closed') await delivered(url, secret, update)
}

const delivered = (url: string, secret: string, update: unknown): Promise<'taken' | 'closed'> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    const call = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve('taken') : reject(new Error(`the webhook answered ${answer.statusCode}`)),
      )
    })
    call.on('error', (error) => (call.reusedSocket ? resolve('closed') : reject(error)))
    call.end(JSON.stringify(update))
  })
