import type { Reason } from '../domain/assess/assessment.ts'
import type { Texts } from './texts.ts'

/** Why there is no capaian, in a few words that fit where the percentage would stand. A reason without a text does not compile. */
export const writeReason = (reason: Reason, texts: Texts): string => texts.plain(`reason.${reason}`)
