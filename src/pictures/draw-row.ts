import { d } from '../domain/decimal.ts'
import type { PictureRow } from './agency-picture.ts'
import { ink, margin, room } from './sheet.ts'
import type { Piece } from './sheet.ts'
import { boxAt, plainLine, px, textAt } from './svg.ts'
import { shorten, widthOf, wrap } from './text-width.ts'
import { badgeAt, badgeRoom, toneColour } from './tone.ts'
import type { Tone } from './tone.ts'

/** Bars end at 150 %: one of 525 would make all others unreadable. What is longer is broken, and its number stands beside it. */
const longest = 150
const trackWidth = 750
const barHeight = 40
const targetX = margin + (trackWidth * 100) / longest
const labelSize = 31
const markSize = 28

/** The word for the line of 100 %, over the place where every row draws it. */
export const drawScale = (label: string): Piece => {
  const text = shorten(plainLine(label), room / 2, 28, 'bold')
  const half = widthOf(text, 28, 'bold') / 2
  const middle = Math.min(targetX, margin + room - half)
  const tip = `<path d="M${px(targetX - 11)} 58H${px(targetX + 11)}L${px(targetX)} 72Z" fill="${ink.text}"/>`
  return { source: textAt(middle, 46, text, { size: 28, fill: ink.text, weight: 'bold', anchor: 'middle' }) + tip, height: 76 }
}

/** Length of the bar in pixels; nothing, and what is under it, has a short end, so that 0 is seen to be a figure. */
const barLength = (value: string): { length: number; broken: boolean } => {
  const percent = d(value)
  const broken = percent.greaterThan(longest)
  const length = broken ? trackWidth : percent.times(trackWidth).div(longest).toNumber()
  return { length: Math.max(length, 6), broken }
}

const drawBar = (value: string, y: number, colour: string): string => {
  const { length, broken } = barLength(value)
  const bar = boxAt(margin, y, length, barHeight, colour)
  if (!broken) return bar
  const slash = (x: number) =>
    `<path d="M${px(x)} ${px(y + barHeight + 3)}L${px(x + 16)} ${px(y - 3)}" stroke="${ink.paper}" stroke-width="7"/>`
  return bar + slash(margin + trackWidth - 62) + slash(margin + trackWidth - 42)
}

const drawNote = (note: string, y: number): string =>
  boxAt(margin + 1, y + 1, trackWidth - 2, barHeight - 2, ink.paper, `stroke="#8a949e" stroke-width="2" stroke-dasharray="8 6"`) +
  textAt(margin + 18, y + 30, shorten(plainLine(note), trackWidth - 36, 28), { size: 28, fill: ink.soft })

/** The line of 100 %, with a light edge so that it is seen on a bar too; open in the middle where a note is to be read. */
const drawTarget = (y: number, open: boolean): string =>
  open
    ? boxAt(targetX - 2, y - 5, 4, 11, ink.text) + boxAt(targetX - 2, y + barHeight - 6, 4, 11, ink.text)
    : boxAt(targetX - 4, y, 8, barHeight, ink.paper) + boxAt(targetX - 2, y - 5, 4, barHeight + 10, ink.text)

/** Colour, sign and word of the rating, ending at the right edge. */
const drawMark = (mark: string, y: number, tone: Tone): { source: string; width: number } => {
  const text = shorten(plainLine(mark), 330, markSize)
  if (text === '') return { source: '', width: 0 }
  const width = badgeRoom + widthOf(text, markSize)
  const left = margin + room - width
  return {
    source: badgeAt(left + 15, y - 10, tone) + textAt(left + badgeRoom, y, text, { size: markSize, fill: ink.text }),
    width: width + 28,
  }
}

/** One indicator: name and rating above, bar and number under it. Where there is no capaian, its note stands in the bar's place. */
export const drawRow = (row: PictureRow, first: boolean): Piece => {
  const mark = drawMark(row.mark, 48, row.tone)
  const lines = wrap(plainLine(row.label), room - mark.width, labelSize, 2)
  const remark = shorten(plainLine(row.remark ?? ''), room, 28)
  const nameHeight = Math.max(lines.length, 1) * 40
  const barY = 22 + nameHeight + (remark === '' ? 0 : 38)
  const shown = plainLine(row.shown)
  const numberRoom = room - trackWidth - 16
  const size = [36, 32, 28].find((candidate) => widthOf(shown, candidate, 'bold') <= numberRoom) ?? 28
  const parts = [
    first ? '' : boxAt(margin, 0, room, 2, ink.line),
    mark.source,
    ...lines.map((line, at) => textAt(margin, 48 + at * 40, line, { size: labelSize, fill: ink.text })),
    remark === '' ? '' : textAt(margin, 46 + nameHeight, remark, { size: 28, fill: ink.soft }),
    row.value === undefined
      ? drawNote(row.note ?? '', barY)
      : boxAt(margin, barY, trackWidth, barHeight, ink.track) + drawBar(row.value, barY, toneColour[row.tone]),
    drawTarget(barY, row.value === undefined),
    textAt(margin + room, barY + 33, shorten(shown, numberRoom, size, 'bold'), { size, fill: ink.text, weight: 'bold', anchor: 'end' }),
  ]
  return { source: parts.join(''), height: barY + barHeight + 22 }
}
