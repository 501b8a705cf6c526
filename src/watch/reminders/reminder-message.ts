import { grouped } from '../../domain/grouped.ts'
import { inReportingOrder } from '../../domain/reporting-order.ts'
import { Target } from '../../domain/figure.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Button, Message, Part, Subject } from '../../message/message.ts'
import type { OpenReport } from '../../store/reports/open-reports.ts'
import { writeExample } from '../../text/write-example.ts'
import { writePeriod } from '../../text/write-date.ts'
import { writeTarget } from '../../text/write-figure.ts'
import type { Phrases } from './phrases.ts'

/** How a reminder comes to somebody: for whom it is where another stands in, and whether it was asked for. */
export type Manner = { absent?: { name: string; until: string }; nudged?: boolean }

/** A phone's screen. */
const longest = 10

/** One message for all that is due from a person: how much, until when in words, and the two ways to report. */
export function reminderMessage(open: readonly OpenReport[], today: string, say: Phrases, { absent, nudged }: Manner = {}): Message {
  const parts: Part[] = []
  if (nudged) parts.push(paragraph(say.spans('remind.nudged')))
  if (absent) parts.push(paragraph(say.spans('remind.for-absent', { name: absent.name, until: say.date(absent.until) })))
  const listed: OpenReport[] = []
  const severalAgencies = new Set(open.map(({ agencyId }) => agencyId)).size > 1
  let dates = ''
  for (const group of groupsOf(open)) {
    const [first] = group
    if (!first) continue
    const [heading, ...due] = headOf(first, group.length, today, severalAgencies, say)
    // TW IV and its year are due together: that is said once.
    const same = dates === `${first.due}:${first.lock}` && first.state !== 'unpublished'
    dates = `${first.due}:${first.lock}`
    parts.push(heading, ...(same ? [] : due))
    const lines = group.slice(0, Math.max(0, longest - listed.length)).map((report) => {
      listed.push(report)
      return itemLine(report, listed.length, say)
    })
    if (lines.length < group.length) lines.push(say.plain('remind.more', { count: group.length - lines.length }))
    parts.push(paragraph([{ text: lines.join('\n') }]))
  }
  const late = open.some(({ due, state }) => state !== 'unpublished' && due < today)
  const [first] = listed
  if (first) {
    const example = writeExample(targetOf(first), say.texts)
    parts.push(paragraph(say.spans(late ? 'remind.reply-late' : 'remind.reply', { number: 1, example })))
  }
  return { parts, buttons: buttonsFor(open, today, say), about: aboutOf(listed), urgency: 'bulk' }
}

function headOf(first: OpenReport, count: number, today: string, withAgency: boolean, say: Phrases): [Part, ...Part[]] {
  const written = writePeriod({ year: first.year, quarter: quarterName(first.quarter) }, say.texts)
  const period = withAgency ? say.plain('remind.of-agency', { agency: first.agency, period: written }) : written
  if (first.state === 'unpublished') return [paragraph(say.spans('remind.heading-unpublished', { period, count }))]
  const date = say.near(first.due)
  if (first.due < today) {
    const lock = say.near(first.lock)
    return [
      paragraph(say.spans('remind.heading-late', { period, count })),
      paragraph(say.spans('remind.late', { date: say.date(first.due), lock })),
    ]
  }
  const heading = first.due === today ? 'remind.heading-today' : 'remind.heading'
  return [paragraph(say.spans(heading, { period, count })), paragraph(say.spans('remind.due', { date }))]
}

function itemLine(report: OpenReport, number: number, say: Phrases): string {
  const { name, state } = report
  if (state === 'returned') return say.plain('remind.item-returned', { number, name })
  return say.plain('remind.item', { number, name, target: writeTarget(targetOf(report), report, say.texts) })
}

const targetOf = ({ target }: OpenReport): Target | null => (target === null ? null : Target.parse(target))

/** On the last day, and the last before the lock, it is put off by hours only; nobody sleeps over these. */
function buttonsFor(open: readonly OpenReport[], today: string, say: Phrases): Button[][] {
  const until = open.some(({ due, lock }) => due === today || lock === today) ? ('two-hours' as const) : ('tomorrow' as const)
  return [
    [{ label: say.plain('tasks.walk'), action: { kind: 'walk' }, once: false, style: 'primary' }],
    [
      { label: say.plain(`remind.button.${until}`), action: { kind: 'snooze', until }, once: false },
      { label: say.plain('remind.button.not-mine'), action: { kind: 'not-mine' }, once: false },
    ],
  ]
}

/** By agency and period in the order of `/tugas`; what waits for its publication last. */
function groupsOf(open: readonly OpenReport[]): OpenReport[][] {
  const unpublished = ({ state }: OpenReport) => Number(state === 'unpublished')
  const ordered = open.toSorted((one, other) => unpublished(one) - unpublished(other) || inReportingOrder(one, other))
  return [...grouped(ordered, (one) => [unpublished(one), one.due, one.agencyId, one.year, one.quarter].join(':')).values()]
}

const aboutOf = (listed: readonly OpenReport[]): Subject => ({
  kind: 'tasks',
  items: listed.map(({ agencyId, indicatorId, year, quarter }) => ({ kind: 'indicator', agencyId, indicatorId, year, quarter })),
})

const paragraph = (spans: Extract<Part, { kind: 'paragraph' }>['spans']): Part => ({ kind: 'paragraph', spans })
