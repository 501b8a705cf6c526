import { openDatabase } from '../../src/store/database/database.ts'
import type { Database, Row } from '../../src/store/database/database.ts'
import { claimChats, nextOrRelease } from '../../src/store/chats/inbox.ts'
import { periodVersions, reportedYears } from '../../src/store/plans/names.ts'
import { newestVersions } from '../../src/store/reports/newest-versions.ts'
import { claimLetters, noteSent, subjectOf } from '../../src/store/chats/outbox.ts'
import { speakerOf } from '../../src/store/people/people.ts'
import { storedPlan } from '../../src/store/plans/stored-plan.ts'
import { taskRows } from '../../src/store/reports/task-rows.ts'
import { versionInForce, versionsWaiting } from '../../src/store/reports/versions.ts'
import { generatedToday } from './generate.ts'

/** A table with fewer rows may be read whole. */
const large = 5_000

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; 'Index Cond'?: string; Plans?: Plan[] }

/**
 * Runs the store's own reading statements, each explained instead of carried out, and says which of them read a large table from one end to
 * the other, or an index of all of it: reading tables is closed to our connections, so that is what a missing index looks like. Empty where
 * all find their rows by an index.
 */
export async function planFindings(url: string): Promise<string[]> {
  const db = await openDatabase({ url })
  try {
    const [sizes, partial, some] = [await sizesOf(db), await partialIndexes(db), await someIds(db)]
    const found: string[] = []
    const explained = { ...db, sql: explaining(db, { sizes, partial }, found) }
    const raw = {
      $queryRawUnsafe: <T>(text: string, ...values: unknown[]) => explained.sql(text, values) as Promise<T>,
      $queryRaw: <T>(pieces: TemplateStringsArray, ...values: unknown[]) =>
        explained.sql(
          pieces.reduce((text, piece, at) => `${text}$${at}${piece}`),
          values,
        ) as Promise<T>,
    } as unknown as Database['reading']
    const today = generatedToday.toISOString().slice(0, 10)
    await claimChats(explained, 8, 60)
    await nextOrRelease(explained, some.chatKey, 60)
    await claimLetters(explained, 'telegram', generatedToday, 20, 60)
    await noteSent(explained, [{ id: 1, sentAs: '1' }])
    await subjectOf(explained, some.chatKey, '1')
    await speakerOf(explained, { channel: 'telegram', id: some.chatKey.split(':')[1] ?? '' }, some.chatKey, today)
    await taskRows(raw, some.personId, 2026, today)
    await storedPlan(raw, { governmentId: some.governmentId }, some.agencyId, 2026)
    await storedPlan(raw, { governmentId: some.governmentId }, some.agencyId, 2026, [some.indicatorId])
    await newestVersions(raw, some.agreementId)
    await versionInForce(raw, some.indicatorId, 2)
    await versionsWaiting(raw, [some.agencyId])
    await reportedYears(raw, some.governmentId, some.agencyId)
    await periodVersions(raw, some.agreementId, 2)
    return [...new Set(found)]
  } finally {
    await db.close()
  }
}

type Known = { sizes: ReadonlyMap<string, number>; partial: ReadonlySet<string> }

const explaining =
  (db: Database, { sizes, partial }: Known, found: string[]): Database['sql'] =>
  async <T extends Row>(text: string, values?: unknown[]): Promise<T[]> => {
    const [row] = await db.sql<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${text}`, values)
    const plan = row?.['QUERY PLAN'][0]?.Plan
    if (!plan) throw new Error('a statement has no plan')
    for (const table of readWhole(plan, partial))
      if ((sizes.get(table) ?? 0) >= large) found.push(`${table} in "${text.replace(/\s+/g, ' ').trim().slice(0, 60)}"`)
    return []
  }

const readWhole = (plan: Plan, partial: ReadonlySet<string>): string[] => {
  const { 'Node Type': kind, 'Relation Name': table, 'Index Name': index, 'Index Cond': condition } = plan
  const whole = kind === 'Seq Scan' || (/^Index (Only )?Scan$/.test(kind) && condition === undefined && !partial.has(index ?? ''))
  return [...(whole && table !== undefined ? [table] : []), ...(plan.Plans ?? []).flatMap((below) => readWhole(below, partial))]
}

/** An index of a few rows alone, the open ones: it is short, however long its table. */
async function partialIndexes(db: Database): Promise<Set<string>> {
  const rows = await db.sql<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where i.indpred is not null`,
  )
  return new Set(rows.map(({ name }) => name))
}

async function sizesOf(db: Database): Promise<Map<string, number>> {
  const rows = await db.sql<{ name: string; rows: number }>(
    `select relname as name, reltuples::int as rows from pg_class where relkind = 'r'`,
  )
  return new Map(rows.map(({ name, rows: count }) => [name, count]))
}

async function someIds(db: Database) {
  const [row] = await db.sql<{
    governmentId: number
    agencyId: number
    agreementId: number
    indicatorId: number
    personId: number
    chatKey: string
  }>(
    `select a.government_id as "governmentId", a.id as "agencyId", p.id as "agreementId", r.indicator_id as "indicatorId", r.person_id as "personId", c.chat_key as "chatKey"
     from responsibility r join indicator i on i.id = r.indicator_id join agreement p on p.id = i.agreement_id join agency a on a.id = i.agency_id
     join identity c on c.person_id = r.person_id where c.channel = 'telegram' order by r.id limit 1`,
  )
  if (!row) throw new Error('the database was not filled')
  return row
}
