import { drawHeader } from './draw-header.ts'
import type { HeatCell, HeatMap } from './heat-map.ts'
import { boxAt, escapeXml, plainLine, px, textAt } from './svg.ts'
import { ink, margin, pictureWidth, room } from './sheet.ts'
import type { Piece } from './sheet.ts'
import { shorten, widthOf, wrap } from './text-width.ts'
import { badgeAt, badgeRoom, toneColour } from './tone.ts'
import type { Tone } from './tone.ts'

const cellWidth = 128
const gap = 8
const rowHeight = 84
const cellsLeft = margin + room - 4 * cellWidth
const labelRoom = cellsLeft - margin - 20

/** Dark type on orange, white on blue, vermilion and grey: the contrast is at least 4,5 to 1. */
const inkOn: Record<Tone, string> = { good: '#ffffff', fair: '#17212b', poor: '#ffffff', none: '#ffffff' }

const columnX = (column: number): number => cellsLeft + column * cellWidth

const drawColumns = (columns: readonly string[]): Piece => ({
  source: columns
    .map((name, at) =>
      textAt(columnX(at) + cellWidth / 2, 44, plainLine(name), { size: 28, fill: ink.soft, weight: 'bold', anchor: 'middle' }),
    )
    .join(''),
  height: 62,
})

const drawCell = (cell: HeatCell, column: number): string => {
  const [x, y, width, height] = [columnX(column) + gap / 2, gap / 2, cellWidth - gap, rowHeight - gap]
  const outline = (dash: string) => boxAt(x + 1, y + 1, width - 2, height - 2, ink.paper, `rx="8" stroke="#8a949e" stroke-width="3"${dash}`)
  switch (cell.kind) {
    case 'empty':
      return boxAt(x + width / 2 - 5, y + height / 2 - 2, 10, 4, ink.line)
    case 'missing':
      return outline('') + textAt(x + width / 2, y + height / 2 + 11, '?', { size: 32, fill: ink.soft, weight: 'bold', anchor: 'middle' })
    case 'unpublished':
      return outline(' stroke-dasharray="6 6"')
    case 'value': {
      const shown = plainLine(cell.shown)
      const size = [25, 22].find((candidate) => widthOf(shown, candidate, 'bold') <= width - 10) ?? 22
      // What is under target has a notch as well, for those who see no colour.
      const notch = cell.tone === 'poor' ? `<path d="M${px(x)} ${px(y)}h26l-26 26z" fill="${ink.paper}"/>` : ''
      return (
        boxAt(x, y, width, height, toneColour[cell.tone], 'rx="8"') +
        notch +
        textAt(x + width / 2, y + height / 2 + size * 0.36, shown, { size, fill: inkOn[cell.tone], weight: 'bold', anchor: 'middle' })
      )
    }
  }
}

const drawRow = ({ label, cells }: HeatMap['rows'][number]): Piece => {
  const lines = wrap(plainLine(label), labelRoom, 28, 2)
  const top = lines.length > 1 ? 34 : 51
  return {
    source:
      lines.map((text, at) => textAt(margin, top + at * 34, text, { size: 28, fill: ink.text })).join('') +
      cells.map((cell, column) => drawCell(cell, column)).join(''),
    height: rowHeight,
  }
}

const drawLegend = ({ legend, missing, unpublished, rows, more }: HeatMap): Piece => {
  const has = (kind: HeatCell['kind']) => rows.some(({ cells }) => cells.some((cell) => cell.kind === kind))
  const box = (dash: string) => (x: number, y: number) =>
    boxAt(x + 2, y - 24, 28, 28, ink.paper, `rx="5" stroke="#8a949e" stroke-width="3"${dash}`)
  const entries = [
    ...legend.map(({ tone, label }) => ({ label, mark: (x: number, y: number) => badgeAt(x + 15, y - 10, tone) })),
    ...(has('missing') ? [{ label: missing, mark: box('') }] : []),
    ...(has('unpublished') ? [{ label: unpublished, mark: box(' stroke-dasharray="5 5"') }] : []),
  ]
  let [x, y] = [margin, 48]
  const parts: string[] = []
  for (const { label, mark } of entries) {
    const text = shorten(plainLine(label), room - badgeRoom, 28)
    const width = badgeRoom + widthOf(text, 28)
    if (x > margin && x + width > margin + room) [x, y] = [margin, y + 46]
    parts.push(mark(x, y), textAt(x + badgeRoom, y, text, { size: 28, fill: ink.soft }))
    x += width + 36
  }
  if (more !== undefined) {
    y += 50
    parts.push(textAt(margin, y, shorten(plainLine(more), room, 28, 'bold'), { size: 28, fill: ink.soft, weight: 'bold' }))
  }
  return { source: parts.join(''), height: y + 30 }
}

/**
 * The heat map as SVG, 1080 px wide: a row for each indicator, a cell for each quarter with its number in it. Whose figures, of when and
 * how far they are verified stands in it, because pictures are forwarded without their text.
 */
export const drawHeatMap = (map: HeatMap): string => {
  let y = 0
  const pieces = [drawHeader(map), drawColumns(map.columns), ...map.rows.map(drawRow), drawLegend(map)].map((piece) => {
    const source = `<g transform="translate(0 ${px(y)})">${piece.source}</g>`
    y += piece.height
    return source
  })
  const height = Math.ceil(y)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${height}" viewBox="0 0 ${pictureWidth} ${height}" font-family="DejaVu Sans">`,
    `<title>${escapeXml(plainLine(map.title))}</title>`,
    boxAt(0, 0, pictureWidth, height, ink.paper),
    ...pieces,
    '</svg>',
  ].join('\n')
}
