import type { Logger } from '../../logger.ts'
import type { Clock } from '../../clock.ts'
import { buttonToken } from '../../channels/channel.ts'
import type { Channel, FileContent, Outgoing } from '../../channels/channel.ts'
import type { FileRequest } from '../../message/message.ts'
import type { ChatRef } from '../../message/references.ts'
import type { Database } from '../../store/database/database.ts'
import { dropFile, dropLetter, giveUp, noteSent, postpone } from '../../store/chats/outbox.ts'
import type { Sent, Waiting } from '../../store/chats/outbox.ts'
import { markReachable } from '../../store/chats/reach.ts'
import type { Meter } from '../meter.ts'
import { giveUpBroken } from './given-up.ts'
import { noteMove, noteOutOfReach } from './out-of-reach.ts'
import type { Tongues } from '../in/setting.ts'
import { withoutFile } from './without-file.ts'
import type { LetterWriter } from './write-letter.ts'

/** Makes the file that a letter asks for: drawn or fetched when it is sent, outside any transaction. Nothing where there is none to make. */
export type FileMaker = (request: FileRequest) => Promise<FileContent | undefined>

export type SendingParts = {
  db: Database
  clock: Clock
  logger: Logger
  meter: Meter
  tongues: Tongues
  makeFile: FileMaker
  writeLetter: LetterWriter
}

/** A letter that breaks our own code so often is given up; one that its platform puts off, after about a day. */
const most = { broken: 12, putOff: 1500 }
/** How the row remembers that a letter may have arrived, whatever else came of it since: the next lost answer is the last. */
const answerLost = 'answer lost'
const mayHaveArrived = ({ failure }: Waiting): boolean => failure?.startsWith(answerLost) ?? false

/** Grows with each attempt, up to a minute, never twice the same: many letters that failed together do not come back together. */
const backoff = (attempts: number): number => Math.min(60_000, 250 * 2 ** Math.min(attempts, 8)) * (0.75 + Math.random() / 2)

/** Sends letters over a channel and notes what has become of each. */
export type LetterSender = {
  /** Whether what is behind it may go: it has gone, or had nothing to say. It never rejects: what can't even be noted is held until its time is over. */
  send: (letter: Waiting) => Promise<boolean>
  /** Notes what has gone since the last time, by a statement that may do other things too. */
  noteAll: (note: (sent: readonly Sent[]) => Promise<unknown>) => Promise<void>
  noteAlone: () => Promise<void>
}

