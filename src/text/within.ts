const letters = new Intl.Segmenter('id', { granularity: 'grapheme' })

/** As much of a text as a limit allows, in UTF-16 units, never ending inside a letter. */
export function within(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, cutAt(text, limit - 1))}…`
}

/** The last place, at most `limit`, where a text can be cut without breaking a letter; inside a letter where one alone is longer. */
export function cutAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length
  // Only around the cut: what stands before can't move it.
  const from = Math.max(0, limit - 100)
  const start = isLow(text, from) ? from - 1 : from
  let end = 0
  for (const { index, segment } of letters.segment(text.slice(start, limit + 100))) {
    if (start + index + segment.length > limit) break
    end = start + index + segment.length
  }
  if (end > 0) return end
  return isLow(text, limit) ? limit - 1 : limit
}

const isLow = (text: string, at: number): boolean => /^[\uDC00-\uDFFF]/.test(text.charAt(at))
