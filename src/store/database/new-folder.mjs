// Plain JavaScript: it runs before the program can be read. To make a new embedded database takes five seconds of one processor; where
// there is none yet it is made in a process of its own, beside what else a first start prepares.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const itself = fileURLToPath(import.meta.url)
const beginning = 'pg-new-'

/**
 * Begins to make an embedded database for a data folder that has none; undefined where there is nothing to make. `ready` puts it in its
 * place and says whether it could be made; the caller holds the folder by then. `drop` gives it up.
 */
export function beginNewFolder(folder) {
  const place = join(resolve(folder), 'pg')
  if (existsSync(place)) return undefined
  const making = join(resolve(folder), `${beginning}${process.pid}`)
  try {
    mkdirSync(resolve(folder), { recursive: true })
    // Nobody else looks in meanwhile.
    mkdirSync(making, { recursive: true, mode: 0o700 })
  } catch {
    return undefined
  }
  // It runs once: to compile it twice, the second time well, would only take the processor from the others.
  const child = spawn(process.execPath, ['--liftoff-only', itself, making], { stdio: 'ignore' })
  const made = new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (status) => done(status === 0))
  })
  const forget = () => {
    for (const name of readdirSync(resolve(folder)))
      if (name.startsWith(beginning) && !isOfAnother(Number(name.slice(beginning.length))))
        rmSync(join(resolve(folder), name), { recursive: true, force: true })
  }
  return {
    ready: async () => {
      const can = (await made) && !existsSync(place)
      if (can) renameSync(making, place)
      // Also what others left, who did not come so far.
      forget()
      return can
    },
    drop: async () => {
      child.kill('SIGKILL')
      await made
      forget()
    },
  }
}

/** Whether another process with this number is alive, and may be making its own. */
function isOfAnother(pid) {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

if (process.argv[1] === itself && process.argv[2]) {
  const { PGlite } = await import('@electric-sql/pglite')
  await (await PGlite.create({ dataDir: process.argv[2] })).close()
}
