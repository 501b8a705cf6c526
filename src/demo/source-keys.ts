/** A key from a name: small letters, digits and dashes, cut at a word. */
export function slug(name: string, longest = 60): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (plain.length <= longest) return plain || 'x'
  const cut = plain.slice(0, longest + 1)
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), longest / 2)).replace(/-+$/, '')
}

/**
 * A key for each row, from the first name that tells it apart from all others: its own, then with what it belongs to. Rows that nothing
 * tells apart are numbered in their order. A row more or less elsewhere in the file changes no key.
 * @param names for each row its names, the plainest first
 */
export function uniqueKeys(names: readonly (readonly (string | undefined)[])[]): string[] {
  const candidates = names.map((of) =>
    of.map((_, depth) =>
      slug(
        of
          .slice(0, depth + 1)
          .filter((name) => name !== undefined)
          .join(' '),
        depth ? 76 : 60,
      ),
    ),
  )
  const deepest = Math.max(0, ...candidates.map((of) => of.length))
  const keys: (string | undefined)[] = candidates.map(() => undefined)
  const taken = new Set<string>()
  for (let depth = 0; depth < deepest; depth++) {
    const counts = new Map<string, number>()
    for (const of of candidates) counts.set(of[depth] ?? '', (counts.get(of[depth] ?? '') ?? 0) + 1)
    for (const [row, of] of candidates.entries()) {
      const key = of[depth]
      if (keys[row] !== undefined || key === undefined || counts.get(key) !== 1 || taken.has(key)) continue
      keys[row] = key
      taken.add(key)
    }
  }
  return keys.map((key, row) => {
    if (key !== undefined) return key
    const stem = candidates[row]?.at(-1) ?? 'x'
    let number = 1
    while (taken.has(number === 1 ? stem : `${stem}-${number}`)) number++
    const numbered = number === 1 ? stem : `${stem}-${number}`
    taken.add(numbered)
    return numbered
  })
}

/** Names compared without case, marks, and what stands in parentheses. */
export const sameName = (name: string): string =>
  name
    .replace(/\([^)]*\)/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
