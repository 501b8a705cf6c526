import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/text/catalogue.ts'

type Tree = { [key: string]: string | Tree }
const keysOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [(path + key).replace(/_(one|other)$/, '')] : keysOf(value, `${path}${key}.`),
  )

const source = fileURLToPath(new URL('../../src/', import.meta.url))
const program = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|js|html)$/.test(name))
  .map((name) => readFileSync(source + name, 'utf8'))
  .join('\n')

/** Keys that are put together: `report.state.${state}` stands for each that begins and ends so. */
const made = [...program.matchAll(/[`']([a-zA-Z]+\.[a-zA-Z.-]*)\$\{[^`]*?\}([a-zA-Z.-]*)`/g)].map(([, start = '', end = '']) => ({
  start,
  end,
}))

/** The workbook's headings are taken as a table of their own, which names each by its field. */
const readWhole = /^workbook\./

/** Whether the program names a key: in full, without its namespace (the page does), or as one that is put together. */
const isUsed = (key: string): boolean => {
  const names = key.startsWith('local.') ? [key, key.slice('local.'.length)] : [key]
  return names.some(
    (name) =>
      program.includes(`'${name}'`) ||
      program.includes(`\`${name}\``) ||
      made.some(({ start, end }) => name.startsWith(start) && name.endsWith(end)),
  )
}

test('every text of the locales is said somewhere', () => {
  expect(isUsed('talk.cancelled')).toBe(true)
  expect(isUsed('talk.nobody-says-this')).toBe(false)
  expect([...new Set(keysOf(catalogue.id))].filter((key) => !readWhole.test(key) && !isUsed(key))).toEqual([])
})
