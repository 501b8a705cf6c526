import type { AbsenceFacts, ReminderAnswers, ReminderOutcomes, ReminderRequest } from '../../domain/requests/reminder-requests.ts'
import { absencesOf, addAbsence, colleaguesOf, endAbsence } from '../../store/people/absences.ts'
import type { AbsenceRow } from '../../store/people/absences.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { statements } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'

const facts = ({ id, from, to, delegate }: AbsenceRow): AbsenceFacts => ({ id, from, to, ...(delegate !== null && { delegate }) })

/** The viewer's absence that goes on or comes next. */
export async function ownAbsence({ tx, viewer, now }: Asking): Promise<ReminderAnswers['absence']> {
  const [first] = await absencesOf(statements(tx), viewer.personId, todayIn(now, viewer.zone))
  return first && facts(first)
}

/** Who may stand in for the viewer. */
export async function colleagues({ tx, viewer, now }: Asking): Promise<ReminderAnswers['colleagues']> {
  const today = todayIn(now, viewer.zone)
  return { today, people: await colleaguesOf(statements(tx), viewer.personId, today) }
}

/** `/cuti`: from one day to another somebody else is reminded and may report. */
export async function setAbsence(
  asking: Asking,
  { from, to, delegateId, instead }: Extract<ReminderRequest, { do: 'set-absence' }>,
): Promise<ReminderOutcomes['set-absence']> {
  const { tx, viewer, now } = asking
  const db = statements(tx)
  if (to < from || to < todayIn(now, viewer.zone)) return { kind: 'refused' }
  if (delegateId !== undefined && !(await colleagues(asking)).people.some(({ personId }) => personId === delegateId))
    return { kind: 'refused' }
  const [old] = instead ? await absencesOf(db, viewer.personId, todayIn(now, viewer.zone)) : []
  const other = (await absencesOf(db, viewer.personId, from, to)).find(({ id }) => id !== old?.id)
  if (other) return { kind: 'overlaps', absence: facts(other) }
  if (old) await end(asking, old)
  const added = await addAbsence(db, { personId: viewer.personId, from, to, delegateId: delegateId ?? null, at: now })
  if (!added) return { kind: 'refused' }
  note(asking, 'absence-set', added.id, { from, to, delegateId: delegateId ?? null })
  const released = old?.delegateId ?? undefined
  return {
    kind: 'set',
    absence: facts(added),
    ...(delegateId !== undefined && { delegateId }),
    ...(released !== undefined && released !== delegateId && { released }),
  }
}

/** Ends the viewer's absence, or calls it off. */
export async function endOwnAbsence(asking: Asking): Promise<ReminderOutcomes['end-absence']> {
  const { tx, viewer, now } = asking
  const [first] = await absencesOf(statements(tx), viewer.personId, todayIn(now, viewer.zone))
  if (!first) return { kind: 'none' }
  await end(asking, first)
  return { kind: 'ended', ...(first.delegateId !== null && { delegateId: first.delegateId }) }
}

async function end(asking: Asking, { id }: AbsenceRow): Promise<void> {
  await endAbsence(statements(asking.tx), id, asking.now)
  note(asking, 'absence-ended', id, {})
}

const note = ({ tx, viewer, channel, now, atEnd }: Asking, what: string, id: number, to: Record<string, string | number | null>): void => {
  const line = { governmentId: viewer.governmentId, personId: viewer.personId, channel, at: now, what, subject: `absence:${id}`, to }
  atEnd(() => audit(tx, line))
}
