import { quarterName } from '../../domain/requests.ts'
import type { QuarterNumber } from '../../domain/requests.ts'
import type { Message, Part } from '../../message/message.ts'
import type { LatePeriod, LateReport } from '../../store/escalations.ts'
import type { Texts } from '../../text/texts.ts'
import { writeDate, writeNearDate, writePeriod } from '../../text/write-date.ts'

/** A phone's screen. */
const longest = 8

/** Tells a verifier or head what is late, whose it is, and what was tried; with the way to remind them all. */
export function escalationMessage(period: LatePeriod, { today, days }: { today: string; days: number }, texts: Texts): Message {
  const { agency, agencyId, late, due, lock, level, verifierTold } = period
  const written = writePeriod({ year: period.year, quarter: quarterName(period.quarter as QuarterNumber) }, texts)
  const lines = late.slice(0, longest).map((report) => lateLine(report, today, texts))
  if (late.length > longest) lines.push(texts.plain('remind.escalation.more', { count: late.length - longest }))
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

function lateLine(report: LateReport, today: string, texts: Texts): string {
  if (report.person === null)
    return texts.plain('remind.escalation.item', { name: report.name, person: '–', tried: texts.plain('remind.escalation.nobody') })
  return texts.plain('remind.escalation.item', { name: report.name, person: report.person, tried: triedWords(report, today, texts) })
}

function triedWords({ times, last, reachable }: LateReport, today: string, texts: Texts): string {
  if (times > 0 && last) return texts.plain('remind.escalation.reminded', { times, date: writeNearDate(last, today, texts) })
  return texts.plain(reachable ? 'remind.escalation.not-reminded' : 'remind.escalation.unreachable')
}

const said = (spans: Extract<Part, { kind: 'paragraph' }>['spans']): Part => ({ kind: 'paragraph', spans })
