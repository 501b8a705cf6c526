import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, ownMark } from './process-mark.ts'
import type { ProcessMark } from './process-mark.ts'

// Two processes on one embedded database lose rows in silence. So the folder has a lock, as numbered files in `lock/`: who
// links the next number into place holds it, and the highest number says who that is. A number is never used again, so that
// a process that was slow between looking and taking can't take away what another got meanwhile.

/** How a command reaches the process that holds the folder. `token` goes with every request. */
export type Control = { url: string; token: string }
/** A process that holds the folder, and how to reach it once it listens. */
export type Running = { pid: number; host: string; since: string; control?: Control }
export type HeldFolder = {
  kind: 'held'
  folder: string
  /** Tells commands where this process is reached; readable by the folder's owner alone. */
  announce: (control: Control) => void
  release: () => void
}

type LockFile = ProcessMark & {
  since: string
  /** Which folder it was written in: a copy of that has another number. */
  inode?: number
  free?: true
}

const beatMs = 2_000
/** A holder in another container is believed dead when its file was not touched for so long. */
const usualSilenceMs = 15_000
const keptFiles = 8

/** Takes the folder for this process, or says who has it. Creates the folder where it is missing. */
export async function takeFolder(
  path: string,
  now: Date,
  silenceMs = usualSilenceMs,
): Promise<HeldFolder | ({ kind: 'running' } & Running)> {
  const folder = resolve(path)
  mkdirSync(join(folder, 'lock'), { recursive: true })
  const mine: LockFile = { ...ownMark(), since: now.toISOString(), inode: inodeOf(folder) }
  for (;;) {
    const newest = newestLock(folder)
    if (newest && (await holds(folder, newest, silenceMs))) return { kind: 'running', ...describe(folder, newest.content) }
    const number = (newest?.number ?? 0) + 1
    if (!place(folder, number, mine)) continue
    // Whoever came from behind finds a higher number here and gives its own back.
    if (newestLock(folder)?.number !== number) {
      rmSync(lockPath(folder, number), { force: true })
      continue
    }
    rmSync(controlPath(folder), { force: true })
    for (const old of numbers(folder)) if (old <= number - keptFiles) rmSync(lockPath(folder, old), { force: true })
    return hold(folder, number, mine)
  }
}

/** The process that holds the folder now, if any does. */
export async function findRunning(path: string): Promise<Running | undefined> {
  const folder = resolve(path)
  const newest = newestLock(folder)
  return newest && (await holds(folder, newest, usualSilenceMs)) ? describe(folder, newest.content) : undefined
}

/** In one sentence, for the terminal of a second start. */
export function sayRunning(folder: string, { pid, host, since, control }: Running): string {
  const where = control ? `, and is reached at ${control.url}` : ''
  return `Capaian is already running on ${resolve(folder)}: process ${pid} on ${host}, since ${since}${where}. Two processes on one folder would lose data.`
}

function hold(folder: string, number: number, mine: LockFile): HeldFolder {
  const path = lockPath(folder, number)
  const beat = setInterval(() => {
    const moment = Date.now() / 1000
    try {
      utimesSync(path, moment, moment)
    } catch {
      // The folder is gone or full; what is at work there will say so itself.
    }
  }, beatMs)
  beat.unref()
  return {
    kind: 'held',
    folder,
    announce: (control) => writeWhole(controlPath(folder), JSON.stringify({ pid: mine.pid, started: mine.started, ...control }), 0o600),
    release: () => {
      clearInterval(beat)
      rmSync(controlPath(folder), { force: true })
      writeWhole(path, JSON.stringify({ ...mine, free: true }), 0o644)
    },
  }
}

async function holds(folder: string, { number, content }: { number: number; content: LockFile }, silenceMs: number): Promise<boolean> {
  if (content.free) return false
  const state = isAlive(content)
  // Copied while it ran: who holds the original lives, and touches no file here. Commands for the copy must not reach it.
  const copied = content.inode !== undefined && content.inode !== inodeOf(folder)
  if (state === 'dead' || (state === 'alive' && !copied)) return state === 'alive'
  const touched = () => statSync(lockPath(folder, number), { throwIfNoEntry: false })?.mtimeMs ?? 0
  // Clocks of two machines differ: only a touch that happens while we look is a sign of life.
  const before = touched()
  for (let waited = 0; waited < silenceMs; waited += beatMs / 2) {
    await sleep(beatMs / 2)
    if (touched() !== before) return true
  }
  return false
}

function describe(folder: string, { pid, started, host, since }: LockFile): Running {
  const control = readJson<Control & { pid: number; started: string }>(controlPath(folder), ['ENOENT', 'EACCES'])
  const own = control?.pid === pid && control.started === started
  return { pid, host, since, ...(control && own && { control: { url: control.url, token: control.token } }) }
}

/** Puts a whole file into place under its number; false where another process was first. */
function place(folder: string, number: number, content: LockFile): boolean {
  const draft = join(folder, 'lock', `draft-${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(draft, JSON.stringify(content))
  try {
    linkSync(draft, lockPath(folder, number))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Written beside and moved into place: nobody ever reads half of it. */
function writeWhole(path: string, text: string, mode: number): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text, { mode })
  chmodSync(draft, mode)
  renameSync(draft, path)
}

const controlPath = (folder: string) => join(folder, 'control.json')
const inodeOf = (folder: string) => statSync(join(folder, 'lock')).ino
const lockPath = (folder: string, number: number) => join(folder, 'lock', String(number).padStart(6, '0'))

function numbers(folder: string): number[] {
  try {
    return readdirSync(join(folder, 'lock')).flatMap((name) => (/^\d{6,}$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}

function newestLock(folder: string): { number: number; content: LockFile } | undefined {
  const found = numbers(folder)
  if (found.length === 0) return undefined
  const number = Math.max(...found)
  const content = readJson<LockFile>(lockPath(folder, number), ['ENOENT'])
  // Emptied by a full disk or a power cut: nobody who lives has written it.
  return { number, content: content ?? { pid: 0, started: '', world: '', host: '', since: '', free: true } }
}

/** Nothing where the file is missing, broken, or can't be read for one of the `forgiven` reasons. */
function readJson<T>(path: string, forgiven: string[]): T | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && forgiven.includes(String(error.code))) return undefined
    throw error
  }
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
