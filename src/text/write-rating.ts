import type { Texts } from './texts.ts'

/** Words of known scales that have a translation; other labels stay as the agency wrote them. */
const known = [
  'terlampaui',
  'tercapai',
  'belum-tercapai',
  'tidak-tercapai',
  'amat-baik',
  'sangat-baik',
  'baik',
  'cukup',
  'kurang',
  'sangat-kurang',
  'data-belum-rilis',
] as const

/** The label of a rating: as the agency writes it in Indonesian, in words in English; a letter grade is the same in both. */
export function writeRating(label: string, texts: Texts): string {
  const plain = label.toLocaleLowerCase('id').replaceAll(' ', '-')
  const word = texts.locale === 'en' ? known.find((one) => one === plain) : undefined
  return word ? texts.plain(`common.rating.${word}`) : label
}
