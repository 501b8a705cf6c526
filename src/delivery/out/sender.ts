import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from '../../logger.ts'
import type { Clock } from '../../clock.ts'
import { buttonToken } from '../../channels/channel.ts'
import type { Channel, FileContent, Outgoing } from '../../channels/channel.ts'
import type { FileRequest } from '../../message/message.ts'
import type { Database } from '../../store/database/database.ts'
import { claimLetters, giveUp, noteSent, postpone } from '../../store/chats/outbox.ts'
import type { Sent, Waiting } from '../../store/chats/outbox.ts'
import type { Lead } from './lead.ts'
import type { Meter } from '../meter.ts'
import { noteOutOfReach } from './out-of-reach.ts'
import { createPacer, pacerAfter } from './pacing.ts'
import type { Tongues } from '../in/setting.ts'
import { wakefulLoop } from '../wakeful-loop.ts'
import type { WakefulLoop } from '../wakeful-loop.ts'

/** Makes the file that a letter asks for: drawn or fetched when it is sent, outside any transaction. Nothing where there is none to make. */
export type FileMaker = (request: FileRequest) => Promise<FileContent | undefined>

/** Longer than any platform takes to answer; then another instance may try. */
const holdSeconds = 60
/** A letter that breaks our own code so often is given up; one that its platform puts off, after about a day. */
const most = { broken: 12, putOff: 1500 }
const atOnce = 20
/** What goes out is noted with what is taken next, if that is within so long. */
const togetherMs = 50
/** Letters are taken so long before they may go: by the time they have been claimed their moment has come, and none of it is lost. */
const aheadMs = 15
/** Timers count from when their round of the event loop began, and so may come some milliseconds early. */
const until = async (moment: number): Promise<void> => {
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) await pause(left)
}
/** How long a stopping house goes on sending. */
const flushMs = 2_500
/** How the row remembers that a letter may have arrived: the next lost answer is the last. */
const answerLost = 'answer lost'

/** Grows with each attempt, up to a minute, never twice the same: many letters that failed together do not come back together. */
const backoff = (attempts: number): number => Math.min(60_000, 250 * 2 ** Math.min(attempts, 8)) * (0.75 + Math.random() / 2)

/** `leads`: whether what is written for its channel is sent here, as far as was known a moment ago. */
export type Sender = WakefulLoop & { leads: () => boolean }

export type SenderParts = { db: Database; clock: Clock; logger: Logger; meter: Meter; tongues: Tongues; makeFile: FileMaker; lead: Lead }

/**
 * Sends what is in the outbox over one channel, in the order of each chat and within the platform's limits, until there is nothing left
 * that is due; while another process leads on the channel it stands by.
 */
