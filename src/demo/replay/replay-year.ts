import { ImportDocument } from '../../documents/shape/document.ts'
import type { Document } from '../../documents/shape/document.ts'
import { quarters } from '../../domain/period.ts'
import { quarterNumber } from '../../domain/requests/requests.ts'
import type { Logger } from '../../logger.ts'
import { inTransaction } from '../../store/database/database.ts'
import type { Database } from '../../store/database/database.ts'
import { applyDocument } from '../../store/plans/plan-write.ts'
import type { Applied } from '../../store/plans/plan-write.ts'
import { agencyFacts } from '../../use-cases/ask/answer-agency.ts'
import { demoEntries, wholeYear } from '../demo-documents.ts'
import type { Assessments } from './compare-years.ts'
import { playOfficer } from './play-officer.ts'
import type { Part } from './play-officer.ts'
import { playVerifier } from './play-verifier.ts'
import { replayPlan } from './replay-plan.ts'
import type { ReplayStep } from './replay-plan.ts'
import { openStage } from './stage.ts'

/** A morning on which the reports of a quarter are open and on time, 09.00 WIB. */
const reportingDays = { 1: '2024-04-02T02:00Z', 2: '2024-07-02T02:00Z', 3: '2024-10-02T02:00Z', 4: '2025-01-03T02:00Z' } as const
const planned = new Date('2024-01-02T01:00:00Z')

/** What came of it: the year as officers reported it, and as its published figures load. */
export type Replayed = { played: Assessments; published: Assessments; reports: number; messages: number }

/**
 * Plays the year of the demo agency that officers report themselves: its plan without a single report (of money only what no report of the
 * year carries), every officer in their own chat, the clock at each quarter's reporting days, the verifier behind them. Beside it, as
 * another government, the same year as it was published.
 */
export async function replayYear(db: Database, logger: Logger, dataDir: string, say: (text: string) => void): Promise<Replayed> {
  const entry = (await demoEntries()).find(({ loadUpTo }) => loadUpTo !== undefined)
  if (!entry) throw new Error('no agency of the demo is played by officers')
  const document = ImportDocument.parse(await wholeYear(entry))
  const published = { ...document, government: { ...document.government, key: 'as-published', demo: false } }
  const [mine, theirs] = await inTransaction(db, async (tx) => [
    await applyDocument(tx, { ...document, reports: [] }, planned),
    await applyDocument(tx, published, planned),
  ])
  const parts = await partsOf(db, mine, replayPlan(document), planned)
  const seat = (key: string) => `${document.government.key}/${key}`
  const stage = await openStage(db, planned, logger, dataDir)
  try {
    for (const quarter of quarters) {
      stage.clock.moveTo(new Date(reportingDays[quarter]))
      const due = parts.filter((part) => part.quarter === quarter || (quarter === 4 && part.quarter === 'year'))
      for (const person of document.people.filter(({ key }) => due.some(({ personKey }) => personKey === key))) {
        const own = due.filter(({ personKey }) => personKey === person.key)
        await playOfficer(stage, seat(person.key), own)
        say(`TW ${roman[quarter]}  ${person.name}: ${own.length} ${own.length === 1 ? 'report' : 'reports'}`)
      }
      await playVerifier(stage, seat(verifierOf(document)))
      say(`TW ${roman[quarter]}  ${due.length} reports, accepted by the verifier`)
    }
  } finally {
    await stage.close()
  }
  return {
    played: await assessments(db, mine, stage.clock.now()),
    published: await assessments(db, theirs, stage.clock.now()),
    reports: parts.length,
    messages: stage.deeds(),
  }
}

export const roman = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const

function verifierOf({ people }: Document): string {
  const verifier = people.find(({ roles }) => roles.some(({ role }) => role === 'verifier'))
  if (!verifier) throw new Error('nobody verifies the reports')
  return verifier.key
}

/** The steps with the names and numbers by which the bot knows their indicators. */
export async function partsOf(db: Database, place: Applied, steps: ReplayStep[], now: Date): Promise<Part[]> {
  const { ids, assessment } = await factsOf(db, place, 'year', now)
  const names = new Map(assessment.plan.indicators.map(({ key, shortName }) => [key, shortName]))
  return steps.map((step) => {
    const [indicatorId, shortName] = [ids[step.indicatorKey], names.get(step.indicatorKey)]
    if (indicatorId === undefined || shortName === undefined) throw new Error(`${step.indicatorKey} was not loaded`)
    return { ...step, indicatorId, shortName }
  })
}

async function factsOf(db: Database, { governmentId, agencyId, year }: Applied, quarter: 1 | 2 | 3 | 4 | 'year', now: Date) {
  const asker = { governmentId, zone: 'Asia/Jakarta', officer: false }
  const facts = await agencyFacts(db.prisma, asker, { agencyId, year, quarter: quarterNumber(quarter) }, now.toISOString())
  if (!facts) throw new Error('the agency was not loaded')
  return facts
}

/** Each quarter and the year as they stand at a moment. */
export const assessments = async (db: Database, place: Applied, now: Date): Promise<Assessments> => {
  const of = async (quarter: 1 | 2 | 3 | 4 | 'year') => (await factsOf(db, place, quarter, now)).assessment
  return { 1: await of(1), 2: await of(2), 3: await of(3), 4: await of(4), year: await of('year') }
}
