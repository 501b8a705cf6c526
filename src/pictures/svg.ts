import type { Weight } from './text-width.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/**
 * What XML 1.0 forbids (control characters, half of a surrogate pair, U+FFFE and U+FFFF) would spoil the whole picture;
 * direction overrides would show a name or a number other than it is.
 */
const unwanted = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu

/** One line of text without characters that a picture can't carry, spaces made single. Not yet escaped. */
export const plainLine = (text: string): string => text.replace(unwanted, ' ').replace(/\s+/g, ' ').trim()

/** A text as XML character data or attribute value. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** Pixels as written in SVG: one decimal, so that the same picture is the same text on every machine. */
export const px = (value: number): string => (Math.round(value * 10) / 10).toString()

export type TextLook = { size: number; fill: string; weight?: Weight; anchor?: 'start' | 'middle' | 'end' }

/** A line of text with its baseline at `y`. */
export const textAt = (x: number, y: number, text: string, look: TextLook): string =>
  `<text x="${px(x)}" y="${px(y)}" font-size="${look.size}" fill="${look.fill}"` +
  (look.weight === 'bold' ? ' font-weight="bold"' : '') +
  (look.anchor && look.anchor !== 'start' ? ` text-anchor="${look.anchor}"` : '') +
  `>${escapeXml(text)}</text>`

/** A filled rectangle; `more` are further attributes, written by us, never by people. */
export const boxAt = (x: number, y: number, width: number, height: number, fill: string, more = ''): string =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"${more === '' ? '' : ` ${more}`}/>`
