import { always } from '../../channels/channel.ts'
import type { Turn } from '../../channels/channel.ts'
import type { Database } from '../../store/database/database.ts'
import { leaseOf } from '../lease.ts'

/** Telegram gives its updates to one who asks at a time and refuses the others: of several processes one asks, the others stand by. */
export function pollingTurn(db: Database): Turn {
  // The embedded database never has a second process at work.
  if (db.kind === 'embedded') return always
  const lease = leaseOf(db, 'telegram:polling')
  return { ours: async () => (await lease.ask()).mine, leave: lease.leave }
}
