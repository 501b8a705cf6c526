import type { Decimal } from '../decimal.ts'
import { d } from '../decimal.ts'

/** Words that officers type around, or instead of, a number; in Indonesian and English, in lower case. */
export const nilWords = new Set(['nihil', 'nol', 'zero', 'nil', 'none'])

/** None of it, or nothing known of it: that is asked, as of a dash. */
export const noneWords = new Set(['tidak ada', 'tdk ada', 'tak ada', 'belum ada', 'blm ada', 'kosong', 'nothing'])

export const unpublishedWords = new Set(
  [
    ['n/a', 'na', 'n.a', 'n.a.', 'not available', 'not yet published', 'not published', 'not yet released', 'unpublished'],
    ['belum rilis', 'belum dirilis', 'belum terbit', 'belum diterbitkan', 'belum publikasi', 'belum dipublikasikan', 'belum dipublikasi'],
    ['belum tersedia', 'belum keluar', 'belum ada nilai', 'belum ada nilainya', 'belum ada data', 'belum ada datanya', 'belum ada hasil'],
  ].flatMap((words) => words.flatMap((word) => [word, `data ${word}`, `nilai ${word}`, `hasil ${word}`])),
)

/** A name with one of these words behind it: “kepuasan layanan belum rilis”. */
export const unpublishedBehind = new RegExp(
  `^(.*[\\p{L})])[\\s:=]+(${[...unpublishedWords].map((words) => words.replaceAll('.', '\\.')).join('|')})$`,
  'iu',
)

/** A value that will change. */
export const provisionalWords = /\(?\b(?:angka sementara|nilai sementara|nilai antara|angka antara|sementara|provisional|interim)\b\)?:?/

/** What may stand before a figure without changing it. */
const openings =
  '(?:(?:realisasi )?fisik(?:nya)?|output|realisasi(?:nya)?|capaian(?:nya)?|hasil(?:nya)?|nilai(?:nya)?|angka(?:nya)?|jumlah(?:nya)?|total(?:nya)?|sudah|ada|skor(?:nya)?|score|value|total of)\\b[ :=]*'
/** Somebody corrects themselves: “salah, 21”, “maaf salah ketik, harusnya 21”, “bukan 20 tapi 21”. */
const corrections =
  '(?:(?:maaf|mohon maaf|sori|sorry|eh|tadi|salah(?: ketik| tulis| input| kirim| angka)?|ralat(?:nya)?|koreksi(?:nya)?|revisi(?:nya)?|yang benar|yg benar|benarnya|yang betul|(?:se)?harusnya|maksud(?:nya| saya)|(?:di)?ganti|(?:di)?ubah|(?:di)?perbaiki|jadi|menjadi|correction|wrong|should be|i mean|make it)\\b|(?:bukan|not) [\\d.,]*\\d[a-z ]{0,20}?(?: (?:tapi|tetapi|melainkan|but)\\b|,(?= )))[ ,:=]*'
export const correcting = new RegExp(`^${corrections}`)
export const introductions = new RegExp(`^(?:${openings}|${corrections})+`)
/** “21, bukan 20”: what the figure is not. */
export const denials = /(?<=\d[a-z ]{0,20})[ ,]+(?:bukan|not) [\d.,]*\d[a-z ]{0,20}$/

/** A figure that is not one: about, more than, less than. */
export const approximations =
  /(?:(?<=\d) ?-?an\b)|^(?:sekitar|kira-kira|kurang lebih|lebih dari|kurang dari|hampir|about|around|almost|nearly|over|±|~|>|<|≥|≤|>=|<=)\s*/

const thousand = d('1e3')
const million = d('1e6')
const billion = d('1e9')
const trillion = d('1e12')

/** Words that multiply, wherever they stand behind a number. */
const multipliers: Readonly<Record<string, Decimal>> = {
  rb: thousand,
  ribu: thousand,
  thousand,
  jt: million,
  juta: million,
  million,
  mio: million,
  mlr: billion,
  mil: billion,
  miliar: billion,
  milyar: billion,
  miliyar: billion,
  billion,
  bn: billion,
  triliun: trillion,
  trilyun: trillion,
  trillion,
}

