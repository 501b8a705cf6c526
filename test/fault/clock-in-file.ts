import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Clock } from '../../src/clock.ts'

/** A clock that several processes share: a file says at which moment it stood when it was set, and from there it runs at real speed. */
export const clockInFile = (file: string): Clock => ({
  now: () => {
    const [stood = 0, set = 0] = readFileSync(file, 'utf8').split(' ').map(Number)
    return new Date(stood + Date.now() - set)
  },
})

/** Sets it, forward or back; whoever reads sees the old moment or the new one, never half of each. */
export function setClock(file: string, moment: Date): void {
  writeFileSync(`${file}.new`, `${moment.getTime()} ${Date.now()}`)
  renameSync(`${file}.new`, file)
}
