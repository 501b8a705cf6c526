import { quarterName } from '../../domain/requests/requests.ts'
import type { QuarterNumber } from '../../domain/requests/requests.ts'
import type { Message, Part } from '../../message/message.ts'
import type { LatePeriod, LateReport } from '../../store/calendar/escalations.ts'
import type { Texts } from '../../text/texts.ts'
import { writeDate, writeNearDate, writePeriod } from '../../text/write-date.ts'

/** A phone's screen. */
const longest = 8

/** Tells a verifier or head what is late in periods that were due together, whose it is, and what was tried; with the way to remind them all. */
export function escalationMessage(periods: readonly LatePeriod[], { today, days }: { today: string; days: number }, texts: Texts): Message {
  const [first] = periods
  if (!first) throw new Error('nothing is late')
  const { agency, agencyId, due, lock, level, verifierTold } = first
  const late = periods.flatMap((period) => period.late)
  const written = periodsInWords(periods, texts)
  const groups = byPerson(late)
  const lines = groups.slice(0, longest).map((reports) => lateLine(reports, today, texts))
  const left = groups.slice(longest).reduce((count, reports) => count + reports.length, 0)
  if (left > 0) lines.push(texts.plain('remind.escalation.more', { count: left }))
  const parts: Part[] = [
    said(texts.spans('remind.escalation.heading', { period: written, agency, count: late.length, days })),
    said(texts.spans('remind.escalation.due', { date: writeDate(due, texts), lock: writeNearDate(lock, today, texts) })),
    said([{ text: lines.join('\n') }]),
  ]
  if (level === 'head' && verifierTold)
    parts.push(said(texts.spans('remind.escalation.verifier-told', { date: writeNearDate(verifierTold, today, texts) })))
  const buttons = [
    [
      {
        label: texts.plain('remind.escalation.nudge'),
        action: { kind: 'nudge' as const, agencyId },
        once: false,
        style: 'primary' as const,
      },
      { label: texts.plain('remind.escalation.who'), action: { kind: 'who-is-late' as const, agencyId }, once: false },
    ],
  ]
  return { parts, buttons, urgency: 'notice' }
}

/** `TW IV 2024 dan setahun` */
function periodsInWords([first, ...more]: readonly LatePeriod[], texts: Texts): string {
  if (!first) return ''
  const written = writePeriod({ year: first.year, quarter: quarterName(first.quarter as QuarterNumber) }, texts)
  return more.length === 0 ? written : texts.plain('remind.escalation.with-year', { period: written })
}

/** What one person owes together, the most first; what nobody answers for stands by itself at the end. */
function byPerson(late: readonly LateReport[]): LateReport[][] {
  const groups = new Map<string, LateReport[]>()
  for (const report of late) {
    const key = report.personId === null ? `nobody ${groups.size}` : String(report.personId)
    groups.set(key, [...(groups.get(key) ?? []), report])
  }
  const owed = (reports: LateReport[]): number => (reports[0]?.personId === null ? 0 : reports.length)
  return [...groups.values()].sort((a, b) => owed(b) - owed(a))
}

function lateLine(reports: readonly LateReport[], today: string, texts: Texts): string {
  const [first] = reports
  if (!first) return ''
  const { name, person } = first
  if (person === null) return texts.plain('remind.escalation.nobody', { name })
  const tried = triedWords(first, today, texts)
  if (reports.length === 1) return texts.plain('remind.escalation.item', { name, person, tried })
  return texts.plain('remind.escalation.item-several', { person, count: reports.length, tried })
}

function triedWords({ times, last, reachable }: LateReport, today: string, texts: Texts): string {
  if (times > 0 && last) return texts.plain('remind.escalation.reminded', { times, date: writeNearDate(last, today, texts) })
  return texts.plain(reachable ? 'remind.escalation.not-reminded' : 'remind.escalation.unreachable')
}

const said = (spans: Extract<Part, { kind: 'paragraph' }>['spans']): Part => ({ kind: 'paragraph', spans })
