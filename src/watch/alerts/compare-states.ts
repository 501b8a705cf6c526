import type { AlertState } from '../../domain/leadership/alerts.ts'

type Open = AlertState & { id: number }

/** What has become of states: begun, gone on with other figures, ended. */
export type StateChanges<O extends Open> = { begun: AlertState[]; changed: { open: O; now: AlertState }[]; ended: O[] }

/** Compares what was open with what holds now. The same rule and subject is the same state: it is updated, never told again. */
export const compareStates = <O extends Open>(open: readonly O[], now: readonly AlertState[]): StateChanges<O> => {
  const keyOf = ({ rule, subject }: AlertState) => JSON.stringify([rule, subject])
  const before = new Map(open.map((one) => [keyOf(one), one]))
  const holding = new Map(now.map((state) => [keyOf(state), state]))
  return {
    begun: [...holding].flatMap(([key, state]) => (before.has(key) ? [] : [state])),
    changed: [...holding].flatMap(([key, state]) => {
      const one = before.get(key)
      return one && !same(one, state) ? [{ open: one, now: state }] : []
    }),
    ended: [...before].flatMap(([key, one]) => (holding.has(key) ? [] : [one])),
  }
}

const same = (one: AlertState, other: AlertState): boolean => one.level === other.level && canonical(one.facts) === canonical(other.facts)

/** JSON with its keys in order: a column of the database has its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && Object.getPrototypeOf(part) === Object.prototype
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
