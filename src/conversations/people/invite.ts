import type { PersonFound } from '../../domain/requests/people-requests.ts'
import type { Part } from '../../message/message.ts'
import { writeMoment } from '../../text/write-date.ts'
import { line, message } from '../say.ts'
import { onceButton, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'

/** `/undang <nama>`: an invitation for somebody whom the admin looks after. */
export const invite = (setting: Setting, argument: string): Talk<Turn> => choose(setting, argument, false)

/** `/ganti <nama>`: a lost phone. The old accounts end at once, and a new invitation is made, in one step where the name is plain. */
export const replace = (setting: Setting, argument: string): Talk<Turn> => choose(setting, argument, true)

function* choose(setting: Setting, text: string, replaces: boolean): Talk<Turn> {
  const { texts } = setting
  // A code that everybody in a room reads is nobody's.
  if (setting.chat.kind === 'room') return says(message([line(texts, 'invite.room')]))
  const { may, people, exact } = yield* know({ ask: 'people', text })
  if (!may) return says(message([line(texts, 'invite.not-admin')]))
  if (text === '') return says(message([line(texts, replaces ? 'invite.how-replace' : 'invite.how')]))
  const [first] = people
  if (!first) return says(message([line(texts, 'invite.none', { text })]))
  // Whose account ends is never guessed; a mere invitation goes to nobody until the admin forwards it.
  if (exact || (people.length === 1 && !replaces)) return yield* inviteThem(setting, first.personId, replaces, first)
  const buttons = people.map((person) => [
    onceButton(label(person, setting), { kind: 'invite', personId: person.personId, replace: replaces }),
  ])
  return says(message([line(texts, replaces ? 'invite.which-replace' : 'invite.which')], { buttons }))
}

const label = ({ name, agencies }: PersonFound, { texts }: Setting): string =>
  agencies.length > 0 ? texts.plain('invite.person', { name, agencies: agencies.join(', ') }) : name

/** Makes the invitation and says it, ready to be forwarded. */
export function* inviteThem(setting: Setting, personId: number, replaces: boolean, known?: PersonFound): Talk<Turn> {
  const { texts, viewer } = setting
  const outcome = yield* have({ do: 'invite-person', personId, replace: replaces })
  if (outcome.kind === 'refused') return says(message([line(texts, 'talk.not-available')]))
  const { name, code, link, ended } = outcome
  const parts: Part[] = []
  if (ended > 0) parts.push(line(texts, 'invite.ended', { name, count: ended }))
  parts.push(line(texts, 'invite.made', { name, until: writeMoment(outcome.expiresAt, viewer.zone, texts) }))
  if (link !== undefined) parts.push(line(texts, 'invite.made-link', { link }))
  parts.push(line(texts, link === undefined ? 'invite.made-code-only' : 'invite.made-code', { code }))
  if (!replaces && known && known.accounts > 0) parts.push(line(texts, 'invite.joined-already', { name, count: known.accounts }))
  return says(message(parts))
}
