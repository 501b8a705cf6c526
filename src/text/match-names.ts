import { editDistance } from './edit-distance.ts'
import { nameIndex, readName } from './name-index.ts'
import type { Candidate, IndexedCandidate, NameIndex } from './name-index.ts'

export type { Candidate }

/**
 * `one`: certain enough to answer. `several`: all fit, best first. `nearest`: nothing fits, these come close (“Maksudnya ...?”).
 * `none`: nothing comes close.
 */
export type NameMatch<Id> = { kind: 'one'; id: Id } | { kind: 'several'; ids: Id[] } | { kind: 'nearest'; ids: Id[] } | { kind: 'none' }

/** How a word of the question is found in a candidate, best first; a candidate is as good as its worst word. */
const found = { name: 0, sameWords: 1, word: 2, beginning: 3, initials: 4, slip: 5, doubtful: 6, missing: 7 } as const
type Found = (typeof found)[keyof typeof found]
type Hit<Id> = { id: Id; found: Found; score: number }

/** How many to suggest when nothing fits. */
const suggested = 5

/**
 * Which candidate a person means, forgiving case, accents, punctuation, order, missing words, beginnings of words (`bant huk`),
 * initials (`bkpsdm`, `mcu`) and typing errors. An exact name wins over all that merely contains it. A slip in a long word is overlooked;
 * one in a short word (`bkpsm`) is asked back, since short names differ by a letter.
 */
export const matchNames = <Id>(query: string, candidates: readonly Candidate<Id>[]): NameMatch<Id> => matchIn(query, nameIndex(candidates))

/** The same over names that were made ready before. */
export const matchIn = <Id>(query: string, index: NameIndex<Id>): NameMatch<Id> => {
  const asked = readName(query)
  if (asked.words.length === 0) return { kind: 'none' }
  const vocabularies = asked.words.map((word) => closeWords(word, index.vocabulary))
  const hits = index.candidates
    .map((candidate) => judge(asked, vocabularies, candidate, index))
    .sort((a, b) => a.found - b.found || b.score - a.score)
  const best = hits[0]
  if (!best) return { kind: 'none' }
  if (best.found <= found.slip) {
    const ids = hits.filter((hit) => hit.found === best.found).map((hit) => hit.id)
    return ids.length === 1 ? { kind: 'one', id: best.id } : { kind: 'several', ids }
  }
  const near = hits.filter((hit) => hit.found === found.doubtful || hit.score >= 0.5).slice(0, suggested)
  return near.length > 0 ? { kind: 'nearest', ids: near.map((hit) => hit.id) } : { kind: 'none' }
}

/** The words of all names that a word of the question may stand for, and how well. Once for each question, not for each candidate. */
const closeWords = (asked: string, vocabulary: ReadonlyMap<string, number>): Map<string, Found> => {
  const close = new Map<string, Found>()
  const limit = /\d/.test(asked) ? 0 : asked.length >= 9 ? 2 : asked.length >= 4 ? 1 : 0
  for (const word of vocabulary.keys()) {
    if (word === asked) close.set(word, found.word)
    else if (asked.length >= 2 && word.startsWith(asked)) close.set(word, found.beginning)
    else if (limit > 0) {
      const errors = editDistance(asked, word, limit)
      // The beginning of a long word may have a slip too: `kepegwa` for kepegawaian.
      const inBeginning =
        errors > limit && asked.length >= 6 && word.length > asked.length ? editDistance(asked, word.slice(0, asked.length), 1) : 2
      if (errors <= limit) close.set(word, asked.length >= 7 ? found.slip : found.doubtful)
      else if (inBeginning <= 1) close.set(word, found.doubtful)
    }
  }
  return close
}

const judge = <Id>(
  asked: ReturnType<typeof readName>,
  close: readonly Map<string, Found>[],
  candidate: IndexedCandidate<Id>,
  { vocabulary, candidates }: NameIndex<Id>,
): Hit<Id> => {
  if (candidate.names.some((name) => name.plain === asked.plain)) return { id: candidate.id, found: found.name, score: 1 }
  const matched = new Set<string>()
  let worst: Found = found.word
  let weight = 0
  let whole = 0
  for (const [position, word] of asked.words.entries()) {
    const { how, by } = findWord(word, close[position], candidate, asked.words.length > 1)
    if (by) matched.add(by)
    if (how > worst) worst = how
    // A word that no name has weighs as much as the rarest one.
    const rarity = vocabulary.get(by ?? word) ?? Math.log(1 + candidates.length)
    whole += rarity
    // A word that is only like another says half as much: `rumah sakit` is not near to all that has SAKIP in it.
    if (how !== found.missing) weight += how === found.doubtful ? rarity / 2 : rarity
  }
  const coverage = Math.max(0, ...candidate.names.map(({ words }) => words.filter((word) => matched.has(word)).length / words.length))
  if (worst === found.missing) return { id: candidate.id, found: worst, score: whole === 0 ? 0 : weight / whole }
  // The same words in another order are as good as the name.
  const all = new Set(asked.words)
  const same =
    worst === found.word && candidate.names.some(({ words }) => new Set(words).size === all.size && words.every((word) => all.has(word)))
  return { id: candidate.id, found: same ? found.sameWords : worst, score: coverage }
}

const findWord = <Id>(
  word: string,
  close: Map<string, Found> | undefined,
  candidate: IndexedCandidate<Id>,
  inCompany: boolean,
): { how: Found; by?: string } => {
  let how: Found = found.missing
  let by: string | undefined
  for (const [known, quality] of close ?? []) {
    if (quality < how && candidate.words.has(known)) [how, by] = [quality, known]
  }
  if (how > found.beginning && word.length >= 4 && candidate.joined.some((name) => name.includes(word))) return { how: found.beginning, by }
  if (how > found.initials && word.length >= 2 && candidate.initials.some((letters) => hasInitials(letters, word, inCompany)))
    return { how: found.initials, by }
  return { how, by }
}

/** Initials may stand within a name (`mcu` in Pelaksanaan Medical Check Up); only two of them need another word beside (`ip asn`), or the name's head. */
const hasInitials = (letters: string, word: string, inCompany: boolean): boolean =>
  word.length === 2 && !inCompany ? letters.startsWith(word) : letters.includes(word)
