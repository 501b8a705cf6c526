import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../clock.ts'
import { spans } from '../../conversations/say.ts'
import { standingMessage, standingTopics } from '../../conversations/verify/tell-verifiers.ts'
import type { Message, TextRequest } from '../../message/message.ts'
import type { Database } from '../../store/database/database.ts'
import { addLetters } from '../../store/chats/outbox-add.ts'
import { standingOn, writeBody } from '../../store/chats/outbox.ts'
import type { StandingLetter, Waiting } from '../../store/chats/outbox.ts'
import { unitStanding } from '../../use-cases/verify/answer-waiting.ts'
import type { Tongues } from '../in/setting.ts'

/**
 * Writes what a letter says as things stand now, in the place of what stands in its chat on the same matter. Nothing where that says the
 * same, or there is nothing to say. `sentAs`: the platform's id of a letter that has gone and is not noted yet.
 */
export type LetterWriter = (
  letter: Waiting,
  request: TextRequest,
  sentAs: (id: number) => string | undefined,
) => Promise<Waiting | undefined>

export const createLetterWriter =
  ({ db, clock, tongues }: { db: Database; clock: Clock; tongues: Tongues }): LetterWriter =>
  async (letter, request, sentAs) => {
    const { waiting, complete } = standingTopics(request)
    const [standing, before] = await Promise.all([
      unitStanding(db.reading, request.governmentId, request),
      standingOn(db, letter, [waiting, complete]),
    ])
    // What was chosen on, or says that it is over, is left as it stands.
    const open = before.filter(({ pressed, body }) => !pressed && body.buttons).sort((a, b) => a.id - b.id)
    const texts = tongues[request.locale]
    const write = async ({ body, topic }: Said, old: StandingLetter | undefined): Promise<Waiting> => {
      const written: Message = { ...body, unwritten: request, ...(old && { replaces: old.id }) }
      await writeBody(db, letter.id, written, topic)
      return { ...letter, body: written, replaces: old ? (old.sentAs ?? sentAs(old.id) ?? null) : null }
    }
    const said = standingMessage(standing, request, texts)
    const old = open.find(({ topic }) => topic === said?.topic)
    const same = said && old && isDeepStrictEqual(wordsOf(old.body), wordsOf(said.body))
    if (said && !same) return write(said, old)
    // A newer message that asks for a decision on what does not wait any more says that it is over.
    const [first, ...others] = open
      .filter(({ id }) => id > (old?.id ?? 0))
      .map((card) => ({ card, over: over(card, texts.plain('verify.over')) }))
    const sendAfter = clock.now().toISOString()
    const letters = others.map(({ card, over: { body, topic } }) => ({
      chatKey: letter.chatKey,
      body: { ...body, replaces: card.id },
      urgency: body.urgency,
      sendAfter,
      topic,
    }))
    await addLetters(db, letters)
    if (letters.length > 0) await db.notify('outbox')
    return first && write(first.over, first.card)
  }

type Said = { body: Message; topic: string }

/** As it came back from the database, where nothing is undefined. */
const wordsOf = ({ parts, buttons = [] }: Message): unknown => JSON.parse(JSON.stringify({ parts, buttons }))

/** A message that still asks for a decision, as one that says that nothing of it waits, and has no buttons. */
const over = ({ body, topic }: StandingLetter, word: string): Said => ({
  body: { parts: [...body.parts, spans(word)], urgency: 'notice' },
  topic,
})
