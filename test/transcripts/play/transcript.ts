/** What somebody does on a line of a transcript, or what happens to the house. Lines of the bot are no input: they are what is expected. */
export type Deed =
  | { kind: 'say'; seat: string; text: string; replyTo?: string }
  | { kind: 'press'; seat: string; label: string; how: 'once' | 'twice' | 'repeated' | 'old' }
  | { kind: 'file'; seat: string; name: string; caption?: string; replyTo?: string }
  | { kind: 'voice'; seat: string }
  | { kind: 'clock'; move: string }
  | { kind: 'kill' }
  | { kind: 'given'; what: string }

/** A line of a transcript file that stays as it is: a deed, or what is only for the reader. */
export type Line = { source: string; deed?: Deed }

export type Transcript = {
  title: string
  /** Names in the transcript and the seats (`government/person`) that they stand for. */
  seats: Map<string, string>
  /** Names of people whom the house does not know. */
  strangers: string[]
  clock: Date
  lines: Line[]
}

/** Stands for a new line within what somebody types. */
const newLine = '⏎'

/** Reads a transcript. Throws where a line of the head is missing or can't be read. */
export function readTranscript(source: string): Transcript {
  const rows = source.split('\n')
  const head = new Map<string, string>()
  for (const row of rows) {
    const [, name, value] = /^# (\w+): (.*)$/.exec(row) ?? []
    if (name && value) head.set(name, value)
  }
  const needed = (name: string): string => {
    const value = head.get(name)
    if (!value) throw new Error(`a transcript says "# ${name}: ..."`)
    return value
  }
  const seats = new Map<string, string>()
  for (const [, id, name] of needed('seats').matchAll(/(\S+\/\S+) as "([^"]+)"/g)) if (id && name) seats.set(name, id)
  const strangers = [...(head.get('strangers') ?? '').matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? [])
  const clock = new Date(needed('clock'))
  if (Number.isNaN(clock.getTime())) throw new Error(`no moment: ${needed('clock')}`)
  const names = [...seats.keys(), ...strangers]
  return { title: needed('title'), seats, strangers, clock, lines: rows.flatMap((row) => lineOf(row, names) ?? []) }
}

function lineOf(row: string, names: string[]): Line | undefined {
  if (row === '' || row.startsWith('# ') || row.startsWith('// ')) return { source: row }
  if (row.startsWith('-- ')) return { source: row, deed: happening(row.slice(3).trim()) }
  const seat = names.find((name) => row.startsWith(`${name} > `))
  if (seat !== undefined) return { source: row, deed: deedOf(seat, row.slice(seat.length + 3).trim()) }
  if (/^(\S.*) [<~] |^ {4}\S/.test(row)) return undefined
  throw new Error(`not a line of a transcript: ${row}`)
}

function happening(text: string): Deed {
  if (text === 'kill') return { kind: 'kill' }
  const [, what, rest] = /^(clock|given): (.+)$/.exec(text) ?? []
  if (what === 'clock' && rest) return { kind: 'clock', move: rest }
  if (what === 'given' && rest) return { kind: 'given', what: rest }
  throw new Error(`nothing that can happen: ${text}`)
}

const hows = { 'dua kali': 'twice', 'terkirim ulang': 'repeated', 'tombol lama': 'old' } as const

function deedOf(seat: string, text: string): Deed {
  const press = /^\[(.+?)\](?: \((dua kali|terkirim ulang|tombol lama)\))?$/.exec(text)
  if (press?.[1]) return { kind: 'press', seat, label: press[1], how: press[2] ? hows[press[2] as keyof typeof hows] : 'once' }
  if (text === '(pesan suara)') return { kind: 'voice', seat }
  const reply = /^\(membalas “(.+?)”\)\s*(.*)$/.exec(text)
  const replyTo = reply?.[1] === undefined ? {} : { replyTo: reply[1] }
  const rest = reply?.[2] ?? text
  const file = /^\(berkas: ([^)]+)\)\s*(.*)$/.exec(rest)
  if (file?.[1]) return { kind: 'file', seat, name: file[1], ...(file[2] && { caption: file[2] }), ...replyTo }
  return { kind: 'say', seat, text: rest.replaceAll(` ${newLine} `, '\n').replaceAll(newLine, '\n'), ...replyTo }
}

/** A moment of the transcript's clock: `+1 day`, `+30 minutes`, or an instant. */
export function movedClock(now: Date, move: string): Date {
  const [, count, unit] = /^\+(\d+) (minute|hour|day)s?$/.exec(move) ?? []
  const ms = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
  const to = count && unit ? new Date(now.getTime() + Number(count) * ms[unit as keyof typeof ms]) : new Date(move)
  if (Number.isNaN(to.getTime()) || to <= now) throw new Error(`the clock moves forward only: ${move}`)
  return to
}
