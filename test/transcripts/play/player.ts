import type { DemoHouse } from './demo-house.ts'
import type { Harness, Seen } from './harness.ts'
import { movedClock } from './transcript.ts'
import type { Deed, Transcript } from './transcript.ts'

/** What a transcript may take as given beside the demo, by the words after `-- given:`. */
export type Givens = (what: string) => Promise<void>

/** What is played on. `afterEach` happens between all turns: the house may die there. */
export type Stage = { house: DemoHouse; harness: Harness; given: Givens; afterEach?: () => Promise<void> }

/** A person needs a moment for each thing they do. */
const aMoment = 60_000

/** Plays a transcript and writes it anew, with what was really said in the place of what is expected; where it breaks, with why. */
export async function play(transcript: Transcript, stage: Stage): Promise<{ text: string; broken?: unknown }> {
  const { house, harness } = stage
  await harness.open(transcript.seats, transcript.strangers)
  await house.quiet()
  // What the calendar had said before the story begins is known to everybody.
  for (const name of [...transcript.seats.keys(), ...transcript.strangers]) await harness.read(name)
  const written: string[] = []
  for (const { source, deed } of transcript.lines) {
    written.push(source)
    if (!deed) continue
    const actor = 'seat' in deed ? deed.seat : undefined
    try {
      await carryOut(deed, stage)
      await house.quiet()
      written.push(...(await heard(actor, transcript, harness)))
    } catch (error) {
      return { text: written.join('\n'), broken: error }
    }
    if (actor !== undefined) house.clock.moveTo(new Date(house.clock.now().getTime() + aMoment))
    await stage.afterEach?.()
  }
  return { text: written.join('\n') }
}

async function carryOut(deed: Deed, { house, harness, given }: Stage): Promise<void> {
  switch (deed.kind) {
    case 'say':
      return harness.say(deed.seat, deed.text, await answered(deed, harness))
    case 'press':
      return harness.press(deed.seat, deed.label, deed.how)
    case 'file':
      return harness.sendFile(deed.seat, deed.name, deed.caption, await answered(deed, harness))
    case 'voice':
      return harness.sendVoice(deed.seat)
    case 'clock':
      return house.moveTo(movedClock(house.clock.now(), deed.move))
    case 'kill':
      return house.kill()
    case 'given':
      return given(deed.what)
  }
}

const answered = async ({ seat, replyTo }: { seat: string; replyTo?: string }, harness: Harness): Promise<string | undefined> =>
  replyTo === undefined ? undefined : harness.find(seat, replyTo)

/** What everybody sees after a deed: who did it first, under the name `bot`, then the others. */
async function heard(actor: string | undefined, { seats, strangers }: Transcript, harness: Harness): Promise<string[]> {
  const names = [...seats.keys(), ...strangers]
  const order = actor === undefined ? names : [actor, ...names.filter((name) => name !== actor)]
  const lines: string[] = []
  for (const name of order)
    for (const seen of await harness.read(name)) lines.push(...writeSeen(seen, name === actor ? 'bot' : name, name === actor))
  return lines
}

/** A message as lines: the first after its reader's name, the others and the buttons below it. `~` stands for one that was changed. */
function writeSeen({ before, ...seen }: Seen, name: string, own: boolean): string[] {
  // A pressed message that now says what was chosen is what everybody expects.
  if (own && before && isClosed(before, seen)) return []
  const buttons = seen.buttons.map((row) => row.map((label) => `[${label}]`).join(' '))
  const [first = '', ...rest] = [...seen.lines, ...seen.files.map((file) => `(berkas: ${file})`), ...buttons].filter((line) => line !== '')
  return [`${name} ${before ? '~' : '<'} ${first}`, ...rest.map((line) => `    ${line}`)]
}

const isClosed = (before: Seen, now: Seen): boolean =>
  now.buttons.length === 0 && now.lines.length === before.lines.length + 1 && before.lines.every((line, i) => now.lines[i] === line)
