// @ts-check
import { get } from './http.js'

/** @typedef {{ [key: string]: string | Tree }} Tree */

/** @type {Tree} */
let tree = {}
/** @type {'id' | 'en'} */
let current = 'id'
/** @type {string[]} */
export const accepted = []

/** The language of the page's own words; what the bot says is in the person's own. */
export const locale = () => current

/** Loads the words of a language, remembered for the next visit. @param {'id' | 'en'} wanted */
export async function useLocale(wanted) {
  /** @type {{ texts: Tree, accept: string[] }} */
  const loaded = await get(`/local/texts?locale=${wanted}`)
  tree = loaded.texts
  accepted.splice(0, accepted.length, ...loaded.accept)
  current = wanted
  localStorage.setItem('locale', wanted)
  document.documentElement.lang = wanted
}

/** The language of the last visit; Indonesian at first. @returns {'id' | 'en'} */
export const rememberedLocale = () => (localStorage.getItem('locale') === 'en' ? 'en' : 'id')

/**
 * A text by its key. Values are put in as they are: whatever shows them writes text, not markup.
 * @param {string} key @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
  /** @type {string | Tree | undefined} */
  let found = tree
  for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined
  if (typeof found !== 'string') return key
  return found.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name] ?? ''))
}

/** @type {Record<string, string>} */
const zoneLabels = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' }
const tag = () => (current === 'id' ? 'id-ID' : 'en-GB')

/** `Jumat, 4 Okt 2024` @param {Date} moment @param {string} zone */
export const dateText = (moment, zone) =>
  new Intl.DateTimeFormat(tag(), { timeZone: zone, weekday: 'long', day: 'numeric', month: 'short', year: 'numeric' }).format(moment)

/** `08.00` @param {Date} moment @param {string} zone */
export const timeText = (moment, zone) =>
  new Intl.DateTimeFormat(tag(), { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)

/** @param {string} zone */
export const zoneText = (zone) => zoneLabels[zone] ?? zone

/** `1,2 MB` @param {number} bytes */
export function sizeText(bytes) {
  const [value, unit] = bytes >= 1_048_576 ? [bytes / 1_048_576, 'MB'] : [Math.max(bytes / 1024, 0.1), 'KB']
  return `${new Intl.NumberFormat(tag(), { maximumFractionDigits: 1 }).format(value)} ${unit}`
}
