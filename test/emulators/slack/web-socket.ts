import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** One connection of the server's side: whole text messages in and out. */
export type Connection = { send: (text: string) => void; close: () => void; cut: () => void }

/** Takes over an upgraded connection (RFC 6455, text frames, no extensions). */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  heard: { message: (text: string) => void; closed: () => void },
): Connection {
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  let rest = Buffer.alloc(0)
  let parts: Buffer[] = []
  const write = (opcode: number, payload: Buffer): void => {
    if (!socket.destroyed) socket.write(Buffer.concat([header(opcode, payload.length), payload]))
  }
  const ping = setInterval(() => write(0x9, Buffer.alloc(0)), 10_000)
  ping.unref()
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.opcode === 0x8) {
        write(0x8, frame.payload.subarray(0, 2))
        socket.end()
      } else if (frame.opcode === 0x9) write(0xa, frame.payload)
      else if (frame.opcode <= 0x1) {
        parts.push(frame.payload)
        if (frame.final) {
          heard.message(Buffer.concat(parts).toString('utf8'))
          parts = []
        }
      }
    }
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    clearInterval(ping)
    heard.closed()
  })
  return {
    send: (text) => write(0x1, Buffer.from(text, 'utf8')),
    close: () => write(0x8, Buffer.from([0x03, 0xe8])),
    cut: () => socket.destroy(),
  }
}

function header(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length])
  if (length < 65_536) {
    const short = Buffer.from([0x80 | opcode, 126, 0, 0])
    short.writeUInt16BE(length, 2)
    return short
  }
  const long = Buffer.alloc(10)
  long.set([0x80 | opcode, 127])
  long.writeBigUInt64BE(BigInt(length), 2)
  return long
}

/** The first frame of a buffer, unmasked; nothing until it is whole. */
function readFrame(data: Buffer): { final: boolean; opcode: number; payload: Buffer; size: number } | undefined {
  if (data.length < 2) return undefined
  const [first = 0, second = 0] = data
  let length = second & 0x7f
  let at = 2
  if (length === 126) {
    if (data.length < 4) return undefined
    length = data.readUInt16BE(2)
    at = 4
  } else if (length === 127) {
    if (data.length < 10) return undefined
    length = Number(data.readBigUInt64BE(2))
    at = 10
  }
  const masked = (second & 0x80) !== 0
  const size = at + (masked ? 4 : 0) + length
  if (data.length < size) return undefined
  const mask = data.subarray(at, at + 4)
  const payload = Buffer.from(data.subarray(size - length, size))
  if (masked) for (let i = 0; i < payload.length; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0)
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size }
}
