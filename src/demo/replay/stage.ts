import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel } from '../../channels/channel.ts'
import { buttonToken, noLimits } from '../../channels/channel.ts'
import { movableClock } from '../../clock.ts'
import type { MovableClock } from '../../clock.ts'
import { openHouse } from '../../house.ts'
import type { Logger } from '../../logger.ts'
import type { Action } from '../../message/action.ts'
import type { Body } from '../../message/incoming.ts'
import { lettersSince, newestLetter, waitingWork } from '../../store/chat-reads.ts'
import type { ChatLetter } from '../../store/chat-reads.ts'
import type { Database } from '../../store/database.ts'
import { admitToLocal } from '../../store/local-seats.ts'

/** A house at work with people who can be played: what a person does, and what the bot says to them upon it. */
export type Stage = {
  clock: MovableClock
  say: (seat: string, text: string, replyTo?: string) => Promise<ChatLetter[]>
  press: (seat: string, letter: ChatLetter, wanted: (action: Action) => boolean) => Promise<ChatLetter[]>
  /** What was done so far: messages of people. */
  deeds: () => number
  close: () => Promise<void>
}

const patienceMs = 20_000
/** How long a person takes from one message to the next: faster than anybody types is not answered. */
const thinkMs = 8_000
/** A look at what waits costs the one connection of the embedded database: it is taken upon a delivery, and this often. */
const lookMs = 40

/** A channel that everything is delivered on at once: a player reads what was said where it is kept. */
const stageChannel = (delivered: () => void): Channel => ({
  name: 'local',
  limits: noLimits,
  readsPerMinute: 10_000,
  routes: () => undefined,
  start: async () => undefined,
  send: async ({ outboxId }) => {
    delivered()
    return { kind: 'sent', id: String(outboxId) }
  },
  working: async () => undefined,
  fetch: async () => ({ refused: 'gone' }),
  stop: async () => undefined,
})

/** Opens the whole house on a database, with everybody of demo governments on the local chat; the clock stands at `start`. */
export async function openStage(db: Database, start: Date, logger: Logger, dataDir: string): Promise<Stage> {
  const clock = movableClock(start)
  await admitToLocal(db, [])
  let ring = (): void => undefined
  const channel = stageChannel(() => void setImmediate(() => ring()))
  const delivery = () => new Promise<void>((resolve) => (ring = resolve))
  const house = await openHouse({ db, clock, logger, channels: [channel], dataDir, roles: ['web', 'worker', 'sender'] })
  let deeds = 0

  const settle = async (): Promise<void> => {
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      await Promise.race([delivery(), sleep(lookMs)])
      const { waiting, aside } = await waitingWork(db, clock.now())
      if (aside.length > 0) throw new Error(`The bot could not handle a message: ${aside.join('; ')}`)
      if (waiting === 0) return
    }
    throw new Error('The bot does not answer.')
  }
  const act = async (seat: string, body: Body, replyTo?: string): Promise<ChatLetter[]> => {
    const before = await newestLetter(db)
    deeds += 1
    clock.moveTo(new Date(clock.now().getTime() + thinkMs))
    await house.keep({
      id: `replay:${deeds}`,
      chat: { channel: 'local', id: seat, kind: 'private' },
      person: { channel: 'local', id: seat },
      at: clock.now().toISOString(),
      body,
      ...(replyTo !== undefined && { replyTo }),
    })
    await settle()
    return lettersSince(db, `local:${seat}`, before)
  }

  return {
    clock,
    say: (seat, text, replyTo) => {
      const command = /^\/(\w+)\s*(.*)$/.exec(text)
      return act(seat, command ? { kind: 'command', name: command[1] ?? '', argument: command[2] ?? '' } : { kind: 'text', text }, replyTo)
    },
    press: (seat, letter, wanted) => {
      const index = letter.buttons.flat().findIndex(({ action }) => wanted(action))
      if (index < 0) throw new Error(`No such button for ${seat}: ${JSON.stringify(letter.buttons)}`)
      return act(seat, { kind: 'press', token: buttonToken(letter.id, index) })
    },
    deeds: () => deeds,
    close: () => house.stop(),
  }
}

/** The newest of some letters with a button that does this. */
export const withButton = (letters: ChatLetter[], wanted: (action: Action) => boolean): ChatLetter | undefined =>
  letters.findLast(({ buttons }) => buttons.flat().some(({ action }) => wanted(action)))
