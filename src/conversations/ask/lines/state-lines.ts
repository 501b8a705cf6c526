import type { Reported } from '../../../domain/plan.ts'
import type { ReportingFacts } from '../../../domain/requests/requests.ts'
import type { Part } from '../../../message/message.ts'
import type { Texts } from '../../../text/texts.ts'
import { writeMoment } from '../../../text/write-date.ts'
import { line, quote, spans } from '../../say.ts'

/** Who reported when, with how much evidence, and what the verifier said; nothing where nobody has reported. */
export const stateLines = ({ latest }: ReportingFacts, report: Reported | undefined, zone: string, texts: Texts): Part[] => {
  if (!latest) return report ? [spans(texts.plain(`report.state.${report.state}`))] : []
  const { decision } = latest
  const evidence =
    latest.evidence > 0 ? texts.plain('ask.detail.evidence', { count: latest.evidence }) : texts.plain('ask.detail.no-evidence')
  const by = latest.by.name === '' ? [] : [texts.plain('ask.detail.by', { by: latest.by.name, at: writeMoment(latest.at, zone, texts) })]
  const state = texts.plain(`report.state.${latest.state}`)
  const decided = decision && decision.by !== '' && decision.kind !== 'withdrawn'
  const verdict = decided ? texts.plain('ask.detail.decided', { state, by: decision.by, at: writeMoment(decision.at, zone, texts) }) : state
  return [
    spans([...by, evidence].join(' · ')),
    spans(verdict),
    ...(decision?.kind === 'returned' && decision.reason !== undefined ? [line(texts, 'ask.detail.note'), quote(decision.reason)] : []),
  ]
}
