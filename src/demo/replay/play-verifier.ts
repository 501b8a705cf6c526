import type { Action } from '../../message/action.ts'
import { withButton } from './stage.ts'
import type { Stage } from './stage.ts'

const mostTurns = 400

/** The verifier accepts everything that waits: what is plausible together, the rest after a look at each. */
export async function playVerifier(stage: Stage, seat: string): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const waiting = await stage.say(seat, '/verifikasi')
    const together = withButton(waiting, accepts)
    if (together) {
      await stage.press(seat, together, accepts)
      continue
    }
    const each = withButton(waiting, looks)
    if (!each) return
    const one = withButton(await stage.press(seat, each, looks), accepts)
    if (!one) throw new Error(`${seat} can't accept what is shown`)
    await stage.press(seat, one, accepts)
  }
  throw new Error(`${seat} has always more to accept`)
}

const accepts = ({ kind }: Action): boolean => kind === 'verify'
const looks = ({ kind }: Action): boolean => kind === 'review'
