import { setTimeout as rest } from 'node:timers/promises'
import type { Channel } from '../../channels/channel.ts'
import { claimLetters, freeUnsent, putBack } from '../../store/chats/outbox.ts'
import type { Waiting } from '../../store/chats/outbox.ts'
import type { Lead } from './lead.ts'
import { createPacer, pacerAfter } from './pacing.ts'
import { letterSender } from './send-letter.ts'
import type { SendingParts } from './send-letter.ts'
import { wakefulLoop } from '../wakeful-loop.ts'
import type { WakefulLoop } from '../wakeful-loop.ts'

/** Longer than any platform takes to answer; then another instance may try. */
export const sendingSeconds = 60
/** Letters behind another are sent so long; what is left then is put back, so that none is on its way when its hold ends. */
const inOneGoMs = 12_000
/** What has to wait for longer than this, before it may go, is put back. */
const soonMs = 1_000
const atOnce = 20
/** What goes out is noted with what is taken next or goes out next, if that is within so long: on a server a round trip is saved. */
const togetherMs = { embedded: 5, server: 50 } as const
/** Letters are taken so long before they may go: by the time they have been claimed their moment has come, and none of it is lost. */
const aheadMs = 15
/** Timers count from when their round of the event loop began, and so may come some milliseconds early. */
const until = async (moment: number): Promise<void> => {
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) await rest(left)
}
/** How long a stopping house goes on sending. */
const flushMs = 2_500

/**
 * Room for what is being written to a chat; whoever has it ends it in one of three ways. `begin` sends what was written, one after another;
 * `giveBack` where nothing was; `doubt` where nobody knows, because the database did not answer.
 */
export type SendingPlace = { holder: string | null; begin: (letters: readonly Waiting[]) => void; giveBack: () => void; doubt: () => void }

/**
 * `leads`: whether what is written for its channel is sent here, as far as was known a moment ago. `place`: keeps room for what is about
 * to be written to a chat, so that nobody need look for it; nothing where it may have to wait.
 */
export type Sender = WakefulLoop & { leads: () => boolean; place: (chatKey: string) => SendingPlace | undefined }

export type SenderParts = SendingParts & { lead: Lead }

/**
 * Sends what is in the outbox over one channel, in the order of each chat and within the platform's limits, until there is nothing left
 * that is due; while another process leads on the channel it stands by.
 */
