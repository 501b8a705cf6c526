import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, Outgoing } from '../../channels/channel.ts'
import { buttonToken, noLimits } from '../../channels/channel.ts'
import { movableClock } from '../../clock.ts'
import type { MovableClock } from '../../clock.ts'
import { holidaysInForce } from '../../delivery/calendar/holidays-in-force.ts'
import { lookAtCalendar } from '../../delivery/calendar/tick.ts'
import { bothTongues, openHouse } from '../../house.ts'
import type { Logger } from '../../logger.ts'
import type { Action } from '../../message/action.ts'
import type { Body } from '../../message/incoming.ts'
import type { Painter } from '../../pictures/painter.ts'
import { lettersSince, newestLetter, waitingWork } from '../../store/chats/chat-reads.ts'
import type { ChatLetter } from '../../store/chats/chat-reads.ts'
import type { Database } from '../../store/database/database.ts'
import { admitToLocal } from '../../store/local/local-seats.ts'

/** What somebody did and what was sent to whomever upon it, in order; without a `seat` it was the calendar. */
export type Scene = { at: Date; seat?: string; chat?: string; words?: string; sent: Outgoing[] }

/** A house at work with people who can be played: what a person does, and what the bot says to them upon it. */
export type Stage = {
  clock: MovableClock
  say: (seat: string, text: string, how?: { replyTo?: string; room?: string }) => Promise<ChatLetter[]>
  press: (seat: string, letter: ChatLetter, wanted: (action: Action, label: string) => boolean, room?: string) => Promise<ChatLetter[]>
  /** Has the calendar looked at, as each minute does, and what it says sent. */
  tick: () => Promise<void>
  /** What was done so far: messages of people. */
  deeds: () => number
  close: () => Promise<void>
}

const patienceMs = 60_000
/** How long a person takes from one message to the next: faster than anybody types is not answered. */
const thinkMs = 8_000
/** What has gone is noted a moment after its delivery. A look at what waits costs the one connection of the embedded database, and so is not taken all the time. */
const lookMs = 8

/** A channel that everything is delivered on at once: a player reads what was said where it is kept. */
const stageChannel = (delivered: (outgoing: Outgoing) => void): Channel => ({
  name: 'local',
  limits: noLimits,
  readsPerMinute: 10_000,
  forms: false,
  routes: () => undefined,
  start: async () => undefined,
  send: async (outgoing) => {
    delivered(outgoing)
    return { kind: 'sent', id: String(outgoing.outboxId) }
  },
  working: async () => undefined,
  fetch: async () => ({ refused: 'gone' }),
  stop: async () => undefined,
})

/** Nobody looks at the pictures of a play; that one came is told by its name. */
const blankPainter: Painter = { png: async () => new Uint8Array(), close: async () => undefined }

/**
 * Opens the whole house on a database, with everybody of demo governments on the local chat. The clock stands at `start` and moves only
 * when it is moved or somebody does something; so does the calendar. `watch` is shown every scene once it is over.
 */
export async function openStage(
  db: Database,
  start: Date,
  logger: Logger,
  dataDir: string,
  watch: (scene: Scene) => void = () => undefined,
): Promise<Stage> {
  const base = new Date()
  const clock = movableClock(start, { now: () => base })
  await admitToLocal(db, [])
  let ring = (): void => undefined
  let sent: Outgoing[] = []
  const channel = stageChannel((outgoing) => {
    sent.push(outgoing)
    setImmediate(() => ring())
  })
  const delivery = () => new Promise<void>((resolve) => (ring = resolve))
  const roles = ['web', 'worker', 'sender'] as const
  const house = await openHouse({ db, clock, logger, channels: [channel], dataDir, roles, painter: blankPainter })
  const room = { db, tongues: bothTongues(), holidays: await holidaysInForce(db) }
  let deeds = 0
  let called = false
  await db.listen((topic) => {
    if (topic === 'calendar') called = true
  })

  const settle = async (): Promise<void> => {
    for (const until = performance.now() + patienceMs; performance.now() < until;) {
      const { waiting, aside } = await waitingWork(db, clock.now())
      if (aside.length > 0) throw new Error(`The bot could not handle a message: ${aside.join('; ')}`)
      if (waiting > 0) await Promise.race([delivery(), sleep(lookMs)])
      else if (!called) return
      else {
        called = false
        await lookAtCalendar(room, clock.now(), logger)
      }
    }
    throw new Error('The bot does not answer.')
  }
  const over = (scene: Omit<Scene, 'at' | 'sent'>): void => {
    watch({ at: clock.now(), ...scene, sent: sent.sort((a, b) => a.outboxId - b.outboxId) })
    sent = []
  }
  const act = async (seat: string, body: Body, words: string, how: { replyTo?: string; room?: string } = {}): Promise<ChatLetter[]> => {
    const before = await newestLetter(db)
    deeds += 1
    clock.moveTo(new Date(clock.now().getTime() + thinkMs))
    const chat = { channel: 'local', id: how.room ?? seat, kind: how.room === undefined ? 'private' : 'room' } as const
    await house.keep({
      id: `replay:${deeds}`,
      chat,
      person: { channel: 'local', id: seat },
      at: clock.now().toISOString(),
      body,
      ...(how.replyTo !== undefined && { replyTo: how.replyTo }),
    })
    await settle()
    over({ seat, chat: chat.id, words })
    return lettersSince(db, `local:${chat.id}`, before)
  }

  return {
    clock,
    say: (seat, text, how) => {
      const command = /^\/(\w+)\s*(.*)$/.exec(text)
      const body: Body = command ? { kind: 'command', name: command[1] ?? '', argument: command[2] ?? '' } : { kind: 'text', text }
      return act(seat, body, text, how)
    },
    press: (seat, letter, wanted, inRoom) => {
      const buttons = letter.buttons.flat()
      const index = buttons.findIndex(({ action, label }) => wanted(action, label))
      const [button] = buttons.slice(index)
      if (index < 0 || !button) throw new Error(`No such button for ${seat}: ${JSON.stringify(letter.buttons)}`)
      const how = inRoom === undefined ? {} : { room: inRoom }
      return act(seat, { kind: 'press', token: buttonToken(letter.id, index) }, `[${button.label}]`, how)
    },
    tick: async () => {
      await lookAtCalendar(room, clock.now(), logger)
      await settle()
      over({})
    },
    deeds: () => deeds,
    close: () => house.stop(),
  }
}

/** The newest of some letters with a button that does this. */
export const withButton = (letters: ChatLetter[], wanted: (action: Action, label: string) => boolean): ChatLetter | undefined =>
  letters.findLast(({ buttons }) => buttons.flat().some(({ action, label }) => wanted(action, label)))
