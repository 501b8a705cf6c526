import { z } from 'zod'

/** Which alerts a room hears of by itself; `none` leaves them to the digest. */
export const roomAlerts = ['none', 'urgent', 'attention', 'info'] as const

/** The digests that a room may get by the calendar. */
export const digestKinds = ['week', 'month', 'quarter'] as const
export type DigestKind = (typeof digestKinds)[number]

/** Times of the day that a digest may come at, on the clocks of the room's zone. */
export const digestTimes = ['07:30', '09:00', '13:00', '15:00'] as const

/** What a room gets, and when. A room that was never asked gets what leadership needs: alerts that need a hand, and all digests. */
export const RoomSettings = z.object({
  alerts: z.enum(roomAlerts).default('attention'),
  week: z.boolean().default(true),
  month: z.boolean().default(true),
  quarter: z.boolean().default(true),
  /** 1 Monday to 5 Friday; moved to the next working day by holidays. */
  day: z.number().int().min(1).max(5).default(1),
  time: z.enum(digestTimes).default('07:30'),
})
export type RoomSettings = z.output<typeof RoomSettings>

/** What a room covers: every agency of its government, or those that are named, by short name. */
export type RoomScope = 'all' | { id: number; shortName: string }[]

/** A group, topic or channel as the house knows it. It learns only of its scope: its whole government, or the agencies that it covers. */
export type RoomFacts = {
  id: number
  governmentId: number
  governmentName: string
  covers: RoomScope
  channel: string
  platformId: string
  chatKey: string
  title: string
  locale: 'id' | 'en'
  zone: string
  /** ISO instant; absent while nobody has approved it. */
  approvedAt?: string
  askedById?: number
  settings: RoomSettings
}
