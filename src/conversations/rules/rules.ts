import type { RulesChange } from '../../domain/requests/rules-requests.ts'
import { agencyTitle } from '../ask/lines/agency-title.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { rulesPage } from './rules-pages.ts'

/** More agencies than these are asked for by name. */
const mostAgencies = 12

/** `/aturan`, `/aturan SETDA`: when reports are due, who is reminded when, who hears of lateness, and which alerts there are. */
export function* askRules(setting: Setting, argument: string): Talk<Turn> {
  const { texts } = setting
  const named = argument === '' ? undefined : (yield* know({ ask: 'find', text: argument, among: 'agencies' })).agencies
  const [first] = named ?? []
  if (named && !first) return says(message([line(texts, 'rules.none')]))
  return yield* showRules(setting, first?.id, 'all')
}

/** The rules on one of their pages; a pressed button changes the message in its place. */
function* showRules(setting: Setting, agencyId: number | undefined, page: string): Talk<Turn> {
  const { texts, pressed } = setting
  const answer = yield* know({ ask: 'rules', ...(agencyId !== undefined && { agencyId }) })
  if (answer.kind === 'none') return says(message([line(texts, 'rules.none')]))
  if (answer.kind === 'which') {
    const choices = answer.agencies
      .slice(0, mostAgencies)
      .map((agency) => [button(agencyTitle(agency), { kind: 'rules', agencyId: agency.id, page: 'all' })])
    return says(message([line(texts, 'rules.which')], { buttons: choices }))
  }
  const { parts, buttons } = rulesPage(answer.rules, page, texts)
  return says(message(parts, { buttons, ...(pressed && { replaces: pressed.outboxId }) }))
}

/** A tap: another page, or something set; the message shows it in its place. */
export function* pressRules(
  setting: Setting,
  { agencyId, page, change }: { agencyId: number; page: string; change?: RulesChange | undefined },
): Talk<Turn> {
  const { texts, pressed } = setting
  if (!change) return yield* showRules(setting, agencyId, page)
  const outcome = yield* have({ do: 'set-rules', agencyId, change })
  if (outcome.kind === 'refused')
    return says(
      message([line(texts, outcome.why === 'not-yours' ? 'rules.may-not' : outcome.why === 'gone' ? 'rules.none' : 'rules.not-possible')]),
    )
  const { parts, buttons } = rulesPage(outcome.rules, page, texts)
  return says(message(parts, { buttons, ...(pressed && { replaces: pressed.outboxId }) }))
}
