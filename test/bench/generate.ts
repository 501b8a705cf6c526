import type { Database } from '../../src/store/database/database.ts'

/** How much is made. 100 governments of the usual size are 4,500 agencies, 49,500 officers and about two million figures. */
export type Size = { governments: number; agencies: number; officers: number; indicators: number }
export const aGovernment: Size = { governments: 1, agencies: 45, officers: 11, indicators: 37 }

/** The day on which the generated houses are asked: TW III 2026 is being reported, everything before it is there. */
export const generatedToday = new Date('2026-10-05T02:00:00Z')

/** The Telegram account of a generated officer is this number and the officer's row. */
export const accountBase = 500_000_000

/**
 * Each statement with what it fills, in order. `$1` governments, `$2` agencies each, `$3` officers each, `$4` indicators each and year.
 * Rules and scales are those of an agency that is there already.
 */
const fills: Record<string, string> = {
  government: `insert into government (key, name) select 'pemda-' || g, 'Kota ' || g from generate_series(1, $1::int) g`,
  agency: `insert into agency (government_id, key, name, short_name)
    select g.id, 'dinas-' || a, 'Dinas ' || a || ' ' || g.name, 'DINAS ' || a from government g, generate_series(1, $2::int) a where g.key like 'pemda-%'`,
  unit: `insert into unit (agency_id, key, name)
    select a.id, 'bidang-' || u, 'Bidang ' || u from agency a join government g on g.id = a.government_id, generate_series(1, 4) u where g.key like 'pemda-%'`,
  agreement: `insert into agreement (agency_id, year, rules)
    select a.id, y, (select rules from agreement order by id limit 1) from agency a join government g on g.id = a.government_id, generate_series(2024, 2026) y
    where g.key like 'pemda-%' order by y, a.id`,
  scale: `insert into scale (agency_id, agreement_id, key, name, source, bands, policy)
    select p.agency_id, p.id, s.key, s.name, s.source, s.bands, s.policy from scale s, agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id
    where s.agreement_id = (select id from agreement order by id limit 1) and g.key like 'pemda-%'`,
  revision: `insert into revision (agency_id, agreement_id, number, from_quarter)
    select p.agency_id, p.id, 1, 1 from agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id where g.key like 'pemda-%'`,
  objective: `insert into objective (agency_id, agreement_id, key, level, name, position)
    select p.agency_id, p.id, 'sasaran-' || o, 'sasaran', 'Meningkatnya pelayanan ' || o, o from agreement p join agency a on a.id = p.agency_id
    join government g on g.id = a.government_id, generate_series(1, 5) o where g.key like 'pemda-%'`,
  budget_row: `insert into budget_row (agency_id, agreement_id, key, parent_key, level, name, position)
    select p.agency_id, p.id, 'baris-' || b, case when b > 3 then 'baris-' || (1 + b % 3) end, case when b > 3 then 'kegiatan' else 'program' end, 'Kegiatan ' || b, b
    from agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id, generate_series(1, 12) b where g.key like 'pemda-%'`,
  budget_ceiling: `insert into budget_ceiling (agency_id, revision_id, budget_row_id, ceiling)
    select b.agency_id, r.id, b.id, 100000000 + b.id % 1000 * 1000000 from budget_row b join revision r on r.agreement_id = b.agreement_id join agency a on a.id = b.agency_id
    join government g on g.id = a.government_id where g.key like 'pemda-%'`,
  indicator: `insert into indicator (agency_id, agreement_id, key, name, short_name, level, standing, objective_id, unit, decimals, formula, basis, aggregation, evidence,
      unit_id, money_of_id, position)
    select p.agency_id, p.id, 'indikator-' || i, 'Persentase pelayanan yang memenuhi standar ' || i, 'Pelayanan ' || i, case when i <= 7 then 'sasaran' else 'kegiatan' end,
      case when i <= 7 then 'agreement' else 'support' end::standing, o.id, 'persen', 2, 'maximise', 'shown', (array['last', 'average', 'sum'])[1 + i % 3]::aggregation,
      'optional', u.id, b.id, i
    from agreement p join agency a on a.id = p.agency_id join government g on g.id = a.government_id cross join generate_series(1, $4::int) i
    join objective o on o.agreement_id = p.id and o.key = 'sasaran-' || (1 + i % 5)
    join unit u on u.agency_id = p.agency_id and u.key = 'bidang-' || (1 + i % 4)
    left join budget_row b on b.agreement_id = p.id and b.key = 'baris-' || (4 + i % 9) where g.key like 'pemda-%'`,
  target: `insert into target (agency_id, revision_id, indicator_id, quarter, target)
    select i.agency_id, r.id, i.id, q, jsonb_build_object('kind', 'number', 'value', case when q = 0 then '100' else (20 * q + i.id % 20)::text end)
    from indicator i join revision r on r.agreement_id = i.agreement_id and r.number = 1 join agency a on a.id = i.agency_id join government g on g.id = a.government_id,
      generate_series(0, 4) q where g.key like 'pemda-%'`,
  reference: `insert into reference (agency_id, indicator_id, kind, year, value)
    select i.agency_id, i.id, 'previous-year', p.year - n, jsonb_build_object('kind', 'number', 'value', (70 + n)::text)
    from indicator i join agreement p on p.id = i.agreement_id join agency a on a.id = i.agency_id join government g on g.id = a.government_id, generate_series(1, 2) n
    where i.standing = 'agreement' and g.key like 'pemda-%'`,
  person: `insert into person (government_id, key, name)
    select g.id, a.key || '-petugas-' || o, 'Petugas ' || o || ' ' || a.name from agency a join government g on g.id = a.government_id, generate_series(1, $3::int) o
    where g.key like 'pemda-%' order by a.id, o`,
  role: `insert into role (government_id, person_id, role, agency_id, from_date)
    select p.government_id, p.id, case when p.key like '%-petugas-1' then 'verifier' else 'officer' end::role_name, a.id, '2024-01-01'
    from agency a join person p on p.government_id = a.government_id and p.key like a.key || '-petugas-%'`,
  chat: `insert into chat (key, channel, platform_id, kind)
    select 'telegram:' || (${accountBase} + p.id), 'telegram', ${accountBase} + p.id, 'private' from person p where p.key like '%-petugas-%'`,
  identity: `insert into identity (person_id, channel, platform_id, chat_key)
    select p.id, 'telegram', ${accountBase} + p.id, 'telegram:' || (${accountBase} + p.id) from person p where p.key like '%-petugas-%'`,
  responsibility: `insert into responsibility (agency_id, indicator_id, person_id, from_date)
    select i.agency_id, i.id, p.id, make_date(y.year, 1, 1) from indicator i join agreement y on y.id = i.agreement_id join agency a on a.id = i.agency_id
    join person p on p.government_id = a.government_id and p.key = a.key || '-petugas-' || (1 + i.position % $3::int) where y.year = 2026`,
  report: `insert into report (agency_id, indicator_id, quarter)
    select i.agency_id, i.id, q from indicator i join agreement p on p.id = i.agreement_id join agency a on a.id = i.agency_id join government g on g.id = a.government_id,
      generate_series(1, 4) q where g.key like 'pemda-%' and (p.year < 2026 or q <= 2)`,
  report_version: `insert into report_version (agency_id, report_id, number, figure, value, money, person_id, at, on_time)
    select r.agency_id, r.id, n, jsonb_build_object('kind', 'number', 'value', v.value::text), v.value, jsonb_build_object('kind', 'rupiah', 'value', (v.value * 100000)::int::text),
      (select min(p.id) from person p where p.government_id = a.government_id), make_timestamptz(2026, 7, 5, 1, 0, n, 'UTC'), true
    from report r join agency a on a.id = r.agency_id join government g on g.id = a.government_id, generate_series(1, 2) n, lateral (select 15 * r.quarter + (r.id + n) % 30 + 0.25 as value) v
    where g.key like 'pemda-%' and (n = 1 or r.id % 5 = 0)`,
  decision: `insert into decision (agency_id, version_id, sequence, kind, person_id, at)
    select v.agency_id, v.id, 1, 'verified', v.person_id, v.at + interval '1 day' from report_version v join report r on r.id = v.report_id
    where v.number = case when r.id % 5 = 0 then 2 else 1 end and v.source = 'chat' and v.at = make_timestamptz(2026, 7, 5, 1, 0, v.number, 'UTC')`,
}

/**
 * Fills a database that has at least one agreement (the demo's), set by set in SQL. Triggers and foreign keys sleep meanwhile, so the
 * connection must be an owner's. Says how many rows each table got.
 */
export async function generate(db: Pick<Database, 'sql'>, size: Size, say: (line: string) => void = () => undefined): Promise<void> {
  const all = [size.governments, size.agencies, size.officers, size.indicators]
  for (const [table, statement] of Object.entries(fills)) {
    const used = [...statement.matchAll(/\$(\d)::int/g)].map((match) => Number(match[1]))
    const [only] = [...new Set(used)]
    const began = performance.now()
    const [row] = await db.sql<{ count: number }>(
      `with filled as (${only === undefined ? statement : statement.replaceAll(/\$\d::int/g, String(all[only - 1]))} returning 1) select count(*)::int as count from filled`,
    )
    say(`${table}: ${row?.count ?? 0} rows in ${Math.round(performance.now() - began)} ms`)
  }
  await db.sql('analyze')
}
