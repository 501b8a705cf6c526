import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { catalogue, locales } from '../../text/catalogue.ts'
import { cookieFor } from './access.ts'
import { acceptedEndings } from '../../message/accepted-files.ts'
import type { LocalPorts } from './ports.ts'
import { Problem } from './problem.ts'
import { read } from './request.ts'

const folder = new URL('./page/', import.meta.url)
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const Locale = z.object({ locale: z.enum(locales).default('id') })
const Token = z.object({ token: z.string().optional() })

/** The page, its files and its texts. Only the files that lie in its folder when the house starts are served. */
export function pageRoutes(server: FastifyInstance, { others, texts }: LocalPorts): void {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => types[ending(name)])
      .map((name) => [name, readFileSync(new URL(name, folder))]),
  )

  server.get('/', async (request, reply) => {
    const { token } = read(Token, request.query)
    if (token !== undefined) {
      // The token leaves the address at once: addresses are kept in histories and shown on screens.
      const cookie = cookieFor(token, others)
      return (cookie ? reply.header('set-cookie', cookie) : reply).redirect('/', 303)
    }
    const page = String(files.get('index.html')).replace('{{needs-script}}', texts.id.plain('local.needs-script'))
    return reply.headers({ 'content-type': types['html'], 'cache-control': 'no-store' }).send(page)
  })

  server.get<{ Params: { name: string } }>('/local/page/:name', async (request, reply) => {
    const { name } = request.params
    const file = files.get(name)
    if (!file || ending(name) === 'html') throw new Problem('not-found')
    return reply.headers({ 'content-type': types[ending(name)], 'cache-control': 'no-cache' }).send(file)
  })

  server.get('/local/texts', async (request) => {
    const { locale } = read(Locale, request.query)
    return { locale, texts: catalogue[locale].local, accept: acceptedEndings.map((one) => `.${one}`) }
  })
}

const ending = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
