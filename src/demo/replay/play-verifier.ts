import type { Action } from '../../message/action.ts'
import { withButton } from './stage.ts'
import type { Stage } from './stage.ts'

const mostTurns = 400

/** The verifier accepts everything that waits: what is plausible unit by unit, the rest after a look at each. */
export async function playVerifier(stage: Stage, seat: string): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const waiting = await stage.say(seat, '/verifikasi')
    const together = waiting.filter((letter) => withButton([letter], accepts))
    for (const letter of together) await stage.press(seat, letter, accepts)
    if (together.length > 0) continue
    let next = withButton(waiting, looks)
    if (!next) return
    while (next) {
      const one = withButton(await stage.press(seat, next, looks), accepts)
      if (!one) throw new Error(`${seat} can't accept what is shown`)
      next = withButton(await stage.press(seat, one, accepts), looks)
    }
  }
  throw new Error(`${seat} has always more to accept`)
}

/** Looks at what waits until the report of an indicator comes, and returns it with a reason. False where it does not wait. */
export async function returnReport(stage: Stage, seat: string, indicatorId: number, reason: string): Promise<boolean> {
  const waiting = await stage.say(seat, '/verifikasi')
  let shown = waiting
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const it = shown.find(({ about }) => about?.indicatorId === indicatorId)
    if (it) {
      await stage.press(seat, it, returns)
      await stage.say(seat, reason)
      return true
    }
    const on = withButton(shown, looks)
    if (!on) return false
    shown = await stage.press(seat, on, looks)
  }
  return false
}

const accepts = ({ kind }: Action): boolean => kind === 'verify'
const looks = ({ kind }: Action): boolean => kind === 'review'
const returns = ({ kind }: Action): boolean => kind === 'return'
