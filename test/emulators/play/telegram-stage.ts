import type { TelegramEmulator } from '../telegram/emulator.ts'
import type { Fault } from '../telegram/faults.ts'
import type { Seat } from '../telegram/people.ts'
import { personNamed } from './stage.ts'
import type { Stage, Trouble } from './stage.ts'

const faults: Record<Trouble, Fault> = {
  '429': { kind: 'too-many', retryAfter: 5 },
  '502': { kind: 'status', status: 502 },
  hang: { kind: 'hang' },
  'lost-before': { kind: 'drop' },
  'lost-after': { kind: 'lost-answer' },
}

/** Telegram as a stage for people. */
export function telegramStage(emulator: TelegramEmulator): Stage {
  const people = new Map<string, Seat>()
  const seat = (name: string) => personNamed(people, name)
  return {
    name: 'telegram',
    people: () => [...people.keys()],
    add: (name) => void (people.has(name) || people.set(name, emulator.addUser(name))),
    chat: (name) =>
      seat(name)
        .messages()
        .map(({ id, from, text, buttons, asksContact, file }) => ({
          id: String(id),
          bot: from === 0,
          text,
          buttons: [...buttons.flat().map((button) => button.text), ...(asksContact === undefined ? [] : [asksContact])],
          files: file ? [file.name] : [],
        })),
    say: (name, text) => void seat(name).says(text),
    press: (name, message, button) => {
      const said = seat(name)
        .messages()
        .find(({ id }) => id === Number(message))
      // Everybody here has a number of their own, which stands in no agency's list.
      if (said?.asksContact !== undefined && button === said.buttons.flat().length) return void seat(name).sharesNumber(`+62${said.chatId}`)
      const found = said?.buttons.flat()[button]
      if (!said || !found) throw new Error(`message ${message} has no button ${button}`)
      seat(name).taps(found.callback_data, said.id)
    },
    submit: () => {
      throw new Error('Telegram has no forms')
    },
    send: (name, file, caption) => void seat(name).sendsDocument(file, { caption }),
    trouble: (kind, times) => {
      for (const method of ['sendMessage', 'sendPhoto', 'sendDocument']) emulator.faults.plan(faults[kind], { times, method })
    },
    disorder: ({ twice, shuffled }) => void Object.assign(emulator.updates.faults, { duplicate: twice, reorder: shuffled }),
  }
}
