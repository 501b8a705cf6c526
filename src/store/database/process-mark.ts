import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

/** Which process holds something: enough to tell later, and after a crash, whether it still lives. */
export const ProcessMark = z.object({
  pid: z.number(),
  /** When the process began, in whatever form the system tells it: a pid that is used again has another one. */
  started: z.string(),
  /** In which world the pid means something: this boot of this machine, in this container. */
  world: z.string(),
  host: z.string(),
})
export type ProcessMark = z.output<typeof ProcessMark>

const textOf = (read: () => string): string => {
  try {
    return read().trim()
  } catch {
    return ''
  }
}
const bootId = () => textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))
const pidSpace = () => textOf(() => readlinkSync('/proc/self/ns/pid'))

/** The mark of this process. */
export const ownMark = (): ProcessMark => ({
  pid: process.pid,
  started: startOf(process.pid),
  world: [bootId(), pidSpace()].filter((part) => part !== '').join(' '),
  host: hostname(),
})

/** Whether the marked process lives. Unknown where it belongs to another machine or container, whose pids can't be seen from here. */
export function isAlive(mark: ProcessMark, here: ProcessMark = ownMark()): 'alive' | 'dead' | 'unknown' {
  const [boot] = mark.world.split(' ')
  const [ownBoot] = here.world.split(' ')
  if (mark.world !== here.world || (mark.world === '' && mark.host !== here.host)) {
    // The same machine after it was started anew: nothing of before lives.
    return mark.host === here.host && boot !== ownBoot ? 'dead' : 'unknown'
  }
  if (!exists(mark.pid)) return 'dead'
  const started = startOf(mark.pid)
  return started !== '' && mark.started !== '' && started !== mark.started ? 'dead' : 'alive'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Linux tells clock ticks since the boot; elsewhere ps tells the date. Nothing where neither does. */
function startOf(pid: number): string {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The name of the program stands in brackets and may hold anything: fields are counted behind the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A process that has ended and is not yet fetched by its parent holds nothing any more.
  if (stat !== '') return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '')
  return textOf(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
}
