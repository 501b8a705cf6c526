import type { Part } from '../message/message.ts'
import { within } from '../text/within.ts'
import { exampleAgency } from './own-agency.ts'
import { line, message, spans } from './say.ts'
import { says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import type { Talk } from './talk.ts'

/** `/bantuan`: what can be done here, in two lines; where a conversation runs, the engine says where one is instead. */
export function* help(setting: Setting): Talk<Turn> {
  return says(message([...(yield* rolesHelp(setting)), line(setting.texts, 'talk.help-stop')]))
}

/** The first message after an invitation or `/start`: who you are here, and what you can do. */
export function* welcome(setting: Setting): Talk<Turn> {
  const { texts, viewer } = setting
  const roles = [...new Set(viewer.grants.map((g) => texts.plain(`talk.role.${g.role}`)))].join(', ')
  const parts: Part[] = [line(texts, 'talk.welcome', { name: viewer.name })]
  if (roles) parts.push(spans(texts.plain('talk.welcome-roles', { roles })))
  return says(message([...parts, ...(yield* rolesHelp(setting))]))
}

function* rolesHelp(setting: Setting): Talk<Part[]> {
  const { texts, viewer } = setting
  const agency = yield* exampleAgency(setting)
  const example = agency ? texts.plain('talk.help-example', { name: agency.shortName }) : ''
  const verifies = viewer.grants.some((g) => g.role === 'verifier' || g.role === 'admin')
  const looksAfter = verifies || viewer.grants.some((g) => g.role === 'head' || g.role === 'leadership')
  const sets = viewer.grants.some((g) => g.role === 'admin' || g.role === 'head' || g.role === 'leadership')
  const invites = viewer.grants.some((g) => g.role === 'admin')
  return [
    line(texts, 'talk.help-general', { example }),
    ...(verifies ? [line(texts, 'talk.help-verifier'), line(texts, 'rules.help')] : []),
    ...(looksAfter ? [line(texts, 'talk.help-late'), line(texts, 'digest.help')] : []),
    ...(sets ? [line(texts, 'room.help')] : []),
    ...(invites ? [line(texts, 'invite.help')] : []),
  ]
}

/** What was not understood is shown, with where to go on. */
export const notUnderstood = (setting: Setting, text: string): Turn =>
  says(message([line(setting.texts, 'talk.not-understood', { text: within(text, 80) })]))
