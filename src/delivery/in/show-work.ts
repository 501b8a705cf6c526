import type { Incoming } from '../../message/incoming.ts'

/** Whoever gets an answer within so long need not be told that it is being made. */
const soonMs = 800
/** Platforms show it for about five seconds. */
const againMs = 4_500

/** Does something that a person waits for; where it takes long, `show` says so in their chat until it is done. */
export async function showWork<Result>({ body }: Incoming, show: () => void, work: () => Promise<Result>): Promise<Result> {
  // What the house or the platform has put there nobody waits for.
  if (body.kind === 'wake' || body.kind === 'membership') return work()
  let timer = setTimeout(function again() {
    show()
    timer = setTimeout(again, againMs)
  }, soonMs)
  return work().finally(() => clearTimeout(timer))
}
