import type { Rated } from '../../../domain/assessment.ts'
import type { Texts } from '../../../text/texts.ts'
import { placeOf } from './asked-cell.ts'

/** The rating with its sign, `▼ belum tercapai`; where the scale has no word, that of the place. Empty where there is no capaian. */
export const markOf = (rated: Rated, texts: Texts): string => {
  const place = placeOf(rated)
  return place ? texts.plain(`ask.sign.${place}`, { word: rated.rating?.label ?? texts.plain(`ask.word.${place}`) }) : ''
}
