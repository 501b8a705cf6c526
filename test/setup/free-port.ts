import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that systems hand out by themselves: neither an outgoing connection nor a server that asks for any port can take one
 * between now and the moment at which a process that is still starting listens on it. Each worker has a share of its own.
 */
const first = 18_000
const share = 1_000
const ownFirst = first + (Number(process.env['VITEST_POOL_ID'] ?? '0') % 12) * share
let next = process.pid % share

/** A port that nobody listens on now, and that nobody else will be given soon. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < share; tried += 1) {
    next = (next + 1) % share
    const port = ownFirst + next
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.listen(port, '127.0.0.1')
  if (!(await listening)) return false
  server.close()
  await once(server, 'close')
  return true
}
