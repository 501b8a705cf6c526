import { randomUUID } from 'node:crypto'
import type { Database } from '../store/database/database.ts'
import { isAlive, ownMark, ProcessMark } from '../store/database/process-mark.ts'
import { askForLead, leaveLead } from '../store/chats/sender-lead.ts'
import type { Asked } from '../store/chats/sender-lead.ts'

/** Something that one of several processes does at a time: who has it keeps it by asking again. */
export type Lease = {
  holder: string
  /** Asks for it, or for longer. `fromDead`: it was taken from a process that is gone. Rejects where the database does not answer. */
  ask: () => Promise<Asked & { fromDead: boolean }>
  leave: () => Promise<unknown>
}

/** A process that says nothing for so long has lost it. */
const leaseSeconds = 5
/** How long an answer is relied on; asked again once a second, so that several askings may fail. */
export const relyMs = 1_000

/** The lease of a name, for this process. */
export function leaseOf(db: Database, name: string): Lease {
  const holder = JSON.stringify({ ...ownMark(), id: randomUUID() })
  return {
    holder,
    ask: async () => {
      const asked = await askForLead(db, name, holder, leaseSeconds, null)
      if (asked.mine || !isDead(asked.before)) return { ...asked, fromDead: false }
      // Its time need not be waited for where it can be seen from here that it is gone.
      const taken = await askForLead(db, name, holder, leaseSeconds, asked.before)
      return { ...taken, fromDead: taken.mine }
    },
    leave: () => leaveLead(db, name, holder),
  }
}

function isDead(holder: string | null): boolean {
  const mark = ProcessMark.safeParse(JSON.parse(holder ?? 'null'))
  return mark.success && isAlive(mark.data) === 'dead'
}
