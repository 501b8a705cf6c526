import { dateOf } from '../calendar/dates.ts'
import { inTransaction } from '../store/database/database.ts'
import { members } from '../store/people/government-people.ts'
import type { Member } from '../store/people/government-people.ts'
import { matchNames } from '../text/match-names.ts'
import { inviteAsOperator } from '../use-cases/people/invite-person.ts'
import { defineCommand } from './command.ts'
import { refused } from './refuse.ts'

/** Makes an invitation and prints it; so the first admin comes in, whom nobody can invite by chat. With --json: `person`, `code`, `link` (null until the bot was connected to Telegram) and `expiresAt`. */
export const invite = defineCommand({
  name: 'invite',
  summary: 'Invite a person of the imported document: prints a code and a link, good once and for 7 days.',
  example: 'capaian invite kota-bekasi/setda-verifikator',
  positionals: [{ name: 'PERSON' }],
  options: {},
  house: true,
  json: true,
  run: async (context, { positionals: [asked = ''] }) => {
    const { database } = await context.openHouse()
    const today = dateOf(context.now(), 'Asia/Jakarta')
    const chosen = choosePerson(asked, await members(database.prisma, {}, today))
    if (typeof chosen === 'string') return refused(context, 'invite', chosen)
    const { code, link, expiresAt } = await inTransaction(database, (tx) => inviteAsOperator(tx, chosen, context.now()))
    context.json({ person: placeOf(chosen), name: chosen.name, code, link: link ?? null, expiresAt })
    context.out(`${chosen.name} (${placeOf(chosen)}), good once until ${expiresAt}:`)
    if (link !== undefined) context.out(link)
    context.out(`or send this code in a private chat with the bot: ${code}`)
    return 0
  },
})

const placeOf = ({ governmentKey, key }: Member): string => `${governmentKey}/${key}`

/** The person of a key, `setda-verifikator` or `kota-bekasi/setda-verifikator`, whatever the case; else what to say of it. */
export function choosePerson(asked: string, known: readonly Member[]): Member | string {
  const wanted = asked.toLowerCase()
  const found = known.filter((person) => [person.key, placeOf(person)].some((name) => name.toLowerCase() === wanted))
  const [one, ...more] = found
  if (one && more.length === 0) return one
  if (one) return `“${asked}” is the key of several people: ${found.map(placeOf).join(', ')}. Write one of these.`
  if (known.length === 0) return 'there are no people yet; capaian import brings them'
  const near = matchNames(
    asked.replace('/', ' '),
    known.map((person) => ({ id: placeOf(person), names: [person.key, person.name, placeOf(person)] })),
  )
  const names = near.kind === 'none' ? [] : near.kind === 'one' ? [near.id] : near.ids.slice(0, 10)
  return `there is no person with the key “${asked}”.${names.length > 0 ? ` Is meant: ${names.join(', ')}` : ''}`
}
