import { dateOf, inZone } from '../../calendar/dates.ts'
import type { Outgoing } from '../../channels/channel.ts'
import type { Texts } from '../../text/texts.ts'
import { writeDate } from '../../text/write-date.ts'
import { onlyClosed, partLines } from '../replay/write-message.ts'
import type { Scene } from '../replay/stage.ts'

const zone = 'Asia/Jakarta'
const dayMark = '──'

/** Whether a line of a transcript is the heading of a day. */
export const isDay = (line: string): boolean => line.startsWith(dayMark)

/** Writes scenes as a transcript: a heading for each day, the time of what happened, who said what, and all that came of it. */
export type SceneWriter = (scene: Scene) => string[]

/**
 * A writer that knows the names of people and rooms by their places. `»` is a person who types or taps, `«` what the bot says to somebody,
 * `~` a message of the bot that was changed in its place; one that only says which button was chosen is left out.
 */
export function sceneWriter(names: ReadonlyMap<string, string>, texts: Texts): SceneWriter {
  const before = new Map<string, string[]>()
  let day = ''
  const nameOf = (id: string): string => names.get(id) ?? id

  const message = (one: Outgoing, time: string): string[] => {
    const text = one.parts.flatMap(partLines)
    const rows = one.buttons.map((row) => row.map(({ label }) => `[${label}]`).join(' '))
    const id = one.replaces ?? String(one.outboxId)
    const old = before.get(id)
    before.set(id, text)
    if (old && onlyClosed(old, text, rows.length > 0)) return []
    const [first = '', ...rest] = [...text, ...(one.file ? [`(gambar: ${one.file.name})`] : []), ...rows].filter((line) => line !== '')
    const mark = one.replaces === undefined ? '«' : '~'
    return [`${time} ${mark} ${nameOf(one.chat.id)}: ${first}`, ...rest.map((line) => `        ${line}`)]
  }

  return ({ at, seat, chat, words, sent }) => {
    const time = inZone(at, zone).toFormat('HH.mm')
    const [first = '', ...more] = (words ?? '').split('\n')
    const where = chat === seat ? '' : ` (di ${nameOf(chat ?? '')})`
    const said = seat === undefined ? [] : [`${time} » ${nameOf(seat)}${where}: ${first}`, ...more.map((line) => `        ${line}`)]
    const lines = [...said, ...sent.flatMap((one) => message(one, time))]
    const date = dateOf(at, zone)
    if (lines.length === 0 || date === day) return lines
    day = date
    return ['', `${dayMark} ${writeDate(date, texts, 'long')} ${dayMark}`, ...lines]
  }
}
