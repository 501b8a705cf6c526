/** A statement as a part of another, its values named by that one's expressions: `$1` becomes the first of `names`. */
export const withValues = (text: string, names: readonly string[]): string =>
  text.replace(/\$(\d+)/g, (all, place: string) => names[Number(place) - 1] ?? all)
