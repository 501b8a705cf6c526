import type { QuarterNumber } from '../../domain/requests/requests.ts'

/** What `/capaian SETDA TW3 2024` asks: a name, empty where it is one's own, and a period as far as it was said. */
export type Question = { name: string; year?: number; quarter?: QuarterNumber; /** A quarter that there is none of. */ strange?: string }

const roman: Readonly<Record<string, QuarterNumber>> = { i: 1, ii: 2, iii: 3, iv: 4, 1: 1, 2: 2, 3: 3, 4: 4 }
/** `TW3`, `TW III`, `triwulan 3`, `tw-iii`, `q3`, `quarter 3`. */
const quarterWords = /(?<![\p{L}\p{N}])(?:tw|triw|triwulan|kuartal|kw|q|quarter)[\s.-]*(iv|iii|ii|i|[1-4])(?![\p{L}\p{N}])/iu
/** `TW 5`, `triwulan v`: no quarter of a year. */
const strangeQuarter = /(?<![\p{L}\p{N}])((?:tw|triw|triwulan|kuartal|kw|quarter)[\s.-]*(?:\d+|[ivx]{2,}|v))(?![\p{L}\p{N}])/iu
/** `semester 1`, `SM II`: it ends with TW II or TW IV. */
const semesterWords = /(?<![\p{L}\p{N}])(?:semester|smt|sm)[\s.-]*(ii|i|[12])(?![\p{L}\p{N}])/iu
/** `2024`, `tahun 2024`, `thn. 2024`. */
const yearWords = /(?<![\p{L}\p{N}])(?:(?:tahun|thn|th|ta|year)[\s.]*)?((?:19|20)\d\d)(?![\p{L}\p{N}])/iu
const wholeYear = /(?<![\p{L}\p{N}])(?:setahun|full year)(?![\p{L}\p{N}])/iu

/** A question read: period words may stand anywhere, what is left is the name. A name without words of a period stays as typed. */
export const readQuestion = (argument: string): Question => {
  let rest = argument
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)
    if (!found) return undefined
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return (found[1] ?? found[0]).toLowerCase()
  }
  const quarter = take(quarterWords)
  const semester = quarter === undefined ? take(semesterWords) : undefined
  const strange = quarter === undefined && semester === undefined ? strangeQuarter.exec(rest)?.[1] : undefined
  const year = take(yearWords)
  const whole = quarter === undefined && semester === undefined && take(wholeYear) !== undefined
  const asked = quarter !== undefined ? roman[quarter] : semester !== undefined ? endOfSemester(semester) : whole ? 0 : undefined
  const name = rest
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:·-]+|[\s,;:·-]+$/g, '')
    .trim()
  return {
    name,
    ...(year !== undefined && { year: Number(year) }),
    ...(asked !== undefined && { quarter: asked }),
    ...(strange !== undefined && { strange }),
  }
}

const endOfSemester = (semester: string): QuarterNumber => (semester === 'i' || semester === '1' ? 2 : 4)
