import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findRunning, sayRunning, takeFolder } from '../../../src/store/database/data-folder.ts'
import { ownMark } from '../../../src/store/database/process-mark.ts'
import type { ProcessMark } from '../../../src/store/database/process-mark.ts'

const program = fileURLToPath(new URL('./folder-holder.ts', import.meta.url))
const now = new Date('2024-10-04T01:00:00Z')
let base = ''
let folder = ''
const children: ChildProcess[] = []
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'capaian-folder-'))
  folder = base
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(base, { recursive: true, force: true })
})

type Outcome = { kind: string; pid: number; child: ChildProcess }
async function start(at = 0): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, String(at)], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { ...(JSON.parse(line.toString()) as { kind: string; pid: number }), child }
}
async function kill({ child }: Outcome): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}
async function atOnce(count: number): Promise<Outcome[]> {
  const at = Date.now() + 2_500
  return Promise.all(Array.from({ length: count }, () => start(at)))
}
const lockFiles = () => readdirSync(join(folder, 'lock')).sort()
const writeLock = (number: string, mark: Partial<ProcessMark>) =>
  writeFileSync(join(folder, 'lock', number), JSON.stringify({ ...ownMark(), since: now.toISOString(), ...mark }))

describe('one process', () => {
  test('takes a folder that is not there yet, and gives it back', async () => {
    folder = join(folder, 'new', 'data')
    const taken = await takeFolder(folder, now)
    if (taken.kind !== 'held') throw new Error('not held')
    taken.announce({ url: 'http://127.0.0.1:3000', token: 'geheim' })
    expect(statSync(join(folder, 'control.json')).mode & 0o777).toBe(0o600)
    expect(await findRunning(folder)).toMatchObject({ pid: process.pid, control: { url: 'http://127.0.0.1:3000', token: 'geheim' } })
    taken.release()
    expect(await findRunning(folder)).toBeUndefined()
    expect(readdirSync(folder)).toEqual(['lock'])
    expect((await takeFolder(folder, now)).kind).toBe('held')
  })
  test('is told who has it, and where', async () => {
    const first = await start()
    const second = await takeFolder(folder, now)
    if (second.kind !== 'running') throw new Error('held twice')
    expect(second.pid).toBe(first.child.pid)
    const said = sayRunning(folder, second)
    expect(said).toContain(`process ${first.child.pid}`)
    expect(said).toContain(`http://127.0.0.1:${first.child.pid}`)
    expect(said).not.toContain('token')
  })
  test('leaves few files behind, however often it starts', async () => {
    for (let round = 0; round < 30; round += 1) {
      const taken = await takeFolder(folder, now)
      if (taken.kind === 'held') taken.release()
    }
    expect(lockFiles()).toHaveLength(8)
    expect(lockFiles().at(-1)).toBe('000030')
  })
})

describe('after a crash', () => {
  test('kill -9 leaves a lock that the next start takes over, and no way to reach the dead', async () => {
    const first = await start()
    await kill(first)
    expect(readFileSync(join(folder, 'control.json'), 'utf8')).toContain(String(first.pid))
    expect(await findRunning(folder)).toBeUndefined()
    const second = await start()
    expect(second.kind).toBe('held')
    expect((await findRunning(folder))?.pid).toBe(second.child.pid)
  })
  test('a pid that is used again by another program holds nothing', async () => {
    await start().then(kill)
    writeLock('000001', { started: 'long ago' })
    expect((await takeFolder(folder, now)).kind).toBe('held')
  })
  test('a machine that was started anew holds nothing', async () => {
    await start().then(kill)
    writeLock('000001', { world: 'another-boot pid:[1]' })
    expect((await takeFolder(folder, now)).kind).toBe('held')
  })
  test('a lock without content, as after a power cut, holds nothing', async () => {
    await start().then(kill)
    writeFileSync(join(folder, 'lock', '000001'), '')
    expect((await takeFolder(folder, now)).kind).toBe('held')
  })
})

test('a copy made while the original is held is nobody’s: commands for it do not reach who holds the original', async () => {
  const holder = await start()
  const copy = join(base, 'copy')
  cpSync(join(folder, 'lock'), join(copy, 'lock'), { recursive: true, preserveTimestamps: true })
  cpSync(join(folder, 'control.json'), join(copy, 'control.json'))
  expect(await takeFolder(folder, now)).toMatchObject({ kind: 'running', pid: holder.child.pid })
  const taken = await takeFolder(copy, now, 5_000)
  expect(taken.kind).toBe('held')
  expect(readdirSync(copy)).toEqual(['lock'])
})

describe('another container on the same folder', () => {
  const elsewhere = { world: 'another-boot pid:[1]', host: 'elsewhere' }
  beforeEach(() => start().then(kill))
  test('holds it as long as it touches its lock', async () => {
    writeLock('000001', elsewhere)
    const path = join(folder, 'lock', '000001')
    const beat = setInterval(() => utimesSync(path, Date.now() / 1000, Date.now() / 1000), 100)
    expect(await takeFolder(folder, now)).toMatchObject({ kind: 'running', host: 'elsewhere' })
    clearInterval(beat)
  })
  test('has lost it when it is silent', async () => {
    writeLock('000001', elsewhere)
    expect((await takeFolder(folder, now, 1_500)).kind).toBe('held')
  })
})

describe('at the same moment', () => {
  test('of six processes one wins, on a new folder and on one that a dead process held', async () => {
    const fresh = await atOnce(6)
    const [winner, ...others] = fresh.filter(({ kind }) => kind === 'held')
    expect(others).toEqual([])
    expect(fresh.filter(({ kind }) => kind === 'running').map(({ pid }) => pid)).toEqual(Array(5).fill(winner?.child.pid))
    if (winner) await kill(winner)
    const again = await atOnce(6)
    expect(again.filter(({ kind }) => kind === 'held')).toHaveLength(1)
    expect(again.filter(({ kind }) => kind === 'running')).toHaveLength(5)
  })
  test('of many in one process one wins, round after round', async () => {
    for (let round = 0; round < 20; round += 1) {
      const taken = await Promise.all(Array.from({ length: 10 }, () => takeFolder(folder, now)))
      const held = taken.filter((one) => one.kind === 'held')
      expect(held).toHaveLength(1)
      for (const one of held) one.release()
    }
  })
})
