/**
 * What a bot in a bench is told when it is started, and what it tells: where its webhook is, and what it has used so far. Telegram's limits
 * are kept where they are named; the other bots know none.
 */
export type Told = { root: string; database: { url: string } | { folder: string }; secret: string; limits?: 'telegram' }

export const token = '500000000:bench'

/** The first argument of the process. */
export const readTold = (): Told => JSON.parse(process.argv[2] ?? '{}') as Told

/** Says that the bot is ready, and answers what it has used whenever it is asked. */
export function report(webhook: string): void {
  process.on('message', (asked) => {
    if (asked === 'stop') process.exit()
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage().rss / 1024 ** 2 })
  })
  process.send?.({ webhook })
}
