import { lettersIn, lettersOut, replayLetter } from '../store/chats/queues.ts'
import { defineCommand } from './command.ts'
import { refused, wrongUsage } from './refuse.ts'

/** More than these are counted, not listed. */
const most = 200

const more = (count: number): string[] => (count > most ? [`... and more; the first ${most} are shown`] : [])

/** What waits to be sent, or was given up, and why; never what it says. With --json: a list with `id`, `chat`, `urgency`, `sendAfter`, `attempts`, `failure`, `doneAt`. */
export const outbox = defineCommand({
  name: 'outbox',
  summary: 'List letters that wait to be sent, or with --failed those that were given up, and why.',
  example: 'capaian outbox --failed',
  positionals: [],
  options: { failed: { type: 'boolean', help: 'those that were given up, newest first' } },
  house: true,
  json: true,
  run: async (context, { options: { failed = false } }) => {
    const { database } = await context.openHouse()
    const letters = await lettersOut(database, failed ? 'failed' : 'waiting', most + 1)
    const shown = letters.slice(0, most)
    context.json(shown)
    for (const { id, chat, urgency, sendAfter, attempts, failure } of shown)
      context.out([id, chat, urgency, sendAfter, `${attempts}x`, failure ?? ''].join('  ').trimEnd())
    for (const line of more(letters.length)) context.out(line)
    if (shown.length === 0) context.out(failed ? 'No letter was given up.' : 'No letter waits to be sent.')
    return 0
  },
})

/** What waits to be handled, or was set aside after five failures; never what it says. With --json: a list with `id`, `chat`, `kind`, `receivedAt`, `attempts`, `error`, `setAsideAt`. */
export const inbox = defineCommand({
  name: 'inbox',
  summary: 'List letters that wait to be handled, or with --set-aside those that failed five times.',
  example: 'capaian inbox --set-aside',
  positionals: [],
  options: { 'set-aside': { type: 'boolean', help: 'those that failed five times and wait for capaian replay' } },
  house: true,
  json: true,
  run: async (context, { options }) => {
    const { database } = await context.openHouse()
    const aside = options['set-aside'] ?? false
    const letters = await lettersIn(database, aside ? 'set-aside' : 'waiting', most + 1)
    const shown = letters.slice(0, most)
    context.json(shown)
    for (const { id, chat, kind, receivedAt, attempts, error } of shown)
      context.out([id, chat, kind, receivedAt, `${attempts}x`, error ?? ''].join('  ').trimEnd())
    for (const line of more(letters.length)) context.out(line)
    if (shown.length === 0) context.out(aside ? 'No letter is set aside.' : 'No letter waits to be handled.')
    return 0
  },
})

/** Puts a letter that was set aside back: after what broke it was mended, it is handled as if it had just come. With --json: `replayed`. */
export const replay = defineCommand({
  name: 'replay',
  summary: 'Have a letter that was set aside handled again, once what broke it is mended.',
  example: 'capaian replay 4711',
  positionals: [{ name: 'ID' }],
  options: {},
  house: true,
  json: true,
  run: async (context, { positionals: [id = ''] }) => {
    if (!/^[1-9]\d{0,8}$/.test(id))
      return wrongUsage(context, 'replay', `“${id}” is no number of a letter; capaian inbox --set-aside lists them`)
    const { database } = await context.openHouse()
    if (!(await replayLetter(database, Number(id)))) return refused(context, 'replay', `no letter ${id} is set aside`)
    await database.notify('inbox')
    context.json({ replayed: Number(id) })
    context.out(`Letter ${id} is handled again.`)
    return 0
  },
})
