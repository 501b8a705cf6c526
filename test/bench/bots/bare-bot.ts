/** What a team writes first: telegraf, one insert through Prisma, one reply. Nothing is kept before it is acknowledged, nothing is repeated. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PrismaPg } from '@prisma/adapter-pg'
import { Telegraf } from 'telegraf'
import { PrismaClient } from '../../../.cache/prisma/client.ts'
import { readTold, report, token } from './told.ts'

const { root, database, secret } = readTold()
if (!('url' in database)) throw new Error('this bot needs a server')
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
const bot = new Telegraf(token, { telegram: { apiRoot: root, webhookReply: false } })

bot.on('text', async (context) => {
  const { text, from } = context.message
  await prisma.localMessage.create({ data: { chatId: String(from.id), author: from.first_name, body: { text }, at: new Date() } })
  await context.reply(`Tersimpan: ${text}`)
})

const callback = bot.webhookCallback('/bot', { secretToken: secret })
const server = createServer((incoming, outgoing) => void callback(incoming, outgoing))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
report(`http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`)
