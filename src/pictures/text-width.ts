/** The two weights that the pictures are set in. */
export type Weight = 'regular' | 'bold'

/**
 * Advance widths of U+0020 to U+007E in DejaVu Sans 2.37, in 1/2048 of the font size.
 * A table instead of reading the font: a layout stays a pure function, and a test compares it with what is really drawn.
 */
const printable: Record<Weight, readonly number[]> = {
  // prettier-ignore
  regular: [
    651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303,
    1303, 1303, 690, 690, 1716, 1716, 1716, 1087, 2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532,
    1612, 1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024, 1024, 1255, 1300, 1126, 1300, 1260,
    721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253, 1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690,
    1303, 1716,
  ],
  // prettier-ignore
  bold: [
    713, 934, 1067, 1716, 1425, 2052, 1786, 627, 936, 936, 1071, 1716, 778, 850, 778, 748, 1425, 1425, 1425, 1425, 1425, 1425, 1425, 1425,
    1425, 1425, 819, 819, 1716, 1716, 1716, 1188, 2048, 1585, 1561, 1503, 1700, 1399, 1399, 1681, 1714, 762, 762, 1587, 1305, 2038, 1714,
    1741, 1501, 1741, 1577, 1475, 1397, 1663, 1585, 2259, 1579, 1483, 1485, 936, 748, 936, 1716, 1024, 1024, 1382, 1466, 1214, 1466, 1389,
    891, 1466, 1458, 702, 702, 1362, 702, 2134, 1458, 1407, 1466, 1466, 1010, 1219, 979, 1458, 1335, 1892, 1321, 1335, 1192, 1458, 748,
    1458, 1716,
  ],
}

/** Signs beyond ASCII that Indonesian names and our own texts use. */
const signs: Record<string, number> = {
  '–': 1024,
  '—': 2048,
  '“': 1346,
  '”': 1346,
  '‘': 778,
  '’': 778,
  '…': 2048,
  '·': 778,
  '×': 1716,
  '≥': 1716,
  '≤': 1716,
}

/** The widest glyph of the font is 4129/2048: a character that is in no table is taken as that wide, so that it can't overflow. */
const widest = 4130

const advance = (character: string, weight: Weight): number => {
  const code = character.codePointAt(0) ?? 0
  const sign = signs[character]
  if (sign !== undefined) return sign
  // a Latin letter with an accent is as wide as without it
  const base = code > 0x7e && code < 0x100 ? (character.normalize('NFD').codePointAt(0) ?? code) : code
  return printable[weight][base - 0x20] ?? widest
}

/** Width of a text in pixels at a font size; never less than what is drawn (kerning only narrows). */
export const widthOf = (text: string, size: number, weight: Weight = 'regular'): number =>
  ([...text].reduce((sum, character) => sum + advance(character, weight), 0) * size) / 2048

/** The text itself where it fits, else its longest beginning that fits with `…` behind it. */
export const shorten = (text: string, room: number, size: number, weight: Weight = 'regular'): string => {
  if (widthOf(text, size, weight) <= room) return text
  const characters = [...text]
  while (characters.length > 0 && widthOf(`${characters.join('').trimEnd()}…`, size, weight) > room) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** Breaks a text at spaces into at most `lines` lines that fit; the last one is shortened where not all fits. */
export const wrap = (text: string, room: number, size: number, lines: number, weight: Weight = 'regular'): string[] => {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const done: string[] = []
  while (words.length > 0 && done.length < lines - 1) {
    let line = words.shift() ?? ''
    while (words[0] !== undefined && widthOf(`${line} ${words[0]}`, size, weight) <= room) line += ` ${words.shift()}`
    done.push(shorten(line, room, size, weight))
  }
  return words.length > 0 ? [...done, shorten(words.join(' '), room, size, weight)] : done
}
