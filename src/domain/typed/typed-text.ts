/** Longer than any figure: the rest is not even looked at. */
const longest = 200
const shownLength = 60

/** Superscripts, fractions and enclosed digits: compatibility forms would turn `10²` into 102. */
const treacherous = /[²³¹¼-¾\u2070-\u209f\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u20e3]/u
/** Pictures say nothing of a number, wherever they stand. */
const picture = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u
const pictures = new RegExp(picture, 'gu')
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/gu

/** What a person typed, made even: full-width digits, kinds of spaces and minus signs, invisible characters and pictures. Undefined where it can't be a figure. */
export const evenText = (typed: string): string | undefined => {
  if (typed.length > longest || treacherous.test(typed)) return undefined
  const even = typed
    .replace(pictures, ' ')
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[’‘`´]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
  // Only pictures: there was something, and it is no figure.
  return even === '' && picture.test(typed) ? undefined : even
}

/** The typed text as it can be shown back to its author. */
export const foundText = (typed: string): string => {
  const text = typed.replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const characters = [...text]
  return characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : text
}
