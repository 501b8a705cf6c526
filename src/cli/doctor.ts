import { dateOf } from '../calendar/dates.ts'
import type { Config } from '../config.ts'
import { databaseFacts, newestYears } from '../store/database/doctor-reads.ts'
import type { DatabaseFacts } from '../store/database/doctor-reads.ts'
import type { Database } from '../store/database/database.ts'
import { holidaysInForce } from '../delivery/calendar/holidays-in-force.ts'
import { readPlan } from '../store/plans/plan-read.ts'
import { fileFolder } from '../store/reports/file-store.ts'
import { defineCommand } from './command.ts'
import type { Context } from './command.ts'
import type { Ailment } from './doctor/ailment.ts'
import { checkConfig, connectedBy } from './doctor/check-config.ts'
import { checkDatabase, checkWork } from './doctor/check-database.ts'
import { checkFiles } from './doctor/check-files.ts'
import { checkHolidays } from './doctor/check-holidays.ts'
import { checkScales, scaleReports } from './doctor/check-scales.ts'
import type { ScaleReport } from './doctor/check-scales.ts'

/**
 * Says whether all is well, status 1 where something is to be mended. With --json: `ok`, `configuration` (database, channels, demo, roles),
 * `database` (kind, version, migrations, counts), `scales` (of each agency's newest year, every gap and overlap with its policy), and
 * `findings` (severity, code, where, found, expected); a `note` is told and leaves the status 0.
 */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Check configuration, database, files, holidays, scales, people without a way to be reached, indicators without an officer.',
  example: 'capaian doctor --json',
  positionals: [],
  options: {},
  house: true,
  json: true,
  run: async (context) => {
    const { database, config } = await context.openHouse()
    // Jakarta's date: roles and duties begin and end by the day, and no zone of the country is a day away from it.
    const today = dateOf(context.now(), 'Asia/Jakarta')
    const facts = await databaseFacts(database)
    const scales = await lookAtScales(database)
    const work = await checkWork(database, connectedBy(config), today)
    const files = await checkFiles(database, fileFolder(config.dataDir))
    const { years } = await holidaysInForce(database)
    const calendar = checkHolidays(years, today)
    const findings = [...checkConfig(config), ...checkDatabase(facts), ...scales.ailments, ...work, ...calendar, ...files]
    const ok = findings.every(({ severity }) => severity === 'note')
    context.json({
      ok,
      configuration: configurationJson(config),
      database: { kind: database.kind, ...facts },
      scales: scales.reports,
      findings,
    })
    tell(context, database.kind, config, facts, scales.reports, findings)
    return ok ? 0 : 1
  },
})

async function lookAtScales(db: Database): Promise<{ reports: ScaleReport[]; ailments: Ailment[] }> {
  const reports: ScaleReport[] = []
  const ailments: Ailment[] = []
  for (const { governmentId, government, agencyId, agency, year } of await newestYears(db)) {
    const read = await readPlan(db.prisma, { governmentId }, agencyId, year)
    if (!read) continue
    reports.push(...scaleReports(`${government}/${agency}`, read.plan))
    ailments.push(...checkScales(`${government}/${agency}`, read.plan))
  }
  return { reports, ailments }
}

const configurationJson = (config: Config) => ({
  database: config.databaseUrl === undefined ? 'embedded' : 'server',
  dataDir: config.dataDir,
  ...{ channels: connectedBy(config).channels, demo: config.demo, roles: config.roles },
})

const marks = { error: 'ERROR', warning: 'WARNING', note: 'note' } as const

function tell(
  context: Context,
  kind: Database['kind'],
  config: Config,
  facts: DatabaseFacts,
  scales: ScaleReport[],
  findings: Ailment[],
): void {
  const { version, migrations, counts } = facts
  context.out(
    `configuration: channels ${connectedBy(config).channels.join(', ') || 'none'}; demo ${config.demo}; does ${config.roles.join(', ')}`,
  )
  context.out(
    `database: ${kind === 'embedded' ? `embedded in ${config.dataDir}` : 'server'}, PostgreSQL ${version}, ${migrations.applied.length} migrations`,
  )
  context.out(
    `  ${counts.governments} governments, ${counts.agencies} agencies, ${counts.people} people, ${counts.indicators} indicators, ${counts.reports} reports`,
  )
  for (const scale of scales) for (const line of scaleLines(scale)) context.out(line)
  // Gaps and overlaps stand with their scale.
  for (const { severity, code, where, found, expected } of findings)
    if (code !== 'scale-gap' && code !== 'scale-overlap') context.out(`${marks[severity]}: ${where}: ${found}; ${expected}`)
  const bad = findings.filter(({ severity }) => severity !== 'note').length
  context.out(bad === 0 ? 'All is well.' : `${bad} to be mended.`)
}

function scaleLines({ agency, year, scale, inForceFor, policy, findings }: ScaleReport): string[] {
  const use = inForceFor.length > 0 ? `, in force for ${inForceFor.join(', ')}` : ''
  const rules = `gap ${policy.gap}, overlap ${policy.overlap}, above ${policy.above}, below ${policy.below}`
  const odd = findings.filter(({ kind }) => kind !== 'above' && kind !== 'below')
  return [
    `scale: ${agency} ${year} ${scale}${use}; policy: ${rules}`,
    ...odd.map(({ kind, stretch, labels, policy: rule }) => `  ${kind} ${stretch} (${labels.join(', ')})${rule ? `: ${rule}` : ''}`),
  ]
}
