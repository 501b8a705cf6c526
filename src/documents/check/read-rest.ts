import type { z } from 'zod'
import { ImportDocument } from '../shape/document.ts'
import type { Document } from '../shape/document.ts'

/** A document with stand-ins where something is wrong, and what can't be relied on in it: the wrong places, and all within them. */
export type Rest = { document: Document; unsure: (path: string) => boolean }

/** More rounds than the deepest part needs to be made up from nothing. */
const mostRounds = 60

/**
 * Reads a document of which some values are wrong, so that one wrong cell does not hide what else is wrong: the values at `paths` are left
 * out, and what can't be without gets a stand-in. Nothing where even that makes no document. Nothing of it is ever written.
 */
export function readRest(input: unknown, paths: readonly string[]): Rest | undefined {
  const rest: unknown = structuredClone(input)
  for (const path of paths) leaveOut(rest, path.split('.'))
  const tried = new Map<string, number>()
  for (let round = 0; round < mostRounds; round++) {
    const read = ImportDocument.safeParse(rest)
    if (read.success) return { document: read.data, unsure: (path) => paths.some((of) => path === of || path.startsWith(`${of}.`)) }
    for (const issue of read.error.issues) {
      const path = issue.path.map(String).join('.')
      const count = tried.get(path) ?? 0
      if (count > standIns.length || issue.path.length === 0) return undefined
      tried.set(path, count + 1)
      put(rest, issue.path, issue.code === 'invalid_value' ? issue.values[0] : standIns[count]?.(tried.size))
    }
  }
  return undefined
}

/** What a value may be, the likeliest first: a text or a key that nobody else has, a number as text, a number, a year, a list, a part. */
const standIns: ((count: number) => unknown)[] = [
  (count) => `stand_in_${count}`,
  () => '0',
  () => 1,
  () => 2000,
  () => false,
  () => ({}),
  () => [],
  () => [{}],
]

function put(within: unknown, path: z.core.$ZodIssue['path'], value: unknown): void {
  const [key, ...deeper] = path
  if (typeof within !== 'object' || within === null || key === undefined) return
  if (deeper.length > 0) put(Reflect.get(within, key), deeper, value)
  else Reflect.set(within, key, value)
}

function leaveOut(within: unknown, [key, ...deeper]: string[]): void {
  if (typeof within !== 'object' || within === null || key === undefined) return
  if (deeper.length > 0) leaveOut(Reflect.get(within, key), deeper)
  else if (Array.isArray(within)) within[Number(key)] = null
  else Reflect.deleteProperty(within, key)
}
