import { quarterName } from '../domain/requests/requests.ts'
import type { Task } from '../domain/requests/requests.ts'
import type { Part } from '../message/message.ts'
import type { Texts } from '../text/texts.ts'
import { writePeriod } from '../text/write-date.ts'
import type { Strange } from './named-list.ts'
import { line } from './say.ts'

/** So many names fit into a line. */
const most = 4

/** Why a line of a list was not used: no task fits it, it has an answer in the same list, or which of several it means is not said. */
export function notUsed({ text, fits }: Strange, texts: Texts): Part {
  if (fits.length === 0) return line(texts, 'report.several.unknown-name', { text })
  if (fits.length === 1) return line(texts, 'report.several.named-twice', { text })
  return line(texts, 'report.several.ambiguous-name', { text, count: fits.length, names: toldApart(fits, texts) })
}

/** Their names, with what tells them apart where these are the same: the period. */
export function toldApart(tasks: readonly Task[], texts: Texts): string {
  const names = tasks.map(({ name }) => name)
  const told = tasks.map(({ name, year, quarter }) =>
    names.filter((one) => one === name).length > 1 ? `${name} · ${writePeriod({ year, quarter: quarterName(quarter) }, texts)}` : name,
  )
  const listed = [...new Set(told)]
  return [...listed.slice(0, most), ...(listed.length > most ? ['…'] : [])].join('; ')
}
