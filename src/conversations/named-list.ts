import type { ReportKey, Task } from '../domain/requests/requests.ts'
import type { NumberedAnswer } from '../domain/typed/read-several.ts'
import { fitting, taskNamed } from './task-named.ts'

/** A line with a figure that is not used: it fits no task, or several, or one that has an answer already. */
export type Strange = { text: string; fits: readonly Task[] }

/** A list by names, as answers to a list of reports. */
export type NamedList = { answers: NumberedAnswer[]; list: ReportKey[]; strange: Strange[] }

const item =
  /^(?:[-*•]\s*)?(?:\d{1,3}[.)]\s*)?(?<name>[^:=]*?\p{L}{3}[^:=]*?)\s*(?:[:=]|\s[-–]|\s(?=[\d-]))\s*(?<figure>[-\d(].*|nihil|n\/a|belum \w+)$/iu

/** A name and whatever is told of it: `Predikat SAKIP: BB`, `Pendapatan: Rp 1,2 M`. */
export const labelled = /^(?:[-*•]\s*)?(?:\d{1,3}[.)]\s*)?(?<name>[^:=]*?\p{L}{3}[^:=]*?)\s*[:=]\s*(?<figure>\S.*)$/u

/**
 * A list as it is forwarded from another chat: a line for each indicator by its name (“Bantuan hukum: 1”), with or without a number before
 * it and headings between; what stands behind a report's name and a colon is an answer, whatever it is. Nothing unless two lines at least (or so many as `atLeast`) name different reports.
 */
export function readNamedList(text: string, tasks: readonly Task[], atLeast = 2): NamedList | undefined {
  const found = text
    .split(/[;\n]/)
    .map((line) => item.exec(line.trim())?.groups ?? answerBehindName(line.trim(), tasks))
    .filter((groups) => groups !== undefined)
  if (found.length < atLeast) return undefined
  const read: NamedList = { answers: [], list: [], strange: [] }
  for (const { name = '', figure = '' } of found) {
    const match = taskNamed(name, tasks)
    if (match.kind !== 'one' || read.list.includes(match.id)) read.strange.push({ text: `${name}: ${figure}`, fits: fitting(match) })
    else {
      read.list.push(match.id)
      read.answers.push({ number: read.list.length, text: figure })
    }
  }
  return read.answers.length >= atLeast ? read : undefined
}

const answerBehindName = (line: string, tasks: readonly Task[]) => {
  const groups = labelled.exec(line)?.groups
  return groups && taskNamed(groups['name'] ?? '', tasks).kind === 'one' ? groups : undefined
}
