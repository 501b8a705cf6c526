import { setTimeout as pause } from 'node:timers/promises'
import { openTelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { realLimits } from '../emulators/telegram/flood.ts'
import { startBot } from './bots/run-bot.ts'
import type { Bot } from './bots/run-bot.ts'
import { token } from './bots/told.ts'
import { accountsQuery, filledDatabase } from './generated-database.ts'
import { onServer } from '../setup/server.ts'
import { percentile } from './measure.ts'
import { deliver } from './platform.ts'
import { atLeast, atMost, short } from './row.ts'
import type { Row } from './row.ts'

/** How many officers are reminded, each in a chat of their own; `--chats=600` is a quick look. */
const chats = (): number => {
  const given = process.argv.find((argument) => argument.startsWith('--chats='))
  const asked = given === undefined ? 10_000 : Number(given.split('=')[1])
  if (!Number.isInteger(asked) || asked < 500) throw new Error('--chats takes a number from 500 on')
  return asked
}
const perGovernment = 500
/** The platform's limit is not told to the bot before it has sent for a second; what counts is how it goes on. */
const steadyAfterMs = 5_000
const limit = realLimits.perSecond
/** 97 percent of it. */
const goal = 29

/** Reminders to many chats under Telegram's limits, at real speed, while some people type: an answer goes before all that waits. */
export async function pacedReminders(server: string): Promise<Row[]> {
  const governments = Math.ceil(chats() / perGovernment)
  const filled = await filledDatabase(server, { governments, agencies: 50, officers: 10, indicators: 10 })
  const url = await filled.copy()
  const emulator = await openTelegramEmulator({ token, flood: realLimits })
  const accounts = await onServer(url, (client) => client.query<{ id: string }>(accountsQuery, [chats() * 2]))
  const verifiers = await onServer(url, (client) =>
    client.query<{ id: string }>(
      `select i.platform_id as id from identity i join person p on p.id = i.person_id where i.channel = 'telegram' and p.key like '%-petugas-1'`,
    ),
  )
  for (const { id } of [...accounts.rows, ...verifiers.rows]) emulator.addUser(`Petugas ${id}`, Number(id))
  const typing = accounts.rows.slice(0, 10).map(({ id }) => Number(id))
  const bot = await startBot('house', { root: emulator.apiRoot, database: { url }, limits: 'telegram' })
  try {
    const answers = await typeUntilSent(bot, emulator, typing, governments * perGovernment)
    return rowsOf(emulator, answers, await remindedOf(url))
  } finally {
    await bot.stop()
    await emulator.close()
    await filled.remove(url)
    await filled.close()
  }
}

type Call = TelegramEmulator['calls'][number]
const isReminder = ({ fields }: Call): boolean => String(fields['text']).includes('belum dilaporkan')
const chatOf = ({ fields }: Call): number => Number(fields['chat_id'])

/** Ten people ask for help in turn, two a second, until every reminder has gone; how long each answer took, in milliseconds. */
async function typeUntilSent(bot: Bot, emulator: TelegramEmulator, typing: readonly number[], reminders: number): Promise<number[]> {
  const took: Promise<number>[] = []
  const until = performance.now() + (reminders / limit) * 1000 * 1.5 + 60_000
  let told = 0
  for (let turn = 0; sentReminders(emulator) < reminders; turn += 1) {
    if (performance.now() > until) throw new Error(`${sentReminders(emulator)} of ${reminders} reminders had gone when the time was over`)
    const answered = typeOne(bot, emulator, typing[turn % typing.length] ?? 0, turn)
    answered.catch(() => undefined)
    took.push(answered)
    await pause(500)
    const share = Math.floor((sentReminders(emulator) / reminders) * 10)
    if (share > told) console.log(`  ${(told = share) * 10}% of ${reminders.toLocaleString('en-US')} reminders have gone`)
  }
  return Promise.all(took)
}

const counted = new WeakMap<TelegramEmulator, { upTo: number; reminders: number }>()
/** Counted on from where it was counted before: there are thousands. */
function sentReminders(emulator: TelegramEmulator): number {
  const { upTo, reminders } = counted.get(emulator) ?? { upTo: 0, reminders: 0 }
  const more = emulator.calls.slice(upTo).filter((call) => call.ok && call.method === 'sendMessage' && isReminder(call)).length
  counted.set(emulator, { upTo: emulator.calls.length, reminders: reminders + more })
  return reminders + more
}

async function typeOne(bot: Bot, emulator: TelegramEmulator, id: number, turn: number): Promise<number> {
  const from = { id, is_bot: false, first_name: `Petugas ${id}` }
  const text = '/bantuan'
  const date = Math.floor(Date.now() / 1000)
  const message = { message_id: 1_000_000 + turn, date, chat: { ...from, type: 'private' }, from, text }
  const since = performance.now()
  const before = emulator.calls.length
  const entities = [{ type: 'bot_command', offset: 0, length: text.length }]
  await deliver(bot.webhook, bot.secret, { update_id: 1_000_000 + turn, message: { ...message, entities } })
  const isAnswer = (call: Call) => call.ok && call.method === 'sendMessage' && chatOf(call) === id && !isReminder(call)
  for (let seen = before; ;) {
    const { length } = emulator.calls
    if (emulator.calls.slice(seen).some(isAnswer)) return performance.now() - since
    if (performance.now() - since > 30_000) throw new Error(`no answer for ${id}`)
    seen = length
    await pause(5)
  }
}

/** How many letters of a reminder the outbox holds, and how many of them have gone. */
const remindedOf = (url: string): Promise<{ written: number; sent: number }> =>
  onServer(url, async (client) => {
    const { rows } = await client.query<{ written: number; sent: number }>(
      `select count(*)::int as written, count(sent_as)::int as sent from outbox where key like 'reminder:%'`,
    )
    return rows[0] ?? { written: 0, sent: 0 }
  })

function rowsOf(emulator: TelegramEmulator, answers: readonly number[], { written, sent }: { written: number; sent: number }): Row[] {
  const sends = emulator.calls.filter(({ method }) => method === 'sendMessage')
  const steady = sends.filter(({ at }) => at >= (sends[0]?.at ?? 0) + steadyAfterMs)
  const gone = steady.filter(({ ok }) => ok)
  const seconds = ((gone.at(-1)?.at ?? 0) - (gone[0]?.at ?? 0)) / 1000
  const refused = steady.filter(({ code }) => code === 429).length
  const perChat = new Map<number, number>()
  for (const call of sends) if (call.ok && isReminder(call)) perChat.set(chatOf(call), (perChat.get(chatOf(call)) ?? 0) + 1)
  const twice = [...perChat.values()].filter((count) => count > 1).length
  const what = `${perChat.size.toLocaleString('en-US')} reminders under Telegram's ${limit}/s`
  return [
    atLeast(`${what}: sent in steady state, answers among them`, (gone.length - 1) / seconds, goal, 'messages/s'),
    { what: 'Refused there for being too fast (429)', measured: `${refused}`, goal: 'none', reached: refused === 0 },
    {
      what: 'Reminded twice, or not at all',
      measured: `${twice} and ${written - perChat.size}`,
      goal: 'none',
      reached: twice === 0 && written === perChat.size && sent === written,
    },
    atMost(`Who types meanwhile is answered (${short(answers.length)} asked), p95`, percentile(answers, 95), 1_000, 'ms'),
  ]
}
