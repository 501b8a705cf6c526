import type { Texts } from '../../../text/texts.ts'

/** `SETDA, BKPSDM, BKD`: a group of agencies by short name; more than `most` are counted. */
export const namesOf = (agencies: readonly { shortName: string }[], texts: Texts, most = 4): string => {
  const named = agencies.slice(0, most).map(({ shortName }) => shortName)
  const rest = agencies.length - named.length
  return [...named, ...(rest > 0 ? [texts.plain('ask.more', { count: rest })] : [])].join(', ')
}
