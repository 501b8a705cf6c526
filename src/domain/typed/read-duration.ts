import { d } from '../decimal.ts'
import type { Decimal } from '../decimal.ts'
import { markOf } from './decimal-mark.ts'
import type { NumberReading } from './read-number.ts'
import { readNumber } from './read-number.ts'

/** Units of time, as they are typed. */
const words = {
  second: ['detik', 'dtk', 'second', 'seconds', 'sec', 'secs'],
  minute: ['menit', 'mnt', 'minute', 'minutes', 'min', 'mins'],
  hour: ['jam', 'hour', 'hours', 'hr', 'hrs'],
  day: ['hari', 'day', 'days'],
  week: ['minggu', 'week', 'weeks'],
  month: ['bulan', 'bln', 'month', 'months'],
  year: ['tahun', 'thn', 'year', 'years'],
} as const
export type TimeUnit = keyof typeof words
const units = new Map(Object.entries(words).flatMap(([unit, typed]) => typed.map((word) => [word as string, unit as TimeUnit])))

/** What one is in seconds, where that is the same for everybody: a day may be one of work, and months differ. */
const seconds: Partial<Record<TimeUnit, Decimal>> = { second: d(1), minute: d(60), hour: d(3600) }

/** The unit of time that a text begins with: `Menit`, `jam/hari`, `hari kerja`; undefined for any other. */
export const timeUnitOf = (text: string): TimeUnit | undefined => units.get(/^\s*\p{L}+/u.exec(text)?.[0].trim().toLowerCase() ?? '')

type Readings = [NumberReading, ...NumberReading[]]

/** `12:30`, as a clock has it: hours and minutes. */
export const clockTime = /^(\d{1,3}):([0-5]\d)$/

/**
 * `12 jam 30 menit` or `12:30` where hours are asked, `1,5 jam` where minutes are: what it is in the unit that is asked for. Undefined for any other text,
 * also for one that is in that unit already.
 */
export const readDuration = (text: string, context: { unit?: string; locale?: 'id' | 'en'; habit?: ',' | '.' }): Readings | undefined => {
  const asked = timeUnitOf(context.unit ?? '')
  const whole = asked && seconds[asked]
  if (!whole) return undefined
  const [, hours, minutes] = asked === 'hour' ? (clockTime.exec(text) ?? []) : []
  if (hours !== undefined && minutes !== undefined) return [{ value: d(hours).plus(d(minutes).div(60)), as: 'plain' }]
  const pieces = text.split(/(?<=[a-z])[.,]?(?: dan | and | )?(?=\d)/).map((piece) => {
    const [, number = '', word = ''] = /^(\d[\d.,]*) ?([a-z]+)[.!]?$/.exec(piece) ?? []
    const unit = units.get(word)
    const read = readNumber(number, markOf(context))
    return { unit, size: unit && seconds[unit], readings: read.kind === 'readings' ? read.readings : undefined }
  })
  const [first, ...rest] = pieces
  if (!first?.size || !first.readings || (rest.length === 0 && first.unit === asked)) return undefined
  const { size } = first
  const inAsked = ({ value, as }: NumberReading): NumberReading => ({ value: value.times(size).div(whole), as })
  if (rest.length === 0) {
    const [likelier, ...others] = first.readings
    return [inAsked(likelier), ...others.map(inAsked)]
  }
  let [total, last] = [first.readings[0].value.times(size), size]
  for (const piece of rest) {
    // Larger units stand first, each once.
    if (!piece.size || !piece.readings || piece.size.gte(last)) return undefined
    total = total.plus(piece.readings[0].value.times(piece.size))
    last = piece.size
  }
  return [{ value: total.div(whole), as: 'plain' }]
}
