import type { WatchedAgency } from '../../store/leadership/alert-news.ts'

/** An officer who goes through a list, or takes back a typing error, is left to finish: then all of it is one message. */
const settledMs = 5 * 60_000
/** But nobody is waited for longer than this. */
const patienceMs = 20 * 60_000

/** When an agency's news have settled, so that they are worth a look; undefined where there are none. */
export const settledAt = ({ newest, oldest }: Pick<WatchedAgency, 'newest' | 'oldest'>): Date | undefined =>
  newest && oldest ? new Date(Math.min(newest.getTime() + settledMs, oldest.getTime() + patienceMs)) : undefined
