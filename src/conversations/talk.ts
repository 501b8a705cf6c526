import type { Answers, Need, Outcomes, Request } from '../domain/requests/requests.ts'

/**
 * A talk is a pure run of a conversation that may stop to ask the house something or to have something done. It knows nothing of
 * who answers: the dispatcher does, in the viewer's scope and in one transaction; a test does, from a table.
 */
export type Talk<Result> = Generator<Need | Request, Result, unknown>

/** Asks the house; comes back with the answer. */
export function* know<N extends Need>(need: N): Talk<Answers[N['ask']]> {
  // The driver answers each need with the type that `Answers` gives it; a generator's type can't say so.
  return (yield need) as Answers[N['ask']]
}

/** Has something done; comes back with its outcome. Everything after the first of these happens in one transaction. */
export function* have<R extends Request>(request: R): Talk<Outcomes[R['do']]> {
  return told<Outcomes[R['do']]>(yield request)
}

/** What the driver brings back is of the type that was asked for: it answers by the same table. */
const told = <Outcome>(brought: unknown): Outcome => brought as Outcome
