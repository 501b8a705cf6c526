import { missedReason } from '../../../domain/capaian.ts'
import type { Rated } from '../../../domain/assess/assessment.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeReason } from '../../../text/write-reason.ts'
import { writeRating } from '../../../text/write-rating.ts'
import { placeOf } from './asked-cell.ts'

/** The rating with its sign, `▼ belum tercapai`; where the scale has no word, why it is missed or that of the place. Empty where there is no capaian. */
export const markOf = (rated: Rated, texts: Texts): string => {
  const place = placeOf(rated)
  if (!place) return ''
  const missed = missedReason(rated.capaian)
  const word = missed ? writeReason(missed, texts) : texts.plain(`ask.word.${place}`)
  return texts.plain(`ask.sign.${place}`, { word: rated.rating ? writeRating(rated.rating.label, texts) : word })
}
