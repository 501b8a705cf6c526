import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue, locales } from '../../src/text/catalogue.ts'

type Tree = { [key: string]: string | Tree }

/** Every text by its key. */
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )

const texts = { id: flat(catalogue.id), en: flat(catalogue.en) }
const stem = (key: string): string => key.replace(/_(one|other)$/, '')
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.trim()).sort()
const strong = (text: string): number => (text.match(/\*\*/g) ?? []).length / 2
const byStem = (list: [string, string][]): Map<string, string[]> =>
  list.reduce((map, [key, text]) => map.set(stem(key), [...(map.get(stem(key)) ?? []), text]), new Map<string, string[]>())

describe('the two locales', () => {
  test('have the same namespaces, each imported', () => {
    for (const locale of locales) {
      const files = readdirSync(new URL(`../../locales/${locale}/`, import.meta.url))
      expect(files.sort(), locale).toEqual(
        Object.keys(catalogue[locale])
          .map((name) => `${name}.json`)
          .sort(),
      )
    }
  })
  test('have the same keys, plural forms aside', () => {
    expect([...new Set(texts.en.map(([key]) => stem(key)))].sort()).toEqual([...new Set(texts.id.map(([key]) => stem(key)))].sort())
  })
  test('have the same placeholders and the same number of strong marks in every text', () => {
    const english = byStem(texts.en)
    for (const [key, text] of texts.id) {
      for (const other of english.get(stem(key)) ?? []) {
        expect({ key, names: placeholders(other), strong: strong(other) }).toEqual({ key, names: placeholders(text), strong: strong(text) })
      }
    }
  })
})

describe.each(locales)('every text of %s', (locale) => {
  test('says something, with its marks in pairs and no space at its ends', () => {
    expect(texts[locale].filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([])
    expect(texts[locale].filter(([, text]) => !Number.isInteger(strong(text)) || (text.match(/`/g) ?? []).length % 2 !== 0)).toEqual([])
  })
  test('never nests a text in a text, nor reaches into a value', () => {
    expect(
      texts[locale].filter(([, text]) => text.includes('$t(') || placeholders(text).some((name) => !/^[a-zA-Z][\w]*$/.test(name))),
    ).toEqual([])
  })
})

describe('plural forms', () => {
  test('of English come in pairs; Indonesian needs only the one for other numbers', () => {
    const forms = (list: [string, string][], form: string): string[] =>
      list
        .map(([key]) => key)
        .filter((key) => key.endsWith(form))
        .map(stem)
        .sort()
    expect(forms(texts.en, '_one')).toEqual(forms(texts.en, '_other'))
    const whole = forms(texts.id, '_other')
    expect(forms(texts.id, '_one').filter((key) => !whole.includes(key))).toEqual([])
  })
  test('go with a count in the text or a plural unit word', () => {
    const silent = texts.en.filter(
      ([key, text]) => key.endsWith('_other') && !placeholders(text).includes('count') && !key.startsWith('units.word.'),
    )
    expect(silent).toEqual([])
  })
})

test('Indonesian quotation marks are “ ”, and “kalau” is not written', () => {
  expect(texts.id.filter(([, text]) => text.includes('"') || /\bkalau\b/i.test(text))).toEqual([])
})
