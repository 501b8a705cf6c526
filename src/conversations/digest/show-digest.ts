import type { DigestKind } from '../../domain/leadership/room-settings.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { ownAgency } from '../own-agency.ts'
import { maySayHere, onlyAgencyHere } from '../in-room.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { digestMessage, digestPicture } from './digest-message.ts'
import type { DigestView } from './digest-message.ts'

/**
 * `/ringkasan`: of the room's scope; in a private chat of one's own agency, or of all that one watches. `/ringkasan SETDA`, `/ringkasan
 * bulanan`.
 */
export function* askDigest(setting: Setting, argument: string): Talk<Turn> {
  const of = /bulan|month/i.test(argument) ? 'month' : /triwulan|quarter/i.test(argument) ? 'quarter' : 'week'
  const name = argument.replace(/\S*(bulan|month|triwulan|quarter|minggu|week)\S*/gi, '').trim()
  if (name === '') return yield* showDigest(setting, { of, ...(yield* ownScope(setting)) }, 'short')
  const { agencies } = yield* know({ ask: 'find', text: name, among: 'agencies' })
  const seen = agencies.filter(({ id }) => maySayHere(setting, id))
  const [only] = seen
  if (only && seen.length === 1) return yield* showDigest(setting, { of, agencyId: only.id }, 'short')
  if (!only) return says(message([line(setting.texts, 'digest.nothing')]))
  const buttons = seen
    .slice(0, 6)
    .map((agency) => [button(agencyTitle(agency), { kind: 'digest', of, view: 'short', agencyId: agency.id })])
  return says(message([line(setting.texts, 'ask.which', { count: seen.length, text: name })], { buttons }))
}

function* ownScope({ room, viewer }: Setting): Talk<{ agencyId?: number }> {
  // Whoever works in several agencies coordinates them.
  const agenciesOfGrants = new Set(viewer.grants.map(({ agencyId }) => agencyId))
  if (room || agenciesOfGrants.has(undefined) || agenciesOfGrants.size > 1) return {}
  const own = ownAgency(viewer, yield* know({ ask: 'agencies' }))
  return own ? { agencyId: own.id } : {}
}

/** A digest of now. A pressed button (`replaces`) changes the message in its place; asked anew, its picture follows. */
export function* showDigest(
  setting: Setting,
  asked: { of: DigestKind; agencyId?: number | undefined },
  view: DigestView,
  replaces?: number,
): Talk<Turn> {
  const { texts, room, now } = setting
  const agencyId = asked.agencyId ?? onlyAgencyHere(setting)
  if (agencyId !== undefined && !maySayHere(setting, agencyId)) return says(message([line(texts, 'ask.gone')]))
  const facts = yield* know({ ask: 'digest', of: asked.of, ...(agencyId !== undefined && { agencyId }) })
  if (!facts) return says(message([line(texts, 'digest.nothing')]))
  const told = digestMessage(facts, view, now, room !== undefined, texts)
  const picture = replaces === undefined && view === 'short' ? digestPicture(facts, texts) : undefined
  return says({ ...told, ...(replaces !== undefined && { replaces }) }, ...(picture ? [picture] : []))
}
