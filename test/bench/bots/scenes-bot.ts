/** What a team writes for the same report: telegraf scenes, the session in PostgreSQL through Prisma, the plan and the report through Prisma. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PrismaPg } from '@prisma/adapter-pg'
import { Markup, Scenes, Telegraf, session } from 'telegraf'
import type { SessionStore } from 'telegraf'
import { PrismaClient } from '../../../.cache/prisma/client.ts'
import { generatedToday } from '../generate.ts'
import { readTold, report, token } from './told.ts'

const { root, database, secret } = readTold()
if (!('url' in database)) throw new Error('this bot needs a server')
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
const bot = new Telegraf<Scenes.SceneContext>(token, { telegram: { apiRoot: root, webhookReply: false } })
const quarter = 3

type Sessions = Scenes.SceneSession
const store: SessionStore<Sessions> = {
  get: async (key) => ((await prisma.houseSetting.findUnique({ where: { key } }))?.value ?? undefined) as Sessions | undefined,
  set: async (key, value) => {
    const json = JSON.parse(JSON.stringify(value)) as object
    await prisma.houseSetting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } })
  },
  delete: async (key) => void (await prisma.houseSetting.deleteMany({ where: { key } })),
}

/** The officer behind an account, and what is due from them. */
async function officerOf(account: number) {
  const identity = await prisma.identity.findUnique({
    where: { channel_platformId: { channel: 'telegram', platformId: String(account) } },
  })
  if (!identity) throw new Error('unknown account')
  const person = await prisma.person.findUniqueOrThrow({ where: { id: identity.personId } })
  const responsible = await prisma.responsibility.findMany({
    where: { personId: person.id, to: null },
    orderBy: { indicatorId: 'asc' },
  })
  const indicators = await prisma.indicator.findMany({
    where: { id: { in: responsible.map(({ indicatorId }) => indicatorId) } },
    orderBy: { position: 'asc' },
  })
  const ids = indicators.map(({ id }) => id)
  const targets = await prisma.targetRow.findMany({ where: { indicatorId: { in: ids }, quarter } })
  const reports = await prisma.report.findMany({ where: { indicatorId: { in: ids } } })
  const versions = await prisma.reportVersion.findMany({
    where: { reportId: { in: reports.map(({ id }) => id) } },
    orderBy: { number: 'desc' },
  })
  return { person, indicators, targets, reports, versions }
}

/** What the scene keeps, so that its first message reads the plan once. */
type Draft = { indicatorId: number; name: string; unit: string; target: number; value: string }
const ask = new Scenes.BaseScene<Scenes.SceneContext>('report')
ask.enter(async (context) => {
  const { name, unit, target, value } = context.scene.state as Draft
  const capaian = ((Number(value) / target) * 100).toFixed(2)
  await context.replyWithHTML(
    `<b>${name}</b>\n${value} dari target ${target} ${unit} = <b>${capaian}%</b>`,
    Markup.inlineKeyboard([Markup.button.callback('Simpan', 'save'), Markup.button.callback('Batalkan', 'cancel')]),
  )
})
ask.action('save', async (context) => {
  const { indicatorId, value } = context.scene.state as Draft
  const { person, indicators, reports } = await officerOf(context.from.id)
  const indicator = indicators.find(({ id }) => id === indicatorId)
  if (!indicator) throw new Error('unknown indicator')
  await prisma.$transaction(async (tx) => {
    const kept = await tx.report.upsert({
      where: { indicatorId_quarter: { indicatorId, quarter } },
      create: { agencyId: indicator.agencyId, indicatorId, quarter },
      update: {},
    })
    const number = await tx.reportVersion.count({ where: { reportId: kept.id } })
    const figure = { kind: 'number', value }
    const at = generatedToday
    await tx.reportVersion.create({
      data: { agencyId: indicator.agencyId, reportId: kept.id, number: number + 1, figure, value, personId: person.id, at, onTime: true },
    })
    const subject = `indicator:${indicatorId}:${quarter}`
    const { governmentId } = person
    await tx.audit.create({
      data: { governmentId, agencyId: indicator.agencyId, personId: person.id, at, what: 'report-submitted', subject, to: figure },
    })
  })
  await context.answerCbQuery()
  await context.editMessageReplyMarkup(undefined)
  const open = indicators.length - new Set(reports.filter((row) => row.quarter === quarter).map((row) => row.indicatorId)).size
  await context.reply(`Tersimpan, menunggu verifikasi. Tinggal ${open} lagi.`)
  const verifiers = await prisma.role.findMany({ where: { agencyId: indicator.agencyId, role: 'verifier', to: null } })
  const identities = await prisma.identity.findMany({
    where: { personId: { in: verifiers.map(({ personId }) => personId) }, endedAt: null },
  })
  for (const { platformId } of identities)
    await bot.telegram.sendMessage(platformId, `${indicator.shortName}: ${value}, oleh ${person.name}`)
  await context.scene.leave()
})

bot.use(session({ store }))
bot.use(new Scenes.Stage([ask]).middleware())
bot.hears(/^(\d+): (.+)$/, async (context) => {
  const { indicators, targets } = await officerOf(context.from.id)
  const indicator = indicators[Number(context.match[1]) - 1]
  if (!indicator) return void (await context.reply('Nomor itu tidak ada.'))
  const target = Number((targets.find((row) => row.indicatorId === indicator.id)?.target as { value: string }).value)
  const { id: indicatorId, shortName: name, unit } = indicator
  const draft: Draft = { indicatorId, name, unit, target, value: context.match[2] ?? '' }
  await context.scene.enter('report', draft)
})

const callback = bot.webhookCallback('/bot', { secretToken: secret })
const server = createServer((incoming, outgoing) => void callback(incoming, outgoing))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
report(`http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`)
