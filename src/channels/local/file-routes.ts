import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FileContent } from '../channel.ts'
import type { LocalFile } from './body.ts'
import type { Deeds } from './deeds.ts'
import type { LocalPorts } from './ports.ts'
import { Problem } from './problem.ts'
import { GivenId, read, seatOf, shownOf } from './request.ts'
import { showMessage } from './render.ts'
import { findPlace, findSeat } from './seats.ts'
import { acceptedType, shownInPage } from '../../message/accepted-files.ts'
import { z } from 'zod'

/** The most that one file may hold, in bytes: what the strictest platform lets a bot fetch. */
const largestFile = 20 * 1024 * 1024
const mostFiles = 10

const Fields = z.object({
  id: GivenId.optional(),
  caption: z.string().max(1024).optional(),
  as: z.string().optional(),
  replyTo: z.string().optional(),
})
const FileParameter = z.object({ file: z.coerce.number().int().positive() })

/** Sending files (several in one message) and getting one back. */
export async function fileRoutes(server: FastifyInstance, ports: LocalPorts, deeds: Deeds): Promise<void> {
  await server.register(multipart, { limits: { fileSize: largestFile, files: mostFiles, fields: 8, fieldSize: 8192 } })

  server.post('/local/seats/:government/:seat/files', { bodyLimit: mostFiles * largestFile + 65_536 }, async (request, reply) => {
    if (!request.isMultipart()) throw new Problem('bad-request')
    const shown = shownOf(request, ports)
    await findSeat(ports, shown, seatOf(request))
    const { contents, fields } = await readParts(request)
    const { id = randomUUID(), caption = '', as, replyTo } = read(Fields, fields)
    if (contents.length === 0) throw new Problem('empty')
    const place = await findPlace(ports, shown, seatOf(request), as)
    const governmentId = (await ports.platform.governmentOf(place.chat.id)) ?? null
    const files: LocalFile[] = []
    for (const content of contents) {
      const fileId = await ports.files.put(content, { governmentId, at: ports.clock.now() })
      files.push({ id: fileId, name: content.name, type: content.type, size: content.bytes.byteLength })
    }
    const { row, repeated } = await deeds.say(place, { id, text: caption.trim(), files, ...(replyTo !== undefined && { replyTo }) })
    return reply.code(repeated ? 200 : 201).send({ message: showMessage(row) })
  })

  server.get('/local/seats/:government/:seat/files/:file', async (request, reply) => {
    const { id } = await findSeat(ports, shownOf(request, ports), seatOf(request))
    const { file } = read(FileParameter, request.params)
    const carried = await ports.platform.carries(id, file)
    const content = carried ? await ports.files.get(file) : undefined
    if (!content) throw new Problem('unknown-file')
    const inPage = shownInPage(content.type)
    return reply
      .headers({
        'content-type': inPage ? content.type : 'application/octet-stream',
        'content-disposition': `${inPage ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(content.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=86400, immutable',
      })
      .send(Buffer.from(content.bytes))
  })
}

async function readParts(request: FastifyRequest): Promise<{ contents: FileContent[]; fields: Record<string, string> }> {
  const contents: FileContent[] = []
  const fields: Record<string, string> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    const type = acceptedType(part.filename)
    // Read to its end before anything is refused: what is left in the stream would block the connection.
    const bytes = await part.toBuffer()
    if (!type) throw new Problem('file-type')
    if (bytes.byteLength > 0) contents.push({ name: part.filename, type, bytes })
  }
  return { contents, fields }
}
