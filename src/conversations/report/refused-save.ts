import type { ReportingFacts } from '../../domain/requests/requests.ts'
import { endOf } from '../../calendar/periods.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Letter } from '../session.ts'
import { button } from '../session.ts'
import { line, message } from '../say.ts'
import type { Texts } from '../../text/texts.ts'
import { writeDate } from '../../text/write-date.ts'
import { cardName, periodOf } from './subject.ts'

/** Why nothing can be reported here now, with what can be done instead; nothing where reporting is open. */
export function refusedSave(facts: ReportingFacts, texts: Texts): Letter | undefined {
  const period = periodOf(facts.key, texts)
  const { latest } = facts
  if (!facts.mayReport) return message([line(texts, 'report.refused-save.not-yours', { name: cardName(facts) })])
  if (facts.phase === 'future') {
    const ended = facts.today > endOf({ year: facts.key.year, quarter: quarterName(facts.key.quarter) })
    const date = writeDate(facts.opens, texts, 'long')
    return message([line(texts, ended ? 'report.refused-save.not-open' : 'report.refused-save.future', { period, date })])
  }
  const reopening = latest
    ? { buttons: [[button(texts.plain('report.ask-reopening'), { kind: 'ask-reopening', versionId: latest.versionId })]] }
    : {}
  const unpublished = latest?.figure.kind === 'not-yet-published'
  if (latest?.state === 'verified' && !unpublished) return message([line(texts, 'report.refused-save.verified')], reopening)
  const open = unpublished || latest?.state === 'reopened' || latest?.state === 'returned'
  if (facts.phase === 'locked' && !open)
    return message(
      [
        line(texts, latest ? 'report.refused-save.locked' : 'report.refused-save.locked-unreported', {
          period,
          date: writeDate(facts.lock, texts, 'long'),
        }),
      ],
      reopening,
    )
  return undefined
}
