import type { Logger } from '../logger.ts'
import type { Clock } from '../clock.ts'
import { buttonToken } from '../channels/channel.ts'
import type { Channel, FileContent, Outgoing } from '../channels/channel.ts'
import type { FileRequest } from '../message/message.ts'
import type { Database } from '../store/database.ts'
import { noteUnreachable } from '../store/inbox.ts'
import { claimLetters, giveUp, markSent, postpone } from '../store/outbox.ts'
import type { Waiting } from '../store/outbox.ts'
import { wakefulLoop } from './wakeful-loop.ts'
import type { WakefulLoop } from './wakeful-loop.ts'

/** Makes the file that a letter asks for: drawn or fetched when it is sent, outside any transaction. Nothing where there is none to make. */
export type FileMaker = (request: FileRequest) => Promise<FileContent | undefined>

/** Longer than any platform takes to answer; then another instance may try. */
const holdSeconds = 60
const most = 12
const atOnce = 20

/** Sends what is in the outbox over one channel, in the order of each chat, until there is nothing left that is due. */
export function startSender(channel: Channel, parts: { db: Database; clock: Clock; logger: Logger; makeFile: FileMaker }): WakefulLoop {
  const { db, clock, logger, makeFile } = parts

  const sendOne = async (letter: Waiting): Promise<void> => {
    const file = letter.body.file ? await makeFile(letter.body.file) : undefined
    if (letter.body.file && !file && letter.body.parts.length === 0) return void (await giveUp(db, letter.id, 'nothing to draw'))
    const delivery = await channel.send(outgoing(letter, file))
    switch (delivery.kind) {
      case 'sent':
        await markSent(db, letter.id, delivery.id)
        return
      case 'later':
        if (letter.attempts >= most && delivery.scope !== 'bot') await giveUp(db, letter.id, delivery.why)
        else await postpone(db, letter.id, delivery.afterMs, { key: letter.chatKey, pause: delivery.scope === 'chat' })
        return
      case 'refused':
        logger.warn({ outbox: letter.id, chat: letter.chatKey, why: delivery.why }, 'a letter was refused by its platform')
        await giveUp(db, letter.id, delivery.why)
        if (delivery.unreachable) await noteUnreachable(db, letter.chatKey, clock.now())
    }
  }

  const round = async (): Promise<boolean> => {
    const letters = await claimLetters(db, channel.name, clock.now(), atOnce, holdSeconds)
    await Promise.all(
      letters.map((letter) =>
        sendOne(letter).catch(async (error: unknown) => {
          logger.error({ err: error, outbox: letter.id, chat: letter.chatKey, attempt: letter.attempts }, 'a letter could not be sent')
          if (letter.attempts >= most) await giveUp(db, letter.id, error instanceof Error ? error.message.slice(0, 500) : 'unknown')
          else await postpone(db, letter.id, Math.min(300_000, 500 * 2 ** letter.attempts), { key: letter.chatKey, pause: false })
        }),
      ),
    )
    return letters.length > 0
  }
  return wakefulLoop(`sender ${channel.name}`, round, logger)
}

function outgoing(letter: Waiting, file: FileContent | undefined): Outgoing {
  let index = -1
  const buttons = (letter.body.buttons ?? []).map((row) =>
    row.map(({ label, style }) => {
      index += 1
      return { label, token: buttonToken(letter.id, index), ...(style && { style }) }
    }),
  )
  return {
    outboxId: letter.id,
    chat: {
      channel: letter.channel === 'telegram' || letter.channel === 'slack' ? letter.channel : 'local',
      id: letter.platformId,
      kind: letter.kind,
    },
    parts: letter.body.parts,
    buttons,
    ...(file && { file }),
    ...(letter.replyTo !== null && { replyTo: letter.replyTo }),
    ...(letter.replaces !== null && { replaces: letter.replaces }),
    urgency: letter.urgency,
  }
}
