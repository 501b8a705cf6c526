import type { Talk } from '../../conversations/talk.ts'
import type { Need, Request } from '../../domain/requests/requests.ts'

/** Who answers a talk: reading at once, and doing. */
export type Answerer = { know: (need: Need) => Promise<unknown>; have: (request: Request) => Promise<unknown> }

export type Stop<Result> = { done: true; result: Result } | { done: false; request: Request }

/** Runs a talk as far as it goes by reading alone: to its end, or to the first thing that it wants done. */
export async function readOn<Result>(talk: Talk<Result>, know: Answerer['know'], first?: { value: unknown }): Promise<Stop<Result>> {
  let step = first ? talk.next(first.value) : talk.next()
  while (!step.done) {
    if ('do' in step.value) return { done: false, request: step.value }
    step = talk.next(await know(step.value))
  }
  return { done: true, result: step.value }
}

/** Runs the rest of a talk from a request on: everything from here happens in the caller's transaction. */
export async function carryOut<Result>(talk: Talk<Result>, request: Request, { know, have }: Answerer): Promise<Result> {
  let next: Request = request
  for (;;) {
    // What was done may have changed every answer.
    const stop = await readOn(talk, askedOnce(know), { value: await have(next) })
    if (stop.done) return stop.result
    next = stop.request
  }
}

/** Asks only once what a talk asks again while it only reads: nothing has changed in between. */
export function askedOnce(know: Answerer['know']): Answerer['know'] {
  const answers = new Map<string, Promise<unknown>>()
  return (need) => {
    const key = JSON.stringify(need)
    const known = answers.get(key) ?? know(need)
    answers.set(key, known)
    return known
  }
}
