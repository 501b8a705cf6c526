import { writeDate, writeNearDate } from '../../text/write-date.ts'
import type { Texts, TextKey, TextValues } from '../../text/texts.ts'
import type { Span } from '../../text/span.ts'

/** The texts of a language on one day. What was said once is remembered: fifty thousand messages share their heads and dates. */
export type Phrases = {
  texts: Texts
  plain: (key: TextKey, values?: TextValues) => string
  spans: (key: TextKey, values?: TextValues) => Span[]
  date: (date: string) => string
  near: (date: string) => string
}

/** Beyond this the memory begins anew. */
const most = 5000

/** Phrases that remember what they said; made for one run, and forgotten with it. */
export function phrases(texts: Texts, today: string): Phrases {
  const remember = <Said>(make: (...given: [TextKey, TextValues?]) => Said) => {
    const said = new Map<string, Said>()
    return (key: TextKey, values?: TextValues): Said => {
      const name = values ? `${key}${JSON.stringify(values)}` : key
      const known = said.get(name)
      if (known !== undefined) return known
      if (said.size > most) said.clear()
      const fresh = make(key, values)
      said.set(name, fresh)
      return fresh
    }
  }
  const dates = new Map<string, string>()
  const once = (name: string, make: () => string): string => {
    const known = dates.get(name) ?? make()
    dates.set(name, known)
    return known
  }
  const plain: (key: TextKey, values?: TextValues) => string = texts.plain
  const spans: (key: TextKey, values?: TextValues) => Span[] = texts.spans
  return {
    texts,
    plain: remember(plain),
    spans: remember(spans),
    date: (date) => once(`date ${date}`, () => writeDate(date, texts)),
    near: (date) => once(`near ${date}`, () => writeNearDate(date, today, texts)),
  }
}
