/** Something that can be named: all its names count (short name, long name, code). */
export type Candidate<Id> = { id: Id; names: readonly string[] }

/** A name as it is compared: lower case, without accents and punctuation, and as words. */
export type ReadName = { plain: string; words: readonly string[] }
export type IndexedCandidate<Id> = {
  id: Id
  names: readonly ReadName[]
  words: ReadonlySet<string>
  /** First letters of the words of each name, with and without joining words: `bkpsdmkb`. */
  initials: readonly string[]
  /** Each name in one word, for those who write `kerjasama` or `kerja sama`. */
  joined: readonly string[]
}

/** Names made ready once, so that many questions cost little. `rarity` of a word is higher the fewer candidates have it. */
export type NameIndex<Id> = { candidates: readonly IndexedCandidate<Id>[]; vocabulary: ReadonlyMap<string, number> }

/** Words that join others in names of either language: they neither find nor exclude anything. */
const joining = new Set([
  'dan',
  'yang',
  'di',
  'ke',
  'dari',
  'pada',
  'atau',
  'untuk',
  'dengan',
  'serta',
  'the',
  'of',
  'and',
  'or',
  'for',
  'in',
  'to',
])

/** A name as it is compared; joining words are left out unless nothing else remains. */
export const readName = (name: string): ReadName => {
  const all = wordsOf(name)
  const words = all.filter((word) => !joining.has(word))
  return { plain: all.join(' '), words: words.length > 0 ? words : all }
}

/** Makes the names of all candidates ready for `matchIn`. */
export const nameIndex = <Id>(candidates: readonly Candidate<Id>[]): NameIndex<Id> => {
  const vocabulary = new Map<string, number>()
  const indexed = candidates.map(({ id, names }): IndexedCandidate<Id> => {
    const read = names.map(readName)
    const words = new Set(read.flatMap((name) => name.words))
    for (const word of words) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1)
    const initials = read.flatMap(({ plain, words: counted }) => [lettersOf(counted), lettersOf(plain.split(' '))])
    return { id, names: read, words, initials: [...new Set(initials)], joined: read.map(({ plain }) => plain.replaceAll(' ', '')) }
  })
  for (const [word, count] of vocabulary) vocabulary.set(word, Math.log(1 + candidates.length / count))
  return { candidates: indexed, vocabulary }
}

const wordsOf = (name: string): readonly string[] => {
  // Initials with dots are one word: S.E.T.D.A.
  const lower = name.toLowerCase().replace(/(?<![a-z0-9])([a-z])\.(?=[a-z](?![a-z0-9]))/g, '$1')
  // Nearly all names are plain ASCII, which needs none of the slow classes of Unicode.
  if (/^[\0-\x7f]*$/.test(lower)) return lower.match(/[a-z0-9]+/g) ?? []
  return (
    lower
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
const lettersOf = (words: readonly string[]): string => words.map((word) => word[0] ?? '').join('')
