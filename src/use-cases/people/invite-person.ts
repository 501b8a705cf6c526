import type { Outcomes, Request } from '../../domain/requests/requests.ts'
import { botName } from '../../store/people/bot-name.ts'
import type { Tx } from '../../store/database/database.ts'
import { members } from '../../store/people/government-people.ts'
import type { Member } from '../../store/people/government-people.ts'
import { makeInvitation } from '../../store/people/invitations.ts'
import { endAccounts } from '../../store/people/joining.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { mayLookAfter } from '../rights.ts'

type Invited = Extract<Outcomes['invite-person'], { kind: 'invited' }>
type By = { personId: number | null; channel: string; now: Date }

/** Invites a person; with `replace` what they had is ended first, at once and for good: a lost phone hears and says nothing more. */
export async function invitePerson(
  { tx, viewer, channel, now }: Asking,
  { personId, replace }: Extract<Request, { do: 'invite-person' }>,
): Promise<Outcomes['invite-person']> {
  const [person] = await members(tx, { governmentId: viewer.governmentId, personId }, todayIn(now, viewer.zone))
  if (!person || !mayLookAfter(viewer, person)) return { kind: 'refused' }
  return invite(tx, person, replace, { personId: viewer.personId, channel, now })
}

/** The same by the operator, whose right is that they can run commands. */
export const inviteAsOperator = (tx: Tx, person: Member, now: Date): Promise<Invited> =>
  invite(tx, person, false, { personId: null, channel: 'command', now })

async function invite(tx: Tx, { personId, governmentId, name }: Member, replace: boolean, by: By): Promise<Invited> {
  const ended = replace ? await endAccounts(tx, personId, by.now) : 0
  const { code, expiresAt } = await makeInvitation(tx, personId, by.now)
  const row = { governmentId, personId: by.personId, channel: by.channel, at: by.now, subject: `person:${personId}` }
  if (ended > 0) await audit(tx, { ...row, what: 'accounts-ended', from: { accounts: ended } })
  await audit(tx, { ...row, what: 'person-invited', to: { until: expiresAt.toISOString() } })
  const bot = await botName(tx)
  return {
    ...{ kind: 'invited', name, code, expiresAt: expiresAt.toISOString(), ended },
    ...(bot !== undefined && { link: `https://t.me/${bot}?start=${code}` }),
  }
}
