import { indicatorsWithoutOfficer, setAsideLetters, unreachablePeople } from '../../store/database/doctor-reads.ts'
import { unknownGovernments } from '../../store/local/demo-state.ts'
import type { DatabaseFacts } from '../../store/database/doctor-reads.ts'
import type { Database } from '../../store/database/database.ts'
import type { Ailment } from './ailment.ts'
import type { Connected } from './check-config.ts'

/** What is wrong with the database itself. */
export function checkDatabase({ migrations, counts }: DatabaseFacts): Ailment[] {
  const pending = migrations.pending.map((name): Ailment => ({
    severity: 'error',
    code: 'migration-pending',
    where: 'database',
    found: `${name} is not applied`,
    expected: 'every migration of this program; capaian migrate applies them',
  }))
  if (counts.agencies > 0) return pending
  const expected = 'an agency; capaian import brings one, capaian demo the demo'
  return [...pending, { severity: 'note', code: 'no-agency', where: 'database', found: 'no agency', expected }]
}

/** Who can't be reached, what nobody reports, which letters could not be handled. */
export async function checkWork(db: Database, connected: Connected, today: string): Promise<Ailment[]> {
  const people = await unreachablePeople(db, { channels: connected.channels, local: connected.local, today })
  const indicators = await indicatorsWithoutOfficer(db, today)
  const letters = await setAsideLetters(db)
  const unknown = await unknownGovernments(db, connected.local ?? [])
  return [
    ...unknown.map((key): Ailment => ({
      severity: 'warning',
      code: 'unknown-government',
      where: 'configuration',
      found: `LOCAL_CHAT names “${key}”, and there is no such government`,
      expected: 'the key of a government; capaian import brings one',
    })),
    ...people.map(({ government, key, name, why }): Ailment => ({
      severity: 'warning',
      code: 'unreachable-person',
      where: `${government}/${key}`,
      found: why === 'no-account' ? `${name} has no account on a connected channel` : `${name} is not reached on any account`,
      expected: `an account on a connected channel; capaian invite ${government}/${key} makes an invitation`,
    })),
    ...indicators.map(({ government, agency, year, key, name }): Ailment => ({
      severity: 'warning',
      code: 'no-officer',
      where: `${government}/${agency} ${year}, indicator ${key}`,
      found: `nobody reports “${name}”`,
      expected: 'a responsible officer; the import document names one',
    })),
    ...letters.map(({ id, chat, receivedAt, error }): Ailment => ({
      severity: 'error',
      code: 'set-aside-letter',
      where: `inbox ${id}, chat ${chat}, ${receivedAt.toISOString()}`,
      found: error ?? 'it failed',
      expected: 'a letter that can be handled; the log has the error in full',
    })),
  ]
}
