/** The house's one clock: everything else is handed the time as a value. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that can be moved, forward only: the demo's, and the tests'. It runs at real speed from where it stands. */
export type MovableClock = Clock & { moveTo: (moment: Date) => void }

/** A movable clock that stands at `start` when it is made. `real` is the clock by which it runs. */
export function movableClock(start: Date, real: Clock = systemClock): MovableClock {
  let offset = start.getTime() - real.now().getTime()
  const now = () => new Date(real.now().getTime() + offset)
  return {
    now,
    moveTo: (moment) => {
      const ahead = moment.getTime() - now().getTime()
      if (ahead > 0) offset += ahead
    },
  }
}
