import type { Decimal } from '../decimal.ts'
import type { NumberReading, NumberRefusal } from './read-number.ts'
import { readNumber } from './read-number.ts'
import { isPercentWord, multiplierOf } from './typed-words.ts'

/** A number with what stood around it: `Rp 1,2 M`, `97,5 persen`, `12 dokumen`. `words` are the rest, to be judged by the unit. */
export type Amount = {
  readings: [NumberReading, ...NumberReading[]]
  rupiah: boolean
  percent: boolean
  multiplied: boolean
  words: string
}

export type AmountRead = { kind: 'amount'; amount: Amount } | { kind: 'refused'; reason: NumberRefusal | 'two-numbers' | 'negative' }

export type AmountContext = { money: boolean; mark: ',' | '.' }

const shape = /^(?<rupiah>rp|idr|rupiah)?\.? ?(?<number>\(?[-+]? ?[\d.,](?:[\d.,']|(?<=\d) (?=\d{3}(?!\d)))*(?:e[-+]?\d+)?\)?)(?<rest>.*)$/u

/** “minus 6”, “Rp minus 2 juta”. */
const minusWord = /^(?<rupiah>(?:rp|idr)\.? ?)?(?:minus|min|negatif|negative)\.? ?(?=\d)/

/** Reads one number with its currency, multiplier, percent sign and unit words; the text is already even. */
export const readAmount = (text: string, { money, mark }: AmountContext): AmountRead => {
  const tidy = text
    .replace(/,-+(?=$|\s)/g, '')
    .replace(minusWord, '$<rupiah>-')
    .replace(/^- ?(rp|idr)\.? ?/, '$1 -')
    .replace(/[!;:]+$/, '')
    .trim()
  const parts = shape.exec(tidy)?.groups
  if (!parts) return { kind: 'refused', reason: 'not-a-number' }
  // A full stop ends a sentence, not a number.
  const number = (parts['number'] ?? '').trim().replace(/(?<=\d)[.,]$/, '')
  const words = (parts['rest'] ?? '')
    .replace(/[.,]+$/, '')
    .split(/(?<=%)|(?=%)| /)
    .filter((word) => word !== '')
  const read = readNumber(number, mark)
  if (read.kind === 'refused') return read
  if (words.some((word) => /\d/.test(word)))
    return { kind: 'refused', reason: words[0] && /^[a-z]/.test(words[0]) && !/ /.test(tidy) ? 'not-a-number' : 'two-numbers' }
  return { kind: 'amount', amount: withWords(read.readings, parts['rupiah'] !== undefined, words, money) }
}

const withWords = (readings: Amount['readings'], rupiahBefore: boolean, words: string[], money: boolean): Amount => {
  let factor: Decimal | undefined
  let [rupiah, percent] = [rupiahBefore, false]
  const rest: string[] = []
  for (const word of words) {
    const times = rest.length === 0 ? multiplierOf(word.replace(/\.$/, ''), money || rupiahBefore) : undefined
    if (times) factor = factor ? factor.times(times) : times
    else if (isPercentWord(word)) percent = true
    else if (word === 'rupiah' || word === 'rp' || word === 'idr') rupiah = true
    else rest.push(word)
  }
  return { readings: multiplied(readings, factor), rupiah, percent, multiplied: factor !== undefined, words: rest.join(' ') }
}

/** With a multiplier a lone separator is a decimal mark: `1.250 jt` is what nobody means by 1.250.000.000. Both stay, the decimal first. */
const multiplied = (readings: Amount['readings'], factor: Decimal | undefined): Amount['readings'] => {
  if (!factor) return readings
  const [first, ...others] = [...readings].sort((a, b) => Number(b.as === 'decimal') - Number(a.as === 'decimal'))
  const times = (reading: NumberReading): NumberReading => ({ ...reading, value: reading.value.times(factor) })
  return first ? [times(first), ...others.map(times)] : readings
}