/** One letter says it only of money: m could be metres. In Indonesian M is a billion (miliar). */
const moneyLetters: Readonly<Record<string, Decimal>> = { k: thousand, j: million, m: billion, t: trillion }

/** What a word behind a number multiplies it with; undefined for any other word. */
export const multiplierOf = (word: string, money: boolean): Decimal | undefined =>
  Object.hasOwn(multipliers, word) ? multipliers[word] : money && Object.hasOwn(moneyLetters, word) ? moneyLetters[word] : undefined

export const isPercentWord = (word: string): boolean => ['%', 'persen', 'percent', 'pct', 'prosen'].includes(word)

/** Whether a unit is a share in percent. */
export const isPercentUnit = (unit: string): boolean => /%|persen|percent|prosen/i.test(unit)

/**
 * Shares, rates (per 1.000), indices and values, money and measures: they have fractions, and may be below zero. `Orang/Bulan` is counted.
 */
const fractionalUnit = new RegExp(
  [
    String.raw`\bper\b|\b(?:permil|promil|permille)\b|‰|/\s*\d|^\s*(?:-|n/a)?\s*$`,
    String.raw`^\s*(?:nilai|indeks|index|skor|score|poin|point|angka|rasio|ratio|rata-rata|tingkat|laju|level|predikat|kategori|grade)\b`,
    String.raw`^\s*(?:ribu|juta|jt|miliar|milyar|triliun|thousand|million|billion|trillion)\b`,
    String.raw`^\s*(?:detik|menit|jam|hari|minggu|bulan|tahun|m|m2|m3|m²|m³|km|km2|km²|meter|kilometer|ha|hektare?|are|gram|kg|kilogram|kuintal|ton|liter|watt|kwh|mw|°c)\s*$`,
  ].join('|'),
  'i',
)

/** Whether a unit counts things: a fraction of one, or fewer than none, is then hard to believe. */
export const isCountUnit = (unit: string): boolean => !isPercentUnit(unit) && !isRupiahUnit(unit) && !fractionalUnit.test(unit)

/** What a unit is a multiple of: a million for `Juta Rupiah` and `Rp (juta)`. Undefined for any other unit; `per 1.000 KH` is none. */
export const scaleOf = (unit: string): Decimal | undefined => {
  const [first = '', ...others] = unit.toLowerCase().match(/\p{L}+/gu) ?? []
  const [found] = [first, ...(isRupiahUnit(unit) ? others : [])].flatMap((word) => multiplierOf(word, false) ?? [])
  return /^\s*\p{L}/u.test(unit) ? found : undefined
}

/** A unit that is nothing but a multiple: `Miliar`. Of what it is one has only money to think of. */
export const isMoneyUnit = (unit: string): boolean => /^\s*\p{L}+\s*$/u.test(unit) && scaleOf(unit) !== undefined

export const isRupiahUnit = (unit: string): boolean => /\brp\b|rupiah|idr/i.test(unit)

/** Signs that a unit may have otherwise where it is typed: `m2` for m², `per 1000` for per 1.000. */
const otherwise: Readonly<Record<string, string>> = { '²': '[²2]', '2': '[²2]', '³': '[³3]', '3': '[³3]', '.': '\\.?', ' ': '\\s*' }

/** What was typed, without the indicator's own unit behind it where that would read as another number or as none: `23,5 per 1.000`, `120 m²`, `50,25‰`. */
export const withoutOwnUnit = (typed: string, unit: string): string => {
  const own = unit.trim().replace(/\s+/g, ' ')
  if (!/[\p{L}‰]/u.test(own) || !/[^\p{L} ]/u.test(own) || own.length > 60 || isPercentUnit(own) || isRupiahUnit(own)) return typed
  const patternOf = (text: string) => [...text].map((sign) => otherwise[sign] ?? sign.replace(/[\^$\\*+?()[\]{}|/]/, '\\$&')).join('')
  // Of `per 1.000 KH` the last words are left out as well.
  const [, head = own, tail = ''] = /^(.*[^\p{L} ]\S*)( [\p{L} ]+)$/u.exec(own) ?? []
  const pattern = tail === '' ? patternOf(head) : `${patternOf(head)}(?:${patternOf(tail)})?`
  return typed.replace(new RegExp(`(?<=\\d)\\s*${pattern}[\\s.!]*$`, 'iu'), '')
}
