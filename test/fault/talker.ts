import { setTimeout as sleep } from 'node:timers/promises'
import { buttonsIn } from '../emulators/slack/people.ts'
import type { Person } from '../emulators/slack/people.ts'
import type { SlackEmulator } from '../emulators/slack/slack-emulator.ts'
import { readBlocks } from '../emulators/slack/read-blocks.ts'
import type { TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { createTexts } from '../../src/text/texts.ts'
import type { Duty } from './town.ts'

/** A message of the bot as somebody sees it. */
export type Heard = { id: string; text: string; labels: string[] }

/** Somebody with a private chat on a platform, whichever it is. */
export type Talker = {
  account: string
  says: (text: string) => void
  /** Presses a button of a message. */
  presses: (message: Heard, label: string) => void
  /** All that the bot has said, oldest first. */
  heard: () => Heard[]
}

/** Somebody new on Telegram. */
export function talkerOnTelegram(emulator: TelegramEmulator, name: string): Talker {
  const user = emulator.addUser(name)
  return {
    account: String(user.chatId),
    says: (text) => void user.says(text),
    presses: ({ id }, label) => void user.presses(label, Number(id)),
    heard: () =>
      user.fromBot().map(({ id, text, buttons }) => ({ id: String(id), text, labels: buttons.flat().map((button) => button.text) })),
  }
}

/** Somebody new on Slack; `twice`: each press is delivered a second time. What Slack could not deliver is remembered in its attempts. */
export function talkerOnSlack(emulator: SlackEmulator, name: string, twice = false): Talker {
  const person: Person = emulator.person(name)
  const { user } = person
  return {
    account: user.id,
    // Slack sends no message that begins with a slash; people who want to put a space before it.
    says: (text) => void person.says(text.startsWith('/') ? ` ${text}` : text),
    presses: ({ id }, label) => {
      const message = emulator.said(person.direct()).find(({ ts }) => ts === id)
      const button = message && buttonsIn(message.blocks).find((one) => one.label === label)
      if (!button) throw new Error(`no button [${label}] in ${id}`)
      void person.taps({ ...button, message: id }, twice)
    },
    heard: () =>
      emulator.said(person.direct()).map(({ ts, blocks }) => ({
        id: ts,
        text: readBlocks(blocks),
        labels: buttonsIn(blocks).map(({ label }) => label),
      })),
  }
}

const texts = createTexts('id')
const words = { save: texts.plain('common.save'), saved: texts.plain('report.saved') }

/** Waits until the bot has said something that fits, behind the first so many of its messages. */
export async function hears(
  talker: Talker,
  what: string,
  behind: number,
  fits: (message: Heard) => boolean,
  patienceMs = 120_000,
): Promise<Heard> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(20)) {
    const found = talker.heard().slice(behind).find(fits)
    if (found) return found
  }
  const last = talker
    .heard()
    .slice(-3)
    .map(({ text, labels }) => `${text} [${labels.join('] [')}]`)
  throw new Error(`${talker.account} waits in vain for ${what}; heard last: ${last.join(' | ')}`)
}

const isReceipt = ({ text }: Heard): boolean => text.startsWith(words.saved)
const isCard =
  ({ name, value }: Duty) =>
  ({ text, labels }: Heard): boolean =>
    text.startsWith(name) && text.includes(String(value)) && labels.includes(words.save)

/** Reports one indicator as people do: its name, the value, Simpan; each when the one before was answered. `step` hears of every answer. */
export async function reportOne(talker: Talker, duty: Duty, step: () => void = () => undefined): Promise<void> {
  const { name, value } = duty
  const behind = talker.heard().length
  talker.says(`/lapor ${name}`)
  await hears(talker, `the question for ${name}`, behind, (one) => one.text.startsWith(name) && !one.labels.includes(words.save))
  step()
  talker.says(String(value))
  const card = await hears(talker, `the card of ${name}`, behind, isCard(duty))
  step()
  talker.presses(card, words.save)
  const next = talker.heard().findIndex(({ id }) => id === card.id) + 1
  await hears(talker, `the receipt of ${name}`, next, isReceipt)
  step()
}

/** The answers of one report, in their order. */
export const answersTo = ({ name }: Duty): string[] => [`asked for ${name}`, `shown ${name}`, 'thanked']

/** Which answer of a report this is, by the names and values of all that somebody reports. */
export function kindOf({ text }: Heard, duties: readonly Duty[]): string {
  if (text.startsWith(words.saved)) return 'thanked'
  const [first = '', second = ''] = text.split('\n')
  const duty = duties.find(({ name }) => first.startsWith(name))
  if (!duty) return first
  return second.startsWith(`${duty.value} `) ? `shown ${duty.name}` : `asked for ${duty.name}`
}
