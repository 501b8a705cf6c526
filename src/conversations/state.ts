import { z } from 'zod'
import type { Session, Setting } from './session.ts'

const longestHistory = 12

/** The messages that were taken for an answer in a conversation, newest last, as far as their authors may edit them. */
const Hearing = z.object({ heard: z.array(z.string()).optional() })
type Hearing = z.output<typeof Hearing>

/** A conversation as it is kept: its draft, and the drafts before it, for the way back. */
export type State<Draft> = { now: Draft; before: Draft[] } & Hearing

/** The schema of a conversation's state, made once for its draft: zod compiles a schema when it is first used, which takes longer than a step. */
export function stateOf<Draft>(draft: z.ZodType<Draft>): z.ZodType<State<Draft>> {
  const made = stateSchemas.get(draft) as z.ZodType<State<Draft>> | undefined
  if (made) return made
  const schema: z.ZodType<State<Draft>> = z.object({ now: draft, before: z.array(draft), ...Hearing.shape })
  stateSchemas.set(draft, schema)
  return schema
}
const stateSchemas = new WeakMap<z.ZodType, z.ZodType>()

/** The state with another draft; the one before can be gone back to. */
export const remember = <Draft>(state: State<Draft>, draft: Draft): State<Draft> => ({
  ...state,
  now: draft,
  before: [...state.before, state.now].slice(-longestHistory),
})

/** The state with the message that is heard now. */
export const hearing = <Draft>(state: State<Draft>, { said }: Setting): State<Draft> =>
  said ? { ...state, heard: [...(state.heard ?? []).filter((id) => id !== said.id), said.id].slice(-longestHistory) } : state

/** Whether a message was taken for an answer in a session. */
export const hasHeard = ({ state }: Session, message: string): boolean => Hearing.safeParse(state).data?.heard?.includes(message) ?? false
