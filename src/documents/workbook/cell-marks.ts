import { inflateRawSync } from 'node:zlib'
import { limits } from './workbook-format.ts'
import { zipEntries } from './zip-directory.ts'

/** What the value of a cell does not tell: it is shown in percent, it is a formula that nobody has computed yet, or an error of Excel's. */
export type CellMark = { kind: 'percent' } | { kind: 'not-computed'; found: string } | { kind: 'error'; found: string }

/** What a sheet's XML tells beside its values: marks by `row:column`, both from 1, and the ranges that are merged, as Excel writes them. */
export type SheetMarks = { cells: ReadonlyMap<string, CellMark>; merged: readonly string[] }

/**
 * Reads the marks of a workbook's sheets, by name, from its XML. Without them 72,5% typed in Excel would be 0,725, and a formula without a
 * result or a cell that is merged with its neighbour an empty cell. A workbook whose parts are not where they always are has none.
 */
export function cellMarks(bytes: Uint8Array): ReadonlyMap<string, SheetMarks> {
  const read = zipEntries(bytes, limits.entries)
  if (typeof read === 'string') return new Map()
  const entries = new Map(read.entries.map((entry) => [entry.name, entry]))
  const text = (name: string): string => {
    const entry = entries.get(name)
    if (!entry) return ''
    return withoutPrefix(
      (entry.deflated ? inflateRawSync(entry.packed, { maxOutputLength: limits.unpacked }) : entry.packed).toString('utf8'),
    )
  }
  const percents = percentStyles(text('xl/styles.xml'))
  const targets = new Map(
    tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  )
  return new Map(
    tags(text('xl/workbook.xml'), 'sheet').map((tag) => {
      const target = targets.get(attribute(tag, 'r:id')) ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      const sheet = text(path)
      const merged = tags(sheet, 'mergeCell').map((range) => attribute(range, 'ref'))
      return [plain(attribute(tag, 'name')), { cells: marksOf(sheet, percents), merged }]
    }),
  )
}

function marksOf(sheet: string, percents: ReadonlySet<string>): Map<string, CellMark> {
  const marks = new Map<string, CellMark>()
  for (const [, attributes = '', content = ''] of sheet.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const place = placeOf(attribute(attributes, 'r'))
    const [formula, value] = [inside(content, 'f'), inside(content, 'v')]
    if (!place) continue
    if (attribute(attributes, 't') === 'e') marks.set(place, { kind: 'error', found: plain(value ?? '') })
    else if (/<f\b/.test(content) && (value ?? '') === '') marks.set(place, { kind: 'not-computed', found: `=${plain(formula ?? '')}` })
    else if (percents.has(attribute(attributes, 's')) && !attribute(attributes, 't')) marks.set(place, { kind: 'percent' })
  }
  return marks
}

/** Indices of the cell styles that show a number in percent: the two built in, and any format with a percent sign. */
function percentStyles(styles: string): Set<string> {
  const own = tags(styles, 'numFmt').filter((tag) =>
    attribute(tag, 'formatCode')
      .replace(/"[^"]*"|&quot;.*?&quot;/g, '')
      .includes('%'),
  )
  const formats = new Set(['9', '10', ...own.map((tag) => attribute(tag, 'numFmtId'))])
  const cells = tags(/<cellXfs\b.*?<\/cellXfs>/s.exec(styles)?.[0] ?? '', 'xf')
  return new Set(cells.flatMap((tag, i) => (formats.has(attribute(tag, 'numFmtId')) ? [String(i)] : [])))
}

const placeOf = (address: string): string | undefined => {
  const place = readAddress(address)
  return place && `${place.row}:${place.column}`
}

/** "C12" is row 12, column 3. */
export function readAddress(address: string): { row: number; column: number } | undefined {
  const [, letters, row] = /^([A-Z]{1,3})(\d+)$/.exec(address) ?? []
  if (letters === undefined || row === undefined) return undefined
  return { row: Number(row), column: [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) }
}

/** Some programs write `<x:c>` where Excel writes `<c>`: the same element of the same language. */
function withoutPrefix(xml: string): string {
  const [, prefix] = /<(\w+):(?:worksheet|workbook|styleSheet)\b/.exec(xml.slice(0, 2000)) ?? []
  return prefix === undefined ? xml : xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</')
}

const tags = (xml: string, name: string): string[] => xml.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? []
const attribute = (tag: string, name: string): string => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const inside = (xml: string, name: string): string | undefined => new RegExp(`<${name}\\b[^>]*>(.*?)</${name}>`, 's').exec(xml)?.[1]
const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
