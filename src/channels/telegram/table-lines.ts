import type { Part } from '../../message/message.ts'

type Table = Extract<Part, { kind: 'table' }>

/** What a phone shows of fixed-width text without breaking it. */
const widest = 38
const gap = 2
const narrowest = 8

/** A table in fixed-width lines. What is too wide for a phone is broken inside its widest columns of words. */
export function tableLines({ header, rows, numeric = [] }: Table): string[] {
  const all = header ? [header, ...rows] : rows
  const columns = Math.max(0, ...all.map((cells) => cells.length))
  const cellOf = (cells: readonly string[], column: number) => (cells[column] ?? '').replace(/\s+/g, ' ').trim()
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...all.map((cells) => widthOf(cellOf(cells, column)))))
  narrow(widths, numeric)
  const wrapped = all.map((cells) => widths.map((width, column) => wrap(cellOf(cells, column), width)))
  // What was broken is often narrower than it might be.
  const needed = widths.map((_, column) => Math.max(0, ...wrapped.flatMap((texts) => (texts[column] ?? []).map(widthOf))))
  const joined = (cells: string[]) => cells.join(' '.repeat(gap)).trimEnd()
  return wrapped.flatMap((texts, row) => {
    const height = Math.max(1, ...texts.map((lines) => lines.length))
    const lines = Array.from({ length: height }, (_, at) =>
      joined(texts.map((column, place) => padded(column[at] ?? '', needed[place] ?? 0, numeric.includes(place)))),
    )
    return header && row === 0 ? [...lines, joined(needed.map((width) => '─'.repeat(width)))] : lines
  })
}

function narrow(widths: number[], numeric: readonly number[]): void {
  const total = () => widths.reduce((sum, width) => sum + width + gap, -gap)
  while (total() > widest) {
    const wordy = widths.map((width, column) => (numeric.includes(column) ? 0 : width))
    const column = wordy.indexOf(Math.max(...wordy))
    const width = wordy[column] ?? 0
    if (width <= narrowest) return
    widths[column] = Math.max(narrowest, width - (total() - widest))
  }
}

const letters = new Intl.Segmenter('id', { granularity: 'grapheme' })
const lettersOf = (text: string): string[] => Array.from(letters.segment(text), ({ segment }) => segment)
const widthOf = (text: string): number => lettersOf(text).length

const padded = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((one) => chunks(one, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}

function chunks(word: string, width: number): string[] {
  const signs = lettersOf(word)
  return Array.from({ length: Math.max(1, Math.ceil(signs.length / width)) }, (_, at) => signs.slice(at * width, (at + 1) * width).join(''))
}
