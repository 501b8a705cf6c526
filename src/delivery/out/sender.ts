import { setTimeout as rest } from 'node:timers/promises'
import type { Channel } from '../../channels/channel.ts'
import { claimLetters, putBack } from '../../store/chats/outbox.ts'
import type { Waiting } from '../../store/chats/outbox.ts'
import type { Lead } from './lead.ts'
import { createPacer, pacerAfter } from './pacing.ts'
import { letterSender } from './send-letter.ts'
import type { SendingParts } from './send-letter.ts'
import { wakefulLoop } from '../wakeful-loop.ts'
import type { WakefulLoop } from '../wakeful-loop.ts'

/** Longer than any platform takes to answer; then another instance may try. */
export const sendingSeconds = 60
const atOnce = 20
/** What goes out is noted with what is taken next, if that is within so long. */
const togetherMs = 50
/** It is looked at least so often for what nobody told of. */
const netMs = 1_000
/** Letters are taken so long before they may go: by the time they have been claimed their moment has come, and none of it is lost. */
const aheadMs = 15
/** Timers count from when their round of the event loop began, and so may come some milliseconds early. */
const until = async (moment: number): Promise<void> => {
  for (let left = moment - performance.now(); left > 0; left = moment - performance.now()) await rest(left)
}
/** How long a stopping house goes on sending. */
const flushMs = 2_500

/** Room for what is being written to a chat. `begin` sends it, one after another; `giveBack` where nothing of it was written. */
export type SendingPlace = { holder: string | null; begin: (letters: readonly Waiting[]) => void; giveBack: () => void }

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
  /** Chats for which room is kept: nobody else may take their letters now. */
  const kept = new Set<string>()
  let alarm: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let taken = 0
  let leads = false
  let stopping = false
  /** Somebody said that there may be letters; else a round only notes what has gone. */
  let look = true
  let looks = 0
  let lookedAt = -Infinity

  const letters = letterSender(channel, parts, async (ms) => {
    pacer.pause(performance.now() + ms)
    await lead.pause(ms)
  })

  /** Sends one when its moment has come. */
  const sendInTime = async (letter: Waiting, at: number, previous?: Promise<unknown>): Promise<boolean> => {
    const answered = pacer.take(letter.chatKey, letter.kind, at)
    await previous
    await until(at)
    const began = performance.now()
    return letters.send(letter).finally(() => answered(performance.now(), began))
  }

  /** Sends those of one chat, one after another, and then looks for more where there may be any. */
  const start = (first: Waiting, behind: readonly Waiting[] = []): void => {
    const { chatKey } = first
    const before = looks
    let more = first.followed
    // Two that were written in the same moment, of which one was looked for, and the other was not.
    const [previous] = [...going].find(([, key]) => key === chatKey) ?? []
    const at = pacer.startAt(performance.now())
    const inTime = sendInTime(first, at, previous)
    const work = async (): Promise<void> => {
      let went = await inTime
      const left = [...behind]
      while (went && mayGo(chatKey)) {
        const next = left.shift()
        if (!next) return
        went = await sendInTime(next, performance.now())
      }
      if (left.length === 0) return
      more = true
      const ids = left.map(({ id }) => id)
      await putBack(db, ids)
    }
    const sending = work()
      .catch((error: unknown) => logger.error({ err: error, chat: chatKey }, 'letters are held until their time is over'))
      .finally(() => {
        const full = going.size >= atOnce
        going.delete(sending)
        // Whoever looked meanwhile has passed by what is behind these.
        if (full || more || looks > before) wake()
        else soon ??= setTimeout(() => ((soon = undefined), loop.wake()), togetherMs)
      })
    going.set(sending, chatKey)
  }
  const mayGo = (chatKey: string): boolean => {
    const now = performance.now()
    return pacer.left(now) > kept.size && !pacer.resting(now).includes(chatKey)
  }

  /** Takes as many letters as may go now. None waits for another: a slow chat holds up itself only. */
  const round = async (): Promise<boolean> => {
    taken = 0
    // This round notes what has gone up to now; what ends meanwhile asks for another.
    clearTimeout(soon)
    soon = undefined
    const looking = look || performance.now() - lookedAt >= netMs
    const { ours, before } = await lead.ours()
    if (before) {
      logger.info({ channel: channel.name, lately: before.went.length }, 'this process sends from now on')
      pacer = pacerAfter(channel.limits, before, performance.now())
    }
    leads = ours
    const free = Math.min(atOnce - going.size, pacer.left(performance.now() + aheadMs)) - kept.size
    if (!ours || !looking || free <= 0) {
      await letters.noteAlone()
      if (ours && looking) alarmAt()
      return false
    }
    const found = await lookFor(free)
    taken = found.length
    for (const letter of found) start(letter)
    alarmAt()
    return false
  }
  /** Takes letters from the outbox, and notes with them what has gone. */
  const lookFor = async (most: number): Promise<Waiting[]> => {
    lookedAt = performance.now()
    looks += 1
    look = false
    let found: Waiting[] = []
    const resting = [...pacer.resting(lookedAt), ...kept]
    try {
      await letters.noteAll(async (sent) => {
        found = await claimLetters(db, channel.name, clock.now(), most, sendingSeconds, resting, lead.holder, sent)
      })
      return found
    } catch (error) {
      look = true
      throw error
    }
  }
  /** Looks again when more may go than now. */
  const alarmAt = (): void => {
    const now = performance.now()
    const next = pacer.nextAt(now)
    clearTimeout(alarm)
    if (next !== undefined) alarm = setTimeout(wake, Math.max(1, next - now - aheadMs))
  }
  const loop = wakefulLoop(`sender ${channel.name}`, round, logger, netMs)
  const wake = (): void => {
    look = true
    loop.wake()
  }

  const place = (chatKey: string): SendingPlace | undefined => {
    const busy = kept.has(chatKey) || [...going.values()].includes(chatKey)
    if (!leads || stopping || busy || going.size + kept.size >= atOnce || !mayGo(chatKey)) return undefined
    kept.add(chatKey)
    return {
      holder: lead.holder,
      begin: ([first, ...rest]) => {
        kept.delete(chatKey)
        if (first) start(first, rest)
      },
      giveBack: () => void kept.delete(chatKey),
    }
  }

  return {
    wake,
    leads: () => leads,
    place,
    stop: async () => {
      stopping = true
      await loop.stop()
      // What was written up to now still goes, as far as the platform lets it; the rest goes when the house is open again.
      for (const end = performance.now() + flushMs; performance.now() < end;) {
        await Promise.all(going.keys())
        look = true
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
