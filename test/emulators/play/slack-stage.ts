import { buttonsIn } from '../slack/people.ts'
import type { Person } from '../slack/people.ts'
import { readBlocks } from '../slack/read-blocks.ts'
import type { Fault } from '../slack/faults.ts'
import type { SlackEmulator } from '../slack/slack-emulator.ts'
import { personNamed } from './stage.ts'
import type { Shown, Stage, Trouble } from './stage.ts'

const faults: Record<Trouble, Fault> = {
  '429': { kind: 'rate-limited', afterSeconds: 5 },
  '502': { kind: 'status', status: 502 },
  hang: { kind: 'hang', carriedOut: false },
  'lost-before': { kind: 'drop-before' },
  'lost-after': { kind: 'drop-after' },
}

/** Slack as a stage for people: everybody in their direct messages with the app. */
export function slackStage(emulator: SlackEmulator, commands: readonly string[]): Stage {
  const people = new Map<string, Person>()
  const person = (name: string) => personNamed(people, name)
  const { delivery, workspace } = emulator
  return {
    name: 'slack',
    people: () => [...people.keys()],
    add: (name) => void (people.has(name) || people.set(name, emulator.person(name))),
    chat: (name) => {
      const one = person(name)
      const messages = one.direct().messages.filter(({ deleted }) => !deleted)
      const shown = messages.map(({ ts, user, text, blocks, files = [] }): Shown => ({
        id: ts,
        bot: user === workspace.bot.user,
        text: blocks.length > 0 ? readBlocks(blocks) : text,
        buttons: buttonsIn(blocks).map(({ label }) => label),
        files: files.map((id) => workspace.files.get(id)?.name ?? id),
      }))
      const form = one.modal()
      return form ? [...shown, { id: form.id, bot: true, text: readBlocks(form.view.blocks), buttons: [], files: [], form: true }] : shown
    },
    say: (name, text) => {
      const [command = '', ...words] = text.split(' ')
      if (commands.includes(command)) void person(name).commands(command, words.join(' '))
      // Slack sends no message that begins with a slash; people who want to put a space before it.
      else void person(name).says(text.startsWith('/') ? ` ${text}` : text)
    },
    press: (name, message, button) => {
      const one = person(name)
      const said = one.direct().messages.find(({ ts }) => ts === message)
      const found = said && buttonsIn(said.blocks)[button]
      if (!found) throw new Error(`message ${message} has no button ${button}`)
      void one.taps({ ...found, message })
    },
    submit: (name, text) => void person(name).submits(text),
    send: (name, { name: file, type, bytes }, caption) =>
      void person(name).uploads([{ name: file, type, bytes: Buffer.from(bytes) }], caption),
    trouble: (kind, times) => emulator.faults.next('chat.postMessage', ...Array.from({ length: times }, () => faults[kind])),
    disorder: ({ twice, shuffled }) => {
      delivery.disorder.duplicate = twice
      if (shuffled) delivery.disorder.shuffle = () => Math.random() * 1500
      else delete delivery.disorder.shuffle
    },
  }
}
