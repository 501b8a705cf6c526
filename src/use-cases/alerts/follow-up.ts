import type { LeadershipOutcomes } from '../../domain/requests/leadership-requests.ts'
import type { AlertSeen } from '../../domain/leadership/alerts.ts'
import { grouped } from '../../domain/grouped.ts'
import {
  alertsById,
  alertsOfBatches,
  answerAlerts,
  markAsked,
  muteAlerts,
  noteAlerts,
  responsibleFor,
  takeAlerts,
} from '../../store/leadership/alerts.ts'
import { audit } from '../../store/reports/report-writes.ts'
import { statements } from '../../store/database/statements.ts'
import { todayIn } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { mayFollowUp, maySeeAgency } from '../rights.ts'

/** Alerts by id or by the message that told them, as far as the viewer may see their agencies. */
export async function seenAlerts({ tx, viewer }: Asking, asked: { alertIds?: number[]; batches?: string[] }): Promise<AlertSeen[]> {
  const db = statements(tx)
  const byId = asked.alertIds ? await alertsById(db, viewer.governmentId, asked.alertIds) : []
  const byBatch = asked.batches ? await alertsOfBatches(db, asked.batches) : []
  return [...byId, ...byBatch].filter(({ agencyId }) => maySeeAgency(viewer, { agencyId, governmentId: viewer.governmentId }))
}

/** The alerts that somebody wants to do something about: all of them, or why not. */
async function allowed(asking: Asking, ids: readonly number[]): Promise<AlertSeen[] | { kind: 'refused'; why: 'not-yours' | 'gone' }> {
  const alerts = await seenAlerts(asking, { alertIds: [...ids] })
  if (alerts.length === 0) return { kind: 'refused', why: 'gone' }
  if (!alerts.every(({ agencyId }) => mayFollowUp(asking.viewer, agencyId))) return { kind: 'refused', why: 'not-yours' }
  const open = alerts.filter(({ closedAt }) => closedAt === undefined)
  return open.length > 0 ? open : { kind: 'refused', why: 'gone' }
}

const idsOf = (alerts: readonly AlertSeen[]): number[] => alerts.map(({ id }) => id)

async function noted(asking: Asking, what: string, alerts: readonly AlertSeen[], to?: unknown): Promise<void> {
  const { tx, viewer, channel, now } = asking
  for (const { id, agencyId } of alerts)
    await audit(tx, {
      ...{ governmentId: viewer.governmentId, agencyId, personId: viewer.personId, channel, at: now, what, subject: `alert:${id}` },
      ...(to !== undefined && { to }),
    })
}

/** Takes alerts: whoever was first stays, and is named. */
export async function takeUp(asking: Asking, ids: number[]): Promise<LeadershipOutcomes['take-alerts']> {
  const alerts = await allowed(asking, ids)
  if ('kind' in alerts) return alerts
  const free = await takeAlerts(statements(asking.tx), idsOf(alerts), asking.viewer.personId, asking.now)
  await noted(
    asking,
    'alert-taken',
    alerts.filter(({ id }) => free.includes(id)),
  )
  return { kind: 'taken', alerts: await seenAlerts(asking, { alertIds: idsOf(alerts) }), free }
}

/** A note of whoever took them. */
export async function noteOn(asking: Asking, ids: number[], note: string): Promise<LeadershipOutcomes['note-alerts']> {
  const alerts = await seenAlerts(asking, { alertIds: ids })
  if (alerts.length === 0) return { kind: 'refused', why: 'gone' }
  await noteAlerts(statements(asking.tx), idsOf(alerts), asking.viewer.personId, note)
  return { kind: 'noted', alerts: await seenAlerts(asking, { alertIds: ids }) }
}

/** Mutes alerts until an instant. */
export async function mute(asking: Asking, ids: number[], until: string): Promise<LeadershipOutcomes['mute-alerts']> {
  const alerts = await allowed(asking, ids)
  if ('kind' in alerts) return alerts
  await muteAlerts(statements(asking.tx), idsOf(alerts), new Date(until))
  await noted(asking, 'alert-muted', alerts, { until })
  return { kind: 'muted', alerts: await seenAlerts(asking, { alertIds: idsOf(alerts) }) }
}

/** Who is to be asked about alerts: those responsible today but whoever asks, each once a day at most. */
export async function askAbout(asking: Asking, ids: number[]): Promise<LeadershipOutcomes['ask-about-alerts']> {
  const { tx, viewer, now } = asking
  const alerts = await allowed(asking, ids)
  if ('kind' in alerts) return alerts
  const db = statements(tx)
  const people = (await responsibleFor(db, idsOf(alerts), todayIn(now, viewer.zone))).filter(({ personId }) => personId !== viewer.personId)
  const askable = alerts.filter(({ id }) => people.some(({ alertId }) => alertId === id))
  const fresh = await markAsked(db, idsOf(askable), viewer.personId, now)
  const known = new Map((await seenAlerts(asking, { alertIds: idsOf(alerts) })).map((alert) => [alert.id, alert]))
  await noted(
    asking,
    'alert-asked',
    alerts.filter(({ id }) => fresh.includes(id)),
  )
  const of = [...grouped(people, ({ personId }) => String(personId)).values()].flatMap((rows) => {
    const asked = rows.flatMap(({ alertId }) => (fresh.includes(alertId) ? (known.get(alertId) ?? []) : []))
    const [person] = rows
    return person && asked.length > 0 ? [{ personId: person.personId, name: person.name, alerts: asked }] : []
  })
  return { kind: 'asked', of, before: askable.length > 0 && fresh.length === 0, alerts: [...known.values()] }
}

/** The answer of somebody who was asked: one who is responsible today for what it is about. */
export async function answerQuestion(asking: Asking, ids: number[], text: string): Promise<LeadershipOutcomes['answer-alerts']> {
  const { tx, viewer, now } = asking
  const db = statements(tx)
  const alerts = await seenAlerts(asking, { alertIds: ids })
  const mine = (await responsibleFor(db, idsOf(alerts), todayIn(now, viewer.zone))).filter(({ personId }) => personId === viewer.personId)
  const answered = alerts.filter(({ id }) => mine.some(({ alertId }) => alertId === id))
  if (answered.length === 0) return { kind: 'refused', why: alerts.length === 0 ? 'gone' : 'not-yours' }
  await answerAlerts(db, idsOf(answered), viewer.personId, text, now)
  await noted(asking, 'alert-answered', answered)
  return { kind: 'answered', alerts: await seenAlerts(asking, { alertIds: idsOf(answered) }) }
}
