import { runningPeriod } from '../../calendar/periods.ts'
import { assessIndicator } from '../../domain/assess/assess.ts'
import { quarterName, quarterNumber } from '../../domain/requests/requests.ts'
import type { QuarterNumber, ReportingFacts } from '../../domain/requests/requests.ts'
import type { Button, Subject } from '../../message/message.ts'
import { writePeriod } from '../../text/write-date.ts'
import { maySayHere } from '../in-room.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { cellIn } from './lines/asked-cell.ts'
import { evidenceButton } from '../verify/show-evidence.ts'
import { detailLines } from './lines/detail-lines.ts'

/** Which indicator and period; without a quarter the newest that says something. */
export type AskedIndicator = { indicatorId: number; year: number; quarter?: QuarterNumber }

/** An indicator in full, with the way to report it for who may. One that the viewer may not see is answered like one that does not exist. */
export function* showIndicator(setting: Setting, { indicatorId, year, quarter }: AskedIndicator): Talk<Turn> {
  const { texts } = setting
  const first = yield* know({ ask: 'reporting', indicatorId, year, quarter: quarter ?? runningIn(year, setting.today) })
  if (!first || !maySayHere(setting, first.agencyId)) return says(message([line(texts, 'ask.gone')]))
  const best = quarter === undefined ? tellingQuarter(first) : first.key.quarter
  const facts = best === first.key.quarter ? first : yield* know({ ask: 'reporting', indicatorId, year, quarter: best })
  const indicator = facts?.plan.indicators[0]
  if (!facts || !indicator) return says(message([line(texts, 'ask.gone')]))
  const assessed = assessIndicator(facts.plan, indicator, facts.reported, quarterName(facts.key.quarter))
  const about: Subject = { kind: 'indicator', agencyId: facts.agencyId, indicatorId, year, quarter: facts.key.quarter }
  const due = cellIn(assessed, quarterName(facts.key.quarter)).target !== null
  return says(message(detailLines(facts, assessed, setting.viewer.zone, texts), { buttons: buttonsOf(facts, due, setting), about }))
}

/** The running quarter of the year; a year that is over is asked as a whole. */
const runningIn = (year: number, today: string): QuarterNumber => {
  const running = runningPeriod(today)
  return running.year === year ? running.quarter : year < running.year ? 0 : 1
}

/** Who may report is shown what is due from them; others the newest quarter with a figure, or the year where only that is known. */
const tellingQuarter = ({ key, plan, reported, mayReport, phase }: ReportingFacts): QuarterNumber => {
  const [indicator] = plan.indicators
  if (key.quarter === 0 || !indicator) return key.quarter
  if (mayReport && (phase === 'open' || phase === 'late') && indicator.targets.quarters[key.quarter - 1]) return key.quarter
  const told = reported.map(({ quarter }) => quarterNumber(quarter))
  const newest = Math.max(0, ...told.filter((quarter) => quarter <= key.quarter))
  if (newest > 0) return key.quarter === newest ? key.quarter : (told.find((quarter) => quarter === newest) ?? key.quarter)
  return told.includes(0) ? 0 : key.quarter
}

const buttonsOf = (
  { key, mayReport, phase, latest, plan, agencyId }: ReportingFacts,
  due: boolean,
  { texts, chat }: Setting,
): Button[][] => {
  const open = mayReport && due && (phase === 'open' || phase === 'late') && latest?.state !== 'verified'
  const period = writePeriod({ year: key.year, quarter: quarterName(key.quarter) }, texts)
  const label = latest ? texts.plain('ask.button.change') : texts.plain('ask.button.report')
  const agency = texts.plain('ask.button.agency', { agency: plan.agency.shortName, period })
  return [
    ...(open ? [[button(label, { kind: 'report', ...key }, 'primary')]] : []),
    ...(latest && chat.kind === 'private' ? evidenceButton(latest, texts) : []),
    [button(agency, { kind: 'capaian', agencyId, year: key.year, quarter: key.quarter, view: 'summary', page: 0 })],
  ]
}
