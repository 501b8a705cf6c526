import { atLeast } from '../../domain/leadership/alerts.ts'
import type { AlertLevel, AlertSeen } from '../../domain/leadership/alerts.ts'
import { grouped } from '../../domain/grouped.ts'
import { tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { alertMessage } from './alert-message.ts'

/** How much a room wants to hear; its message shows the alerts of that level and above. */
export const leastLevels = ['urgent', 'attention', 'info'] as const

/** What a message of alerts goes by, for rooms that hear from a level on: every change is written into it, wherever it was sent. */
export const alertTopic = (batch: string, least: AlertLevel): string => `alert:${batch}:${least}`

/** The alerts of a batch that a room hears of. */
export const heardFrom = (alerts: readonly AlertSeen[], least: AlertLevel): AlertSeen[] =>
  alerts.filter(({ level }) => atLeast(level, least))

/** The messages that told these alerts, written anew in their places. */
export function* refreshAlerts(alerts: readonly AlertSeen[], setting: Setting): Talk<Turn> {
  const batches = [...new Set(alerts.map(({ batch }) => batch))].filter((batch) => batch !== '')
  if (batches.length === 0) return tells()
  const told = grouped(yield* know({ ask: 'alerts', batches }), ({ batch }) => batch)
  const notices = [...told].flatMap(([batch, members]) =>
    leastLevels.flatMap((least) => {
      const heard = heardFrom(members, least)
      const topic = alertTopic(batch, least)
      const write = (texts: Setting['texts']) => alertMessage(heard, setting.viewer.zone, texts)
      return heard.length > 0 ? [{ to: { lettersOn: topic }, topic, write }] : []
    }),
  )
  return tells(...notices)
}
