import type { Delivery, Outgoing } from '../channel.ts'
import { createFloodScope } from '../flood-scope.ts'
import { sentId, targetOf } from './references.ts'
import { deliveryOf } from './refusal.ts'
import { stepsOf } from './steps.ts'
import { stepTaker } from './take-step.ts'
import type { SendParts } from './take-step.ts'

/** A letter's calls together take less than the sender holds it, so that no other instance sends it too. */
const wholeMs = 45_000

/** How far a letter of several messages has come, so that a later attempt goes on there; another one where it goes on without its file. */
type Progress = { withFile: boolean; done: number; ids: number[]; to?: string }
/** So many letters' progress is remembered. */
const mostRemembered = 20_000

/** Sends letters. What it remembers between attempts only spares people repeats: it may be lost. */
export function createSend(parts: SendParts): (outgoing: Outgoing) => Promise<Delivery> {
  const { now } = parts
  const floodScope = createFloodScope()
  const progresses = new Map<number, Progress>()

  return async (outgoing) => {
    const steps = stepsOf(outgoing)
    if (steps.length === 0) return { kind: 'refused', why: 'there is nothing in it', unreachable: false }
    if (progresses.size > mostRemembered) progresses.clear()
    const withFile = outgoing.file !== undefined
    const before = progresses.get(outgoing.outboxId)
    const progress: Progress = before?.withFile === withFile ? before : { withFile, done: 0, ids: [] }
    const until = now() + wholeMs
    const take = stepTaker(parts, until)
    for (const step of steps.slice(progress.done)) {
      if (now() > until) return remember(outgoing, progress, { kind: 'later', afterMs: 0, scope: 'chat', why: 'it takes long' })
      let answer = await take(step, targetOf(progress.to ?? outgoing.chat.id))
      if (!answer.ok && answer.failure.kind === 'said-no' && answer.failure.movedTo !== undefined) {
        progress.to = answer.failure.movedTo
        answer = await take(step, targetOf(progress.to))
      }
      if (!answer.ok) {
        const of = step.kind === 'file' ? 'file' : 'words'
        const delivery = deliveryOf(answer.failure, of, () => floodScope(outgoing.chat.id, now()))
        // Where its words may be said, they need not go down with it.
        if (of === 'file' && delivery.kind === 'refused' && !delivery.unreachable)
          return remember(outgoing, progress, { kind: 'file-lost', why: delivery.why })
        // An edit that is repeated is seen by nobody.
        const harmless = delivery.kind === 'unsure' && step.kind === 'edit' && !answer.anew
        return remember(outgoing, progress, harmless ? { ...delivery, kind: 'later', scope: 'chat' } : delivery)
      }
      progress.done += 1
      // What only lost its buttons is another letter.
      if (step.kind !== 'unbutton') progress.ids.push(...messageNumber(answer.result))
    }
    progresses.delete(outgoing.outboxId)
    return { kind: 'sent', id: sentId(progress.ids), ...movedTo(progress) }
  }

  function remember({ outboxId }: Outgoing, progress: Progress, delivery: Delivery): Delivery {
    progresses.delete(outboxId)
    if (delivery.kind !== 'refused' && progress.done > 0) progresses.set(outboxId, progress)
    return { ...delivery, ...movedTo(progress) }
  }
}

const movedTo = ({ to }: Progress) => (to === undefined ? {} : { movedTo: to })

const messageNumber = (result: unknown): number[] =>
  typeof result === 'object' && result !== null && 'message_id' in result ? [Number(result.message_id)] : []
