import type { Texts } from '../text/texts.ts'
import type { Said } from './session.ts'
import { readWord } from './words.ts'

const longest = 60

/** Whether a text is worth comparing with labels: short, and with a word in it. */
export const mayBeLabel = (text: string): boolean => text.length <= longest && /\p{L}{2}/u.test(text)

/** Whether a typed text is what stands on a button, forgiving case, spaces, brackets and closing punctuation. */
const isLabel = (text: string, label: string): boolean => plain(text) === plain(label)

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s[\]]+/g, ' ')
    .replace(/[.!]+$/, '')
    .trim()

/** The same, and what people say instead of it: “ok” of Ya and Lanjut, “tidak” of Bukan and Nanti saja. */
export function saysLabel(text: string, label: string, texts: Texts): boolean {
  if (isLabel(text, label)) return true
  const word = readWord(text)
  const said =
    word === 'yes'
      ? (['common.yes', 'common.next'] as const)
      : word === 'no'
        ? (['common.no', 'common.later'] as const)
        : word === 'resume'
          ? (['common.next', 'talk.resume'] as const)
          : []
  return said.some((key) => isLabel(label, texts.plain(key)))
}

/** A button's label that was typed is the button; words that mean the same everywhere come first. */
export function asPressed(said: Said, choices: () => readonly (readonly { id: string; label: string }[])[]): Said {
  if (said.kind !== 'text' || !mayBeLabel(said.text) || readWord(said.text) !== undefined) return said
  const chosen = choices()
    .flat()
    .find(({ label }) => isLabel(said.text, label))
  return chosen ? { kind: 'choice', id: chosen.id } : said
}
