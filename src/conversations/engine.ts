import type { z } from 'zod'
import type { Button, Message, Part, Subject } from '../message/message.ts'
import type { Texts } from '../text/texts.ts'
import { withForm } from './form-button.ts'
import { both, onceButton, says } from './session.ts'
import type { Said, Session, SessionChange, Setting, Turn } from './session.ts'
import { line, message } from './say.ts'
import { hearing, remember, stateOf } from './state.ts'
import type { State } from './state.ts'
import type { Talk } from './talk.ts'
import { asPressed } from './typed-label.ts'
import { readWord } from './words.ts'

export type Choice = { id: string; label: string; style?: 'primary' | 'danger'; /** it leads to the question for a value */ asks?: 'value' }

/** What a step asks, before the engine makes its buttons. */
export type Prompt = { parts: Part[]; choices: Choice[][]; about?: Subject }

/** How an answer was read: to a new draft, or to a reason that is shown above the same question. */
export type Read<Draft> = { kind: 'understood'; draft: Draft } | { kind: 'refused'; parts: Part[]; choices?: Choice[][]; draft?: Draft }

export type Step<Draft, Facts> = {
  /** What may wake it; anything else is answered, never applied. */
  accepts: readonly Said['kind'][]
  /** What is typed here is a value: where it can't be read, channels with a form offer it again. */
  asks?: 'value'
  ask: (draft: Draft, facts: Facts, texts: Texts) => Prompt
  read: (said: Said, draft: Draft, facts: Facts, texts: Texts) => Read<Draft>
  /** The draft after "lewati"; nothing where this step can't be skipped. */
  skip?: (draft: Draft) => Draft | undefined
  /** The draft after "kembali" at the first question; nothing where there is nothing before it. */
  back?: (draft: Draft) => Draft | undefined
  /** One line of what is expected now. */
  help: (draft: Draft, facts: Facts, texts: Texts) => Part[]
}

/** Ends a conversation: what is said, or a draft that goes on (somebody was quicker, and now there is one more question). */
export type Finish<Draft> = { kind: 'ended'; turn: Turn; then?: Opening } | { kind: 'goes-on'; draft: Draft; before?: Part[] }

/** Another conversation to open in the same turn (the next of a walk). */
export type Opening = { open: (setting: Setting) => Talk<Turn> }

/** A conversation is data: named steps. Going back, skipping, cancelling, help, suspending and resuming come from the engine. */
export type Conversation<Draft, Facts> = {
  name: string
  version: number
  draft: z.ZodType<Draft>
  steps: Record<string, Step<Draft, Facts>>
  next: (draft: Draft, facts: Facts) => string
  facts: (draft: Draft) => Talk<Facts | undefined>
  finish: (draft: Draft, facts: Facts, setting: Setting) => Talk<Finish<Draft>>
  /** One line: what it is about and what was typed so far. */
  summary: (draft: Draft, texts: Texts) => string
}

export const finished = 'finish'

/** Takes up a session again and asks its question; another active one is suspended by it. */
export function* takeUp<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  session: Session,
  setting: Setting,
  before: Part[] = [],
): Talk<Turn> {
  const turn = yield* askAgain(conversation, session, setting, before)
  return both({ messages: [], sessions: suspendOther(session.id, setting) }, turn)
}

const suspendOther = (id: number, { active }: Setting): SessionChange[] =>
  active && active.id !== id ? [{ kind: 'keep', ...active, status: 'suspended' }] : []

/** Opens a conversation with a draft, and asks its first question. An active session is suspended by it, never lost. */
export function* open<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  draft: Draft,
  setting: Setting,
  before: Part[] = [],
): Talk<Turn> {
  const facts = yield* conversation.facts(draft)
  if (facts === undefined) return says(message([line(setting.texts, 'talk.not-available')]))
  const state = hearing<Draft>({ now: draft, before: [] }, setting)
  const turn = yield* goOn(conversation, setting.freshId, state, facts, setting, before)
  return both({ messages: [], sessions: suspendOther(setting.freshId, setting) }, turn)
}

/** Takes an answer to a session; another active one is suspended by it. */
export function* take<Draft, Facts>(conversation: Conversation<Draft, Facts>, session: Session, said: Said, setting: Setting): Talk<Turn> {
  const turn = yield* hear(conversation, session, said, setting)
  return both({ messages: [], sessions: suspendOther(session.id, setting) }, turn)
}

