import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Stage } from './stage.ts'
import { troubles } from './stage.ts'

const Person = z.object({ person: z.string().min(1).max(60) })
/** What the page may ask for; each is also for scripts: `POST /telegram/say {"person": "Ani", "text": "/tugas"}`. */
const deeds = {
  add: deed(Person, (stage, { person }) => stage.add(person)),
  say: deed(Person.extend({ text: z.string().min(1).max(4096) }), (stage, { person, text }) => stage.say(person, text)),
  press: deed(Person.extend({ message: z.string(), button: z.int().nonnegative() }), (stage, { person, message, button }) =>
    stage.press(person, message, button),
  ),
  submit: deed(Person.extend({ text: z.string() }), (stage, { person, text }) => stage.submit(person, text)),
  send: deed(
    Person.extend({ name: z.string(), type: z.string(), base64: z.string(), caption: z.string().default('') }),
    (stage, { person, name, type, base64, caption }) => stage.send(person, { name, type, bytes: Buffer.from(base64, 'base64') }, caption),
  ),
  trouble: deed(z.object({ kind: z.enum(troubles), times: z.int().min(1).max(1000).default(1) }), (stage, { kind, times }) =>
    stage.trouble(kind, times),
  ),
  disorder: deed(z.object({ twice: z.boolean(), shuffled: z.boolean() }), (stage, wanted) => stage.disorder(wanted)),
}

function deed<Shape extends z.ZodType>(shape: Shape, act: (stage: Stage, what: z.output<Shape>) => void) {
  return { shape, do: act as (stage: Stage, what: unknown) => void }
}

/** Serves the page on which one plays somebody on each platform: `GET /telegram/chat?person=Ani` shows what they see. Loopback only. */
export async function openPage(stages: readonly Stage[], port: number): Promise<{ url: string; close: () => void }> {
  const page = await readFile(new URL('page.html', import.meta.url))
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const [, name, what = ''] = url.pathname.split('/')
    const stage = stages.find((one) => one.name === name)
    if (!stage) return undefined
    if (request.method === 'GET' && what === 'people') return stage.people()
    if (request.method === 'GET' && what === 'chat') return stage.chat(url.searchParams.get('person') ?? '')
    if (request.method !== 'POST' || !Object.hasOwn(deeds, what)) return undefined
    const { shape, do: act } = deeds[what as keyof typeof deeds]
    act(stage, shape.parse(JSON.parse((await bodyOf(request)).toString())))
    return {}
  }
  const server = createServer((request, response) => {
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    answer(request).then(
      (body) => reply(body === undefined ? 404 : 200, body ?? { error: 'not found' }),
      (error: unknown) => reply(400, { error: error instanceof Error ? error.message : String(error) }),
    )
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
