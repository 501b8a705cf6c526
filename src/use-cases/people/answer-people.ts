import type { Answers } from '../../domain/requests/requests.ts'
import type { PersonFound } from '../../domain/requests/people-requests.ts'
import { members } from '../../store/people/government-people.ts'
import type { Member } from '../../store/people/government-people.ts'
import { matchNames } from '../../text/match-names.ts'
import { readName } from '../../text/name-index.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { looksAfterPeople, mayLookAfter } from '../rights.ts'

/** More than these are no choice that fits a phone. */
const most = 8

/** The people that an admin may mean by a name, among those that they look after; a foreign name is like an unknown one. */
export async function answerPeople({ tx, viewer, now }: Asking, text: string): Promise<Answers['people']> {
  if (!looksAfterPeople(viewer)) return { may: false, people: [], exact: false }
  const all = await members(tx, { governmentId: viewer.governmentId }, todayIn(now, viewer.zone))
  const own = all.filter((person) => mayLookAfter(viewer, person))
  const asked = readName(text).plain
  const named = own.filter(({ key, name }) => [key, name].some((one) => readName(one).plain === asked))
  const [only] = named
  if (only && named.length === 1) return { may: true, people: [found(only)], exact: true }
  const match = matchNames(
    text,
    own.map((person) => ({ id: person, names: [person.name] })),
  )
  const hits = match.kind === 'one' ? [match.id] : match.kind === 'none' ? [] : match.ids
  return { may: true, people: (named.length > 0 ? named : hits).slice(0, most).map(found), exact: false }
}

const found = ({ personId, name, agencies, accounts }: Member): PersonFound => ({ personId, name, agencies, accounts })