export function startSender(channel: Channel, parts: SenderParts): Sender {
  const { db, clock, logger, lead } = parts
  let pacer = createPacer(channel.limits)
  const going = new Map<Promise<void>, string>()
  /** Letters that are sent now or right after another of their chat: where one is found again, because it took so long, it is not sent again. */
  const underWay = new Set<number>()
  /** Chats for which room is kept: nobody else may take their letters now. */
  const kept = new Set<string>()
  /** Those of them of which nobody knows whether something was written: it is let go with the next round. */
  const doubtful = new Set<string>()
  let alarm: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let taken = 0
  let leads = false
  let stopping = false
  let looks = 0
  /** There may be more than there was room for. */
  let more = false

  const letters = letterSender(channel, parts, async (ms) => {
    pacer.pause(performance.now() + ms)
    await lead.pause(ms)
  })
  const held = (chatKey: string) => (error: unknown) =>
    logger.error({ err: error, chat: chatKey }, 'letters are held until their time is over')

  /** Sends one when its moment has come. */
  const sendInTime = async (letter: Waiting, at: number, previous?: Promise<unknown>): Promise<boolean> => {
    const answered = pacer.take(letter.chatKey, letter.kind, at)
    await previous
    await until(at)
    const began = performance.now()
    return letters.send(letter).finally(() => answered(performance.now(), began))
  }

  /** Sends those of one chat, one after another, and then looks for more where somebody has looked since `before` or there are any. */
  const start = (first: Waiting, behind: readonly Waiting[] = [], before = looks): void => {
    const { chatKey } = first
    const all = [first, ...behind].map(({ id }) => id)
    for (const id of all) underWay.add(id)
    let lookAgain = first.followed
    // Two that were written in the same moment, of which one was looked for, and the other was not.
    const [previous] = [...going].find(([, key]) => key === chatKey) ?? []
    const begun = performance.now()
    const inTime = sendInTime(first, pacer.startAt(begun), previous)
    const work = async (): Promise<void> => {
      let went = await inTime
      const left = [...behind]
      while (went && mayGo(chatKey) && performance.now() - begun < inOneGoMs) {
        const next = left.shift()
        if (!next) return
        went = await sendInTime(next, performance.now())
      }
      if (left.length === 0) return
      lookAgain = true
      await putBack(db, left)
    }
    const sending = work()
      .catch(held(chatKey))
      .finally(() => {
        const full = going.size >= atOnce
        going.delete(sending)
        for (const id of all) underWay.delete(id)
        // Whoever looked meanwhile has passed by what is behind these.
        if (full || more || lookAgain || looks > before) loop.wake()
        else soon ??= setTimeout(noteSoon, togetherMs[db.kind])
      })
    going.set(sending, chatKey)
  }
  const mayGo = (chatKey: string): boolean => {
    const now = performance.now()
    return pacer.left(now) > kept.size && !pacer.resting(now).includes(chatKey)
  }
  /** What cannot be noted now is noted with the next round. */
  const noteSoon = (): void => {
    soon = undefined
    letters.noteAlone().catch(() => undefined)
  }

  /** Takes as many letters as may go now. None waits for another: a slow chat holds up itself only. */
  const round = async (): Promise<boolean> => {
    taken = 0
    looks += 1
    // This round notes what has gone up to now; what ends meanwhile asks for another.
    clearTimeout(soon)
    soon = undefined
    if (doubtful.size > 0) await letGo([...doubtful])
    const { ours, before } = await lead.ours()
    if (before) {
      logger.info({ channel: channel.name, lately: before.went.length }, 'this process sends from now on')
      pacer = pacerAfter(channel.limits, before, performance.now())
    }
    leads = ours
    if (!ours) {
      await letters.noteAlone()
      return false
    }
    const free = Math.min(atOnce - going.size - kept.size, pacer.left(performance.now() + aheadMs))
    const resting = [...pacer.resting(performance.now()), ...kept]
    let found: Waiting[] = []
    if (free <= 0) await letters.noteAlone()
    else
      await letters.noteAll(async (sent) => {
        found = await claimLetters(db, channel.name, clock.now(), free, sendingSeconds, resting, lead.holder, sent, [...underWay])
      })
    more = free <= 0 || found.length === free
    taken = found.length
    for (const letter of found) if (!underWay.has(letter.id)) start(letter)
    const now = performance.now()
    const next = pacer.nextAt(now)
    clearTimeout(alarm)
    if (next !== undefined) alarm = setTimeout(() => loop.wake(), Math.max(1, next - now - aheadMs))
    return false
  }
  const loop = wakefulLoop(`sender ${channel.name}`, round, logger)

  const letGo = async (chatKeys: readonly string[]): Promise<void> => {
    await freeUnsent(db, chatKeys)
    for (const key of chatKeys) {
      doubtful.delete(key)
      kept.delete(key)
    }
  }
  const place = (chatKey: string): SendingPlace | undefined => {
    const busy = kept.has(chatKey) || [...going.values()].includes(chatKey)
    if (!leads || stopping || busy || going.size + kept.size >= atOnce || !mayGo(chatKey)) return undefined
    kept.add(chatKey)
    const before = looks
    const end = (): void => {
      kept.delete(chatKey)
      if (more) loop.wake()
    }
    return {
      holder: lead.holder,
      begin: (written) => {
        end()
        const [first, ...behind] = written
        const now = performance.now()
        if (first && !stopping && pacer.startAt(now) - now < soonMs) start(first, behind, before)
        else
          putBack(db, written)
            .then(() => loop.wake())
            .catch(held(chatKey))
      },
      giveBack: end,
      doubt: () => {
        doubtful.add(chatKey)
        loop.wake()
      },
    }
  }

  return {
    wake: loop.wake,
    leads: () => leads,
    place,
    stop: async () => {
      stopping = true
      await loop.stop()
      // What was written up to now still goes, as far as the platform lets it; the rest goes when the house is open again.
      for (const end = performance.now() + flushMs; performance.now() < end;) {
        await Promise.all(going.keys())
        await round()
        if (taken === 0) break
      }
      clearTimeout(alarm)
      clearTimeout(soon)
      // Whoever leads next counts what is still on its way.
      await lead.leave()
      await Promise.all(going.keys())
      await letters.noteAlone()
    },
  }
}
