import type { Part } from '../../message/message.ts'

type Table = Extract<Part, { kind: 'table' }>

/** A column is cut where it is wider: a telephone shows about forty letters in a line. */
const widest = 32
const letters = new Intl.Segmenter('id', { granularity: 'grapheme' })
const widthOf = (text: string): number => [...letters.segment(text)].length

/** A table as lines of fixed width, figures to the right. */
export function tableText({ header, rows, numeric = [] }: Table): string {
  const all = [...(header ? [header] : []), ...rows].map((cells) => cells.map((cell) => shortened(cell.replace(/\s+/g, ' ').trim())))
  const columns = Math.max(0, ...all.map((cells) => cells.length))
  const widths = Array.from({ length: columns }, (_, at) => Math.max(0, ...all.map((cells) => widthOf(cells[at] ?? ''))))
  return all
    .map((cells) =>
      widths
        .map((width, at) => padded(cells[at] ?? '', width, numeric.includes(at)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const shortened = (cell: string): string =>
  widthOf(cell) <= widest
    ? cell
    : `${[...letters.segment(cell)]
        .slice(0, widest - 1)
        .map(({ segment }) => segment)
        .join('')}…`

const padded = (cell: string, width: number, right: boolean): string => {
  const space = ' '.repeat(width - widthOf(cell))
  return right ? space + cell : cell + space
}
