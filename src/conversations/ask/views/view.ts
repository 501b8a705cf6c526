import { quarterName } from '../../../domain/requests/requests.ts'
import type { AgencyFacts } from '../../../domain/requests/requests.ts'
import type { Button, Part } from '../../../message/message.ts'
import { writePeriod } from '../../../text/write-date.ts'
import type { Texts } from '../../../text/texts.ts'
import { agencyTitle } from '../lines/agency-title.ts'
import type { Paged } from './paged.ts'

/** What a view shows: its lines, its own buttons, and where it stands among its pages. */
export type Shown = { parts: Part[]; buttons: Button[][]; page: number; pages: number }

/** A view of an agency's facts, one page of it. */
export type View = (facts: AgencyFacts, page: number, texts: Texts) => Shown

/** What every heading of a list says: the agency, the period, and which rows of how many. */
export const headingValues = (facts: AgencyFacts, { from, to, count }: Paged<unknown>, texts: Texts) => ({
  agency: agencyTitle(facts.agency),
  period: writePeriod({ year: facts.year, quarter: quarterName(facts.quarter) }, texts),
  from,
  to,
  count,
})