/** `pause`: the platform wants nothing at all for so long. */
export function letterSender(channel: Channel, parts: SendingParts, pause: (ms: number) => Promise<unknown>): LetterSender {
  const { db, clock, logger, meter, tongues, makeFile, writeLetter } = parts
  /** What has gone and is noted with the next round; while the database is away, round after round: sending again would be seen. */
  const gone = new Set<Sent>()

  const noteAll: LetterSender['noteAll'] = async (note) => {
    const noted = [...gone]
    await note(noted)
    for (const one of noted) gone.delete(one)
  }

  const sentAs = (id: number): string | undefined => [...gone].find((one) => one.id === id)?.sentAs

  const sendOne = async (taken: Waiting): Promise<boolean> => {
    // Its process ended each time that it was sent: nothing was there to note why.
    if (taken.failure === null && taken.attempts > most.broken) throw new Error('the process ended while it was sent')
    const { unwritten } = taken.body
    // What may have arrived is repeated as it was.
    const letter = unwritten && !mayHaveArrived(taken) ? await writeLetter(taken, unwritten, sentAs) : taken
    if (!letter) {
      await dropLetter(db, taken.id)
      return true
    }
    const message = outgoing(letter, channel.forms)
    if (letter.body.file) void channel.working(message.chat)
    const asked = letter.body.file
    const file = asked ? await makeFile(asked) : undefined
    if (asked?.kind === 'stored' && !file) {
      logger.error({ outbox: letter.id, file: asked.fileId }, 'a file that was kept is not there, or not whole')
      message.parts.push(asked.gone)
    }
    if (asked && !file && letter.body.parts.length === 0) {
      await giveUp(db, letter.id, 'nothing to draw')
      return false
    }
    const delivery = await channel.send({ ...message, ...(file && { file }) })
    meter.sent(channel.name, delivery.kind)
    if (delivery.kind === 'sent') gone.add({ id: letter.id, sentAs: delivery.id })
    if (delivery.movedTo !== undefined) await movedTo(message.chat, delivery.movedTo)
    switch (delivery.kind) {
      case 'sent':
        if (letter.unreachable) await reachedAgain(letter)
        return true
      case 'later':
        if (delivery.scope === 'bot') await pause(delivery.afterMs)
        if (letter.attempts >= most.putOff) await giveUp(db, letter.id, delivery.why)
        else await putOff(letter, Math.max(delivery.afterMs, backoff(letter.attempts)), delivery.why, delivery.scope === 'chat')
        return false
      case 'unsure':
        if (!mayHaveArrived(letter)) await putOff(letter, delivery.afterMs, answerLost, false)
        else if (delivery.of === 'file') await goOnWithoutFile(letter, `${answerLost} twice: ${delivery.why}`)
        else await giveUp(db, letter.id, `${answerLost} twice: ${delivery.why}`)
        return false
      case 'file-lost':
        await goOnWithoutFile(letter, delivery.why)
        return false
      case 'refused':
        logger.warn({ outbox: letter.id, chat: letter.chatKey, why: delivery.why }, 'a letter was refused by its platform')
        // Noted before the letter is done: a process that ends in between comes back to it.
        if (delivery.unreachable) await noteOutOfReach(db, letter.chatKey, clock.now(), tongues)
        await giveUp(db, letter.id, delivery.why)
        if (delivery.unreachable) await db.notify('outbox')
        return false
    }
  }

  const putOff = (letter: Waiting, afterMs: number, why: string, pause: boolean): Promise<unknown> => {
    const known = mayHaveArrived(letter) && why !== answerLost ? `${answerLost}; ${why}` : why
    return postpone(db, letter.id, afterMs, known, { key: letter.chatKey, pause })
  }

  /** Its words go, and say how to ask for the file again: at once, and as a letter of which nobody has seen anything. */
  const goOnWithoutFile = async (letter: Waiting, why: string): Promise<void> => {
    logger.warn({ outbox: letter.id, chat: letter.chatKey, why }, 'a letter goes on without its file')
    await dropFile(db, letter.id, await withoutFile(letter.body, db, tongues), `without its file: ${why}`)
    await db.notify('outbox')
  }

  /** It has gone, whatever becomes of this note: the next that goes there brings it again. */
  const reachedAgain = ({ chatKey }: Waiting) =>
    markReachable(db, chatKey).catch((error: unknown) =>
      logger.warn({ err: error, chat: chatKey }, 'a chat is still noted as out of reach'),
    )

  const movedTo = async (chat: ChatRef, to: string): Promise<void> => {
    await noteMove(db, chat, to)
      .then(() => db.notify('outbox'))
      .catch((error: unknown) => logger.warn({ err: error, chat: chat.id }, 'a room is still noted under its old id'))
  }

  const broken = async (letter: Waiting, error: unknown): Promise<void> => {
    meter.sent(channel.name, 'broken')
    logger.error({ err: error, outbox: letter.id, chat: letter.chatKey, attempt: letter.attempts }, 'a letter could not be sent')
    const why = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    if (letter.attempts >= most.broken) await giveUpBroken(db, letter, why, clock.now(), tongues)
    else await putOff(letter, backoff(letter.attempts), why, false)
  }

  return {
    send: (letter) =>
      sendOne(letter)
        .catch((error: unknown) => broken(letter, error).then(() => false))
        .catch((error: unknown) => {
          logger.error({ err: error, outbox: letter.id }, 'a letter is held until its time is over')
          return false
        }),
    noteAll,
    noteAlone: () => noteAll((sent) => (sent.length > 0 ? noteSent(db, sent) : Promise.resolve())),
  }
}

function outgoing(letter: Waiting, forms: boolean): Outgoing {
  let index = -1
  const buttons = (letter.body.buttons ?? []).map((row) =>
    row.flatMap(({ label, style, action, asks: said, onlyForm }) => {
      index += 1
      if (onlyForm && !forms) return []
      const asks = said === 'value' || (action.kind === 'report' && action.text === undefined && action.files === undefined)
      return [{ label, token: buttonToken(letter.id, index), ...(style && { style }), ...(asks && { asks: 'value' as const }) }]
    }),
  )
  return {
    outboxId: letter.id,
    chat: {
      channel: letter.channel === 'telegram' || letter.channel === 'slack' ? letter.channel : 'local',
      id: letter.platformId,
      kind: letter.kind,
    },
    parts: [...letter.body.parts],
    buttons,
    ...(letter.body.asksContact !== undefined && { asksContact: letter.body.asksContact }),
    ...(letter.replyTo !== null && { replyTo: letter.replyTo }),
    ...(letter.replaces !== null && { replaces: letter.replaces }),
    urgency: letter.urgency,
    ...(letter.attempts > 1 && { tried: { why: letter.failure } }),
  }
}
