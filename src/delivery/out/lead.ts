import type { Limits } from '../../channels/channel.ts'
import type { Database } from '../../store/database/database.ts'
import { freeLetters, pauseLead, wentLately } from '../../store/chats/sender-lead.ts'
import type { WentLately } from '../../store/chats/sender-lead.ts'
import { leaseOf, relyMs } from '../lease.ts'

/** What one who begins to lead must know of those before: what went lately, and how long the platform still wants nothing. */
export type Before = { went: WentLately[]; pausedMs: number }

/**
 * The right to send on a channel. What a platform allows a bot is counted in memory, by one process at a time: the others stand by and
 * work, receive and tick meanwhile.
 */
export type Lead = {
  /** By what name letters are claimed; null where nobody else could claim them. */
  holder: string | null
  /** Whether it is ours now; with what was before where it was not ours until now. Rejects where the database does not answer. */
  ours: () => Promise<{ ours: boolean; before?: Before }>
  pause: (ms: number) => Promise<unknown>
  leave: () => Promise<unknown>
}

/** For the embedded database, which never has a second process at work. */
export const alone: Lead = {
  holder: null,
  ours: () => Promise.resolve({ ours: true }),
  pause: () => Promise.resolve(),
  leave: () => Promise.resolve(),
}

/** The lead on a channel, as far as other processes may want it. */
export const leadOn = (db: Database, channel: string, limits: Limits): Lead =>
  db.kind === 'embedded' ? alone : sharedLead(db, channel, limits)

function sharedLead(db: Database, channel: string, limits: Limits): Lead {
  const lease = leaseOf(db, channel)
  const longestMs = Math.max(0, ...Object.values(limits).flatMap((rates) => rates.map(({ perMs }) => perMs)))
  let told = { ours: false, at: -Infinity }
  let upToDate = false
  return {
    holder: lease.holder,
    ours: async () => {
      const at = performance.now()
      if (at - told.at < relyMs) return { ours: told.ours }
      const { mine, kept, pausedMs, fromDead } = await lease.ask()
      // What a dead process was sending is free.
      if (fromDead) await freeLetters(db, channel)
      upToDate &&= kept
      if (!mine || upToDate) {
        told = { ours: mine, at }
        return { ours: mine }
      }
      const before = { went: await wentLately(db, channel, longestMs / 1000), pausedMs }
      upToDate = true
      told = { ours: true, at }
      return { ours: true, before }
    },
    pause: (ms) => pauseLead(db, channel, lease.holder, ms),
    leave: () => {
      told = { ours: false, at: Infinity }
      return lease.leave()
    },
  }
}