export function startSender(channel: Channel, parts: SenderParts): Sender {
  const { db, clock, logger, meter, tongues, makeFile, lead } = parts
  let pacer = createPacer(channel.limits)
  const going = new Set<Promise<void>>()
  let alarm: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let taken = 0
  let leads = false

  /** What has gone and is noted with the next round; while the database is away, round after round: sending again would be seen. */
  const gone = new Set<Sent>()
  const noteAll = async (note: (sent: readonly Sent[]) => Promise<unknown>): Promise<void> => {
    const noted = [...gone]
    await note(noted)
    for (const one of noted) gone.delete(one)
  }
  const noteAlone = () => noteAll((sent) => (sent.length > 0 ? noteSent(db, sent) : Promise.resolve()))

  const sendOne = async (letter: Waiting): Promise<void> => {
    const put = (afterMs: number, why: string, pause: boolean) => postpone(db, letter.id, afterMs, why, { key: letter.chatKey, pause })
    const message = outgoing(letter, channel.forms)
    if (letter.body.file) void channel.working(message.chat)
    const file = letter.body.file ? await makeFile(letter.body.file) : undefined
    if (letter.body.file && !file && letter.body.parts.length === 0) return void (await giveUp(db, letter.id, 'nothing to draw'))
    const delivery = await channel.send({ ...message, ...(file && { file }) })
    meter.sent(channel.name, delivery.kind)
    switch (delivery.kind) {
      case 'sent':
        gone.add({ id: letter.id, sentAs: delivery.id })
        return
      case 'later':
        if (delivery.scope === 'bot') {
          pacer.pause(performance.now() + delivery.afterMs)
          await lead.pause(delivery.afterMs)
        }
        if (letter.attempts >= most.putOff) await giveUp(db, letter.id, delivery.why)
        else await put(Math.max(delivery.afterMs, backoff(letter.attempts)), delivery.why, delivery.scope === 'chat')
        return
      case 'unsure':
        if (letter.failure === answerLost) await giveUp(db, letter.id, `${answerLost} twice: ${delivery.why}`)
        else await put(delivery.afterMs, answerLost, false)
        return
      case 'refused':
        logger.warn({ outbox: letter.id, chat: letter.chatKey, why: delivery.why }, 'a letter was refused by its platform')
        // Noted before the letter is done: a process that ends in between comes back to it.
        if (delivery.unreachable) await noteOutOfReach(db, letter.chatKey, clock.now(), tongues)
        await giveUp(db, letter.id, delivery.why)
        if (delivery.unreachable) await db.notify('outbox')
    }
  }

  const broken = async (letter: Waiting, error: unknown): Promise<void> => {
    meter.sent(channel.name, 'broken')
    logger.error({ err: error, outbox: letter.id, chat: letter.chatKey, attempt: letter.attempts }, 'a letter could not be sent')
    const why = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    if (letter.attempts >= most.broken) await giveUp(db, letter.id, why)
    else await postpone(db, letter.id, backoff(letter.attempts), why, { key: letter.chatKey, pause: false })
  }

  /** Takes as many letters as may go now. None waits for another: a slow chat holds up itself only. */
  const round = async (): Promise<boolean> => {
    taken = 0
    // This round notes what has gone up to now; what ends meanwhile asks for another.
    clearTimeout(soon)
    soon = undefined
    const { ours, before } = await lead.ours()
    if (before) {
      logger.info({ channel: channel.name, lately: before.went.length }, 'this process sends from now on')
      pacer = pacerAfter(channel.limits, before, performance.now())
    }
    leads = ours
    if (!ours) {
      await noteAlone()
      return false
    }
    const free = Math.min(atOnce - going.size, pacer.left(performance.now() + aheadMs))
    const resting = pacer.resting(performance.now())
    let letters: Waiting[] = []
    if (free <= 0) await noteAlone()
    else
      await noteAll(async (sent) => {
        letters = await claimLetters(db, channel.name, clock.now(), free, holdSeconds, resting, lead.holder, sent)
      })
    taken = letters.length
    for (const letter of letters) {
      const at = pacer.startAt(performance.now())
      const answered = pacer.take(letter.chatKey, letter.kind, at)
      let began = at
      const sending = until(at)
        .then(() => {
          began = performance.now()
          return sendOne(letter)
        })
        .catch((error: unknown) => broken(letter, error))
        .catch((error: unknown) => logger.error({ err: error, outbox: letter.id }, 'a letter is held until its time is over'))
        .finally(() => {
          answered(performance.now(), began)
          const full = going.size >= atOnce
          going.delete(sending)
          if (full || letter.followed) loop.wake()
          else soon ??= setTimeout(() => ((soon = undefined), loop.wake()), togetherMs)
        })
      going.add(sending)
    }
    const now = performance.now()
    const next = pacer.nextAt(now)
    clearTimeout(alarm)
    if (next !== undefined) alarm = setTimeout(() => loop.wake(), Math.max(1, next - now - aheadMs))
    return false
  }
  const loop = wakefulLoop(`sender ${channel.name}`, round, logger)
  return {
    wake: loop.wake,
    leads: () => leads,
    stop: async () => {
      await loop.stop()
      // What was written up to now still goes, as far as the platform lets it; the rest goes when the house is open again.
      for (const end = performance.now() + flushMs; performance.now() < end;) {
        await Promise.all(going)
        await round()
        if (taken === 0) break
      }
      clearTimeout(alarm)
      clearTimeout(soon)
      // Whoever leads next counts what is still on its way.
      await lead.leave()
      await Promise.all(going)
      await noteAlone()
    },
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
    parts: letter.body.parts,
    buttons,
    ...(letter.replyTo !== null && { replyTo: letter.replyTo }),
    ...(letter.replaces !== null && { replaces: letter.replaces }),
    urgency: letter.urgency,
    ...(letter.attempts > 1 && { tried: { why: letter.failure } }),
  }
}
