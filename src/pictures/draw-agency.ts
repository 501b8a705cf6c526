import type { AgencyPicture } from './agency-picture.ts'
import { drawHeader } from './draw-header.ts'
import { drawRow, drawScale } from './draw-row.ts'
import { boxAt, escapeXml, plainLine, px, textAt } from './svg.ts'
import { ink, margin, pictureWidth, room } from './sheet.ts'
import type { Piece } from './sheet.ts'
import { shorten, widthOf } from './text-width.ts'
import { badgeAt, badgeRoom } from './tone.ts'

const legendSize = 28

/** The rating words that a colour stands for, as many in a line as fit. */
const drawLegend = (legend: AgencyPicture['legend']): Piece => {
  let x = margin
  let y = 44
  const parts: string[] = []
  for (const { tone, label } of legend) {
    const text = shorten(plainLine(label), room - badgeRoom, legendSize)
    const width = badgeRoom + widthOf(text, legendSize)
    if (x > margin && x + width > margin + room) {
      x = margin
      y += 46
    }
    parts.push(badgeAt(x + 15, y - 10, tone), textAt(x + badgeRoom, y, text, { size: legendSize, fill: ink.soft }))
    x += width + 36
  }
  return { source: parts.join(''), height: legend.length === 0 ? 24 : y + 28 }
}

const drawMore = (more: string | undefined): Piece =>
  more === undefined
    ? { source: '', height: 0 }
    : { source: textAt(margin, 48, shorten(plainLine(more), room, 30, 'bold'), { size: 30, fill: ink.soft, weight: 'bold' }), height: 64 }

const stack = (pieces: readonly Piece[]): Piece => {
  let y = 0
  const placed = pieces.map((piece) => {
    const source = `<g transform="translate(0 ${px(y)})">${piece.source}</g>`
    y += piece.height
    return source
  })
  return { source: placed.join('\n'), height: Math.ceil(y) }
}

/**
 * The picture beside an agency's capaian, as SVG, 1080 px wide and as high as its rows need: bars against one line of 100 %.
 * Agency, period, time of the figures and what is not verified stand in it, because pictures are forwarded without their text.
 */
export const drawAgency = (picture: AgencyPicture): string => {
  const sheet = stack([
    drawHeader(picture),
    drawScale(picture.targetLabel),
    ...picture.rows.map((row, at) => drawRow(row, at === 0)),
    { source: boxAt(margin, 0, room, 2, ink.line), height: 2 },
    drawMore(picture.more),
    drawLegend(picture.legend),
  ])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${sheet.height}" viewBox="0 0 ${pictureWidth} ${sheet.height}" font-family="DejaVu Sans">`,
    `<title>${escapeXml(plainLine(picture.title))}</title>`,
    boxAt(0, 0, pictureWidth, sheet.height, ink.paper),
    sheet.source,
    '</svg>',
  ].join('\n')
}
