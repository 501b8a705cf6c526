import type { AgencyName, Viewer } from '../domain/requests/requests.ts'
import { maySayHere } from './in-room.ts'
import type { Setting } from './session.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'

/** The agency that a person works in, or the only one they see. */
export const ownAgency = ({ grants }: Viewer, agencies: readonly AgencyName[]): AgencyName | undefined => {
  const [only, ...more] = agencies
  if (only && more.length === 0) return only
  return agencies.find(({ id }) => grants.some(({ agencyId }) => agencyId === id))
}

/** An agency that stands for all in an example: of those that the person may see here, their own first; nothing where they see none. */
export function* exampleAgency(setting: Setting): Talk<AgencyName | undefined> {
  const agencies = (yield* know({ ask: 'agencies' })).filter(({ id }) => maySayHere(setting, id))
  return ownAgency(setting.viewer, agencies) ?? agencies[0]
}
