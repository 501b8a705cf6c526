import { startBot } from './bots/run-bot.ts'
import type { BotName } from './bots/run-bot.ts'
import { accountsOf, filledDatabase } from './generated-database.ts'
import { aGovernment } from './generate.ts'
import { openPeople } from './load.ts'
import type { Deed } from './load.ts'
import { interleaved, median, percentile } from './measure.ts'
import { openPlatform } from './platform.ts'
import { short } from './row.ts'
import type { Row } from './row.ts'

const load = { rounds: 5, warmSeconds: 6, seconds: 8, perSecond: 50 }

/** One message end to end at 50 a second, beside the two bots that a team would write; each in a process of its own, in turns. */
export async function messageCost(server: string): Promise<Row[]> {
  const filled = await filledDatabase(server, aGovernment)
  const contest = (bot: BotName, deed: Deed, text?: string) => () => oneRound(filled, bot, deed, text)
  try {
    const measured = await interleaved(load.rounds, {
      bare: contest('bare', 'asks'),
      ours: contest('house', 'asks'),
      scenes: contest('scenes', 'reports'),
      oursReporting: contest('house', 'reports'),
    })
    const cpu = mapped(measured, (rounds) => median(rounds.map((round) => round.cpuMs)))
    const p95 = mapped(measured, (rounds) => median(rounds.map((round) => round.p95)))
    return [
      ratio('CPU of one message with one answer, against bare telegraf with one Prisma insert and one reply', cpu.ours, cpu.bare, 2),
      ratio('its p95 at 50 messages/s, against the same', p95.ours, p95.bare, 2),
      ratio('CPU of a message of a two-message report, against telegraf scenes with a Prisma session', cpu.oursReporting, cpu.scenes, 1),
      ratio('its p95 at 50 messages/s, against the same', p95.oursReporting, p95.scenes, 1),
    ]
  } finally {
    await filled.close()
  }
}

const mapped = <Name extends string, From, To>(of: Record<Name, From>, map: (from: From) => To): Record<Name, To> =>
  Object.fromEntries(Object.entries<From>(of).map(([name, from]) => [name, map(from)])) as Record<Name, To>

const ratio = (what: string, ours: number, theirs: number, most: number): Row => ({
  what,
  measured: `${short(ours / theirs)} times (${short(ours)} ms against ${short(theirs)} ms)`,
  goal: `at most ${short(most)} times`,
  reached: ours / theirs <= most,
})

type Round = { cpuMs: number; p95: number; p50: number; messages: number }

/** Starts a bot on a fresh database, warms it up, and measures. */
export async function oneRound(
  filled: Awaited<ReturnType<typeof filledDatabase>>,
  name: BotName,
  deed: Deed,
  text?: string,
  { warmSeconds, seconds, perSecond } = load,
  profile?: string,
): Promise<Round> {
  const url = await filled.copy()
  const people = openPeople(await accountsOf(url))
  const platform = await openPlatform(people.heard)
  const bot = await startBot(name, { root: platform.root, database: { url } }, profile)
  try {
    await people.send(bot, deed, perSecond, warmSeconds, text)
    const before = await bot.used()
    const took = await people.send(bot, deed, perSecond, seconds, text)
    const after = await bot.used()
    const cpuMs = (after.cpuMs - before.cpuMs) / took.length
    return { cpuMs, p95: percentile(took, 95), p50: percentile(took, 50), messages: took.length }
  } finally {
    await bot.stop()
    await platform.close()
    await filled.remove(url)
  }
}
