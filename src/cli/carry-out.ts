import { redact, redactAddress } from '../redact.ts'
import type { Context, House, Outcome, Prepared } from './command.ts'

/** What the place gives where a command is carried out. */
export type Place = {
  openHouse: () => Promise<House>
  stdout: (text: string) => void
  stderr: (text: string) => void
  readFile: (path: string) => Promise<Uint8Array>
  writeFile: (path: string, content: Uint8Array) => Promise<void>
  now: () => Date
}

/**
 * Runs a command in a place. With --json exactly one document goes to standard output, whatever happens: the command's own, or
 * `{ "error": ... }`. What breaks is told in one line and ends in status 1.
 */
export async function carryOut(prepared: Prepared, place: Place): Promise<Outcome> {
  const { command, json } = prepared
  let printed = false
  const print = (value: unknown) => {
    if (printed) throw new Error(`capaian ${command.name} has printed two JSON documents`)
    printed = true
    place.stdout(`${JSON.stringify(value, null, 2)}\n`)
  }
  const context: Context = {
    openHouse: () => {
      if (!command.house) throw new Error(`capaian ${command.name} says that it needs no database`)
      return place.openHouse()
    },
    out: (text) => {
      if (!json) place.stdout(`${harmless(text)}\n`)
    },
    json: (value) => {
      if (json) print(value)
    },
    err: (text) => place.stderr(`${harmless(text)}\n`),
    readFile: (path) => {
      if (!prepared.reads.includes(path)) throw new Error(`capaian ${command.name} reads ${path} without having named it`)
      return place.readFile(path)
    },
    writeFile: (path, content) => place.writeFile(path, typeof content === 'string' ? new TextEncoder().encode(content) : content),
    now: place.now,
  }
  try {
    const outcome = await prepared.run(context)
    if (json && !printed && outcome === 0) throw new Error(`capaian ${command.name} has printed no JSON document`)
    return outcome
  } catch (error) {
    const said = sayError(error)
    place.stderr(`${harmless(`capaian ${command.name}: ${said}`)}\n`)
    if (json && !printed) print({ error: said })
    return 1
  }
}

/** Titles of groups and names in files are written by others: what a terminal would obey is shown as a sign that it was there. */
const harmless = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD')

/** An error and its causes in one line, without secrets. */
export function sayError(error: unknown): string {
  const messages: string[] = []
  for (let one: unknown = error; one !== undefined && messages.length < 4; one = one instanceof Error ? one.cause : undefined) {
    const inner = one instanceof AggregateError ? one.errors.map(messageOf) : []
    messages.push(...[messageOf(one), ...inner].filter((text) => text !== ''))
  }
  // A sentence that goes on with its cause does not end before it.
  const sentence = [...new Set(messages)].map((text, at, all) => (at < all.length - 1 ? text.replace(/\.$/, '') : text)).join(': ')
  return redactAddress(redact(sentence))
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : JSON.stringify(thrown))
