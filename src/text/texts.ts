import { createInstance } from 'i18next'
import { catalogue } from './catalogue.ts'
import type { Locale, PluralKey, TextKey } from './catalogue.ts'
import { splitMarks } from './span.ts'
import type { Span } from './span.ts'

export type { Locale, TextKey }

/** What is put into a text. `count` chooses the plural form and is grouped (1.250); any other number stands as its digits, as a year does. Figures: `writeNumber` first. */
export type TextValues = Record<string, string | number>

/** A key with plural forms demands its count; a union of keys is checked when it runs. */
type ValuesFor<Key extends TextKey> = Key extends PluralKey ? [values: TextValues & { count: number }] : [values?: TextValues]

/** The texts of one locale. */
export type Texts = {
  locale: Locale
  /** The text without its marks, for buttons, terminals and file names. */
  plain: <Key extends TextKey>(key: Key, ...values: ValuesFor<Key>) => string
  /** The text as spans: `**...**` of the catalogue is strong, backticks are code. Values are data and can carry neither. */
  spans: <Key extends TextKey>(key: Key, ...values: ValuesFor<Key>) => Span[]
}

/**
 * Values never pass through the translator: it gets numbered tokens (private use characters), and the values take their
 * place only after the marks have been split off. So a value can hold `**`, `{{x}}` or `$t(x)` and arrives as typed.
 */
const token = (index: number): string => `\uE000${index}\uE001`
const tokens = /\uE000(\d+)\uE001/g

/** Texts of a locale. Throws on a key or a value that is missing: both are mistakes of the program, not of a person. */
export const createTexts = (locale: Locale): Texts => {
  const translator = createInstance()
  void translator.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    nsSeparator: false,
    resources: { [locale]: { translation: catalogue[locale] } },
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key) => {
      throw new Error(`no text ${key} in locale ${locale}`)
    },
    returnedObjectHandler: (key) => {
      throw new Error(`${key} is a group of texts, not a text`)
    },
    missingInterpolationHandler: (text, [, name]) => {
      throw new Error(`no value for ${String(name)} in “${text}”`)
    },
  })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })

  const plural = new Intl.PluralRules(locale)
  /** Texts with tokens, by key, names and plural form: there are as many as the program says, and looking one up costs more than filling it. */
  const patterns = new Map<string, Span[]>()
  const patternOf = (key: TextKey, names: readonly string[], count: string | number | undefined): Span[] => {
    const form = typeof count === 'number' ? (count === 0 ? 'zero' : plural.select(count)) : ''
    const name = [key, form, ...names].join(' ')
    const known = patterns.get(name)
    if (known) return known
    const replace = Object.fromEntries(names.map((one, index) => [one, token(index)]))
    const pattern = splitMarks(translator.t(key, { replace, ...(typeof count === 'number' && { count }) }))
    patterns.set(name, pattern)
    return pattern
  }

  const translate = (key: TextKey, values: TextValues): { pattern: Span[]; fill: (text: string) => string } => {
    const names = Object.keys(values)
    const count = values['count']
    const shown = names.map((name) => (name === 'count' && typeof count === 'number' ? whole.format(count) : String(values[name])))
    return {
      pattern: patternOf(key, names, count),
      fill: (part) => part.replace(tokens, (_, index: string) => shown[Number(index)] ?? ''),
    }
  }

  return {
    locale,
    plain: (key: TextKey, values: TextValues = {}) => {
      const { pattern, fill } = translate(key, values)
      return pattern.map((span) => fill(span.text)).join('')
    },
    spans: (key: TextKey, values: TextValues = {}) => {
      const { pattern, fill } = translate(key, values)
      return pattern.map((span) => ({ ...span, text: fill(span.text) }))
    },
  }
}
