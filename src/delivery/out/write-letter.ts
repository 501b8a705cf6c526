import { isDeepStrictEqual } from 'node:util'
import { spans } from '../../conversations/say.ts'
import { standingMessage, standingTopics } from '../../conversations/verify/tell-verifiers.ts'
import type { Message, TextRequest } from '../../message/message.ts'
import type { Database } from '../../store/database/database.ts'
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
  ({ db, tongues }: { db: Database; tongues: Tongues }): LetterWriter =>
  async (letter, request, sentAs) => {
    const { waiting, complete } = standingTopics(request)
    const [standing, before] = await Promise.all([
      unitStanding(db.reading, request.governmentId, request),
      standingOn(db, letter, [waiting, complete]),
    ])
    // What was chosen on, or says that it is over, is left as it stands.
    const open = before.filter(({ pressed, body }) => !pressed && body.buttons).sort((a, b) => b.id - a.id)
    const texts = tongues[request.locale]
    const said = standingMessage(standing, request, texts) ?? voided(open[0], texts.plain('verify.over'))
    if (!said) return undefined
    const old = open.find(({ topic }) => topic === said.topic)
    if (old && isDeepStrictEqual(wordsOf(old.body), wordsOf(said.body))) return undefined
    const replaces = old && (old.sentAs ?? sentAs(old.id))
    const body: Message = { ...said.body, ...(old && { replaces: old.id }) }
    await writeBody(db, letter.id, body, said.topic)
    return { ...letter, body, replaces: replaces ?? null }
  }

/** As it came back from the database, where nothing is undefined. */
const wordsOf = ({ parts, buttons = [] }: Message): unknown => JSON.parse(JSON.stringify({ parts, buttons }))

/** Nothing waits any more, and a message still asks for a decision: it says so, and has no buttons. */
const voided = (old: StandingLetter | undefined, word: string): { body: Message; topic: string } | undefined =>
  old && { body: { parts: [...old.body.parts, spans(word)], urgency: 'notice' }, topic: old.topic }
