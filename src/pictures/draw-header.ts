import type { AgencyPicture } from './agency-picture.ts'
import { ink, margin, pictureWidth, room } from './sheet.ts'
import type { Piece } from './sheet.ts'
import { boxAt, plainLine, textAt } from './svg.ts'
import { shorten, widthOf, wrap } from './text-width.ts'

const noticeSize = 28
const noticeHeight = 50

/** What must be read before the bars: whose figures, of when, how they stand, and that some are not verified. */
export const drawHeader = ({
  title,
  owner,
  subtitle,
  asOf,
  notice,
}: Pick<AgencyPicture, 'title' | 'owner' | 'subtitle' | 'asOf' | 'notice'>): Piece => {
  const parts: string[] = []
  let y = 24
  for (const line of wrap(plainLine(title), room, 46, 2, 'bold')) {
    y += 54
    parts.push(textAt(margin, y, line, { size: 46, fill: ink.headText, weight: 'bold' }))
  }
  if (owner !== undefined) {
    y += 44
    parts.push(textAt(margin, y, shorten(plainLine(owner), room, 28), { size: 28, fill: ink.headSoft }))
  }
  y += 8
  for (const line of wrap(plainLine(subtitle), room, 30, 2)) {
    y += 44
    parts.push(textAt(margin, y, line, { size: 30, fill: ink.headText }))
  }
  y += 52
  parts.push(textAt(margin, y, shorten(plainLine(asOf), room, 28), { size: 28, fill: ink.headSoft }))
  if (notice !== undefined) {
    const text = shorten(plainLine(notice), room - 48, noticeSize, 'bold')
    const width = widthOf(text, noticeSize, 'bold') + 48
    // beside the time where there is space, else under it
    const beside = margin + widthOf(plainLine(asOf), 28) + 32 + width <= margin + room
    const left = beside ? margin + room - width : margin
    const top = beside ? y - 35 : y + 22
    parts.push(boxAt(left, top, width, noticeHeight, ink.notice, 'rx="25"'))
    parts.push(textAt(left + 24, top + 35, text, { size: noticeSize, fill: ink.text, weight: 'bold' }))
    y = Math.max(y, top + noticeHeight - 8)
  }
  const height = y + 32
  return { source: boxAt(0, 0, pictureWidth, height, ink.head) + parts.join(''), height }
}