function* hear<Draft, Facts>(conversation: Conversation<Draft, Facts>, session: Session, heard: Said, setting: Setting): Talk<Turn> {
  const { texts } = setting
  const read = stateOf(conversation.draft).safeParse(session.state)
  if (!read.success || session.version !== conversation.version) return outgrown(session, setting)
  const state: State<Draft> = hearing(read.data, setting)
  const facts = yield* conversation.facts(state.now)
  if (facts === undefined) return both(says(message([line(texts, 'talk.not-available')])), ends(session.id, 'discarded'))
  const step = conversation.steps[session.step]
  if (!step) return outgrown(session, setting)

  const said = asPressed(heard, () => step.ask(state.now, facts, texts).choices)
  const word = said.kind === 'text' ? readWord(said.text) : said.kind === 'choice' ? engineChoice(said.id) : undefined
  if (word === 'cancel') return cancelled(conversation, session, state.now, setting)
  if (word === 'help')
    return ask(conversation, session.id, session.step, state, facts, setting, [
      ...step.help(state.now, facts, texts),
      line(texts, 'talk.help-stop'),
    ])
  if (word === 'thanks' || word === 'greeting')
    return ask(conversation, session.id, session.step, state, facts, setting, [
      line(texts, word === 'thanks' ? 'talk.thanks' : 'talk.greeting-within'),
    ])
  if (word === 'back') {
    const previous = state.before.at(-1) ?? step.back?.(state.now)
    if (previous === undefined) return ask(conversation, session.id, session.step, state, facts, setting, [line(texts, 'talk.no-way-back')])
    return yield* goOn(conversation, session.id, { ...state, now: previous, before: state.before.slice(0, -1) }, facts, setting)
  }
  if (word === 'skip') {
    const skipped = step.skip?.(state.now)
    if (skipped === undefined) return ask(conversation, session.id, session.step, state, facts, setting, [line(texts, 'talk.cannot-skip')])
    return yield* goOn(conversation, session.id, remember(state, skipped), facts, setting)
  }

  if (!step.accepts.includes(said.kind))
    return ask(conversation, session.id, session.step, state, facts, setting, step.help(state.now, facts, texts))
  const answer = step.read(said, state.now, facts, texts)
  if (answer.kind === 'refused') {
    const kept = { ...state, now: answer.draft ?? state.now }
    if (answer.choices) return asked(conversation, session.id, session.step, kept, { parts: answer.parts, choices: answer.choices })
    const again = ask(conversation, session.id, session.step, kept, facts, setting, answer.parts)
    return step.asks === 'value' && said.kind === 'text' ? withForm(again, session.id, texts) : again
  }
  return yield* goOn(conversation, session.id, remember(state, answer.draft), facts, setting)
}

/** Asks the session's question again: after "lanjutkan", or when it was left lying. */
export function* askAgain<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  session: Session,
  setting: Setting,
  before: Part[] = [],
): Talk<Turn> {
  const read = stateOf(conversation.draft).safeParse(session.state)
  if (!read.success || session.version !== conversation.version) return outgrown(session, setting)
  const facts = yield* conversation.facts(read.data.now)
  if (facts === undefined) return both(says(message([line(setting.texts, 'talk.not-available')])), ends(session.id, 'discarded'))
  return yield* goOn(conversation, session.id, read.data, facts, setting, before)
}

/** What has been said in a session so far; nothing where this version of the house can't read it. */
export function draftOf<Draft, Facts>(conversation: Conversation<Draft, Facts>, session: Session): Draft | undefined {
  const read = stateOf(conversation.draft).safeParse(session.state)
  return read.success && session.version === conversation.version ? read.data.now : undefined
}

/** One line on a session, whatever its state is worth. */
export function summaryOf<Draft, Facts>(conversation: Conversation<Draft, Facts>, session: Session, texts: Texts): string {
  const read = stateOf(conversation.draft).safeParse(session.state)
  return read.success ? conversation.summary(read.data.now, texts) : texts.plain('talk.unfinished')
}

function* goOn<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  id: number,
  state: State<Draft>,
  facts: Facts,
  setting: Setting,
  before: Part[] = [],
): Talk<Turn> {
  const step = conversation.next(state.now, facts)
  if (step !== finished) return ask(conversation, id, step, state, facts, setting, before)
  const end = yield* conversation.finish(state.now, facts, setting)
  if (end.kind === 'goes-on') {
    const newer = yield* conversation.facts(end.draft)
    return yield* goOn(conversation, id, { ...state, now: end.draft, before: [] }, newer ?? facts, setting, end.before)
  }
  const turn = both(end.turn, ends(id, 'finished'))
  if (!end.then) return turn
  const { active: _, ...rest } = setting
  return both(turn, yield* end.then.open(rest))
}

function ask<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  id: number,
  name: string,
  state: State<Draft>,
  facts: Facts,
  setting: Setting,
  before: Part[] = [],
): Turn {
  const step = conversation.steps[name]
  if (!step) throw new Error(`${conversation.name} has no step ${name}`)
  const prompt = step.ask(state.now, facts, setting.texts)
  return asked(conversation, id, name, state, { ...prompt, parts: [...before, ...prompt.parts] })
}

function asked<Draft, Facts>(
  conversation: Conversation<Draft, Facts>,
  id: number,
  step: string,
  state: State<Draft>,
  prompt: Prompt,
): Turn {
  const buttons: Button[][] = prompt.choices.map((row) =>
    row.map((c) => ({
      ...onceButton(c.label, { kind: 'choice', conversation: id, step, id: c.id }, c.style),
      ...(c.asks && { asks: c.asks }),
    })),
  )
  const asking: Message = message(prompt.parts, { ...(buttons.length > 0 && { buttons }), ...(prompt.about && { about: prompt.about }) })
  return {
    messages: [asking],
    sessions: [{ kind: 'keep', id, name: conversation.name, version: conversation.version, step, state, status: 'active' }],
  }
}

const ends = (id: number, status: 'finished' | 'discarded' | 'expired'): Turn => ({ messages: [], sessions: [{ kind: 'end', id, status }] })

/** A choice that every step understands, wherever it is offered. */
const engineChoice = (id: string) => (id === 'cancel' || id === 'back' || id === 'skip' || id === 'help' ? id : undefined)

function cancelled<Draft, Facts>(conversation: Conversation<Draft, Facts>, session: Session, draft: Draft, setting: Setting): Turn {
  return both(
    says(message([line(setting.texts, 'talk.cancelled', { what: conversation.summary(draft, setting.texts) })])),
    ends(session.id, 'discarded'),
  )
}

/** A draft that this version of the house can't read: the person is told, and nothing saved is touched. */
function outgrown(session: Session, setting: Setting): Turn {
  return both(says(message([line(setting.texts, 'talk.outgrown')])), ends(session.id, 'discarded'))
}
