import { PlainDate } from '../calendar/dates.ts'
import { holidaysInForce } from '../delivery/calendar/holidays-in-force.ts'
import { quarterName } from '../domain/requests/requests.ts'
import { createTexts } from '../text/texts.ts'
import { writeDate, writePeriod } from '../text/write-date.ts'
import { whoOwes } from '../watch/reminders/who-owes.ts'
import type { Owed } from '../watch/reminders/who-owes.ts'
import { defineCommand } from './command.ts'
import { wrongUsage } from './refuse.ts'

/**
 * Who owes what. With --json: `on` (null: today in each zone) and `owed`, one entry for each report: government, agency, year, quarter (1 to 4
 * or `year`), due, lock, standing (due, late, returned, not-yet-published), indicator, name, unit, person (key, or null where nobody is responsible).
 */
export const due = defineCommand({
  name: 'due',
  summary: 'Show who owes which report, by agency and period, as the reminders of that day go by.',
  example: 'capaian due --on 2024-10-09 --json',
  positionals: [],
  options: { on: { type: 'string', value: 'DATE', help: 'the day, such as 2024-10-09; today unless said' } },
  house: true,
  json: true,
  run: async (context, { options: { on } }) => {
    if (on !== undefined && !PlainDate.safeParse(on).success)
      return wrongUsage(context, 'due', `“${on}” is no date; for example 2024-10-09`)
    const { database } = await context.openHouse()
    const owed = await whoOwes(database, await holidaysInForce(database), { ...(on !== undefined && { on }), now: context.now() })
    context.json({ on: on ?? null, owed: owed.map(owedJson) })
    context.out(owed.length === 0 ? 'Nobody owes anything.' : textOf(owed))
    return 0
  },
})

const owedJson = ({ keys, year, quarter, due: until, lock, standing, name, unitName }: Owed) => ({
  government: keys.government,
  agency: keys.agency,
  year,
  quarter: quarterName(quarter),
  due: until,
  lock,
  standing,
  indicator: keys.indicator,
  name,
  unit: unitName,
  person: keys.person,
})

function textOf(owed: readonly Owed[]): string {
  const texts = createTexts('id')
  const lines: string[] = []
  let heading = ''
  for (const one of owed) {
    const period = writePeriod({ year: one.year, quarter: quarterName(one.quarter) }, texts)
    const here = `${one.keys.government}/${one.keys.agency} ${period}: due ${writeDate(one.due, texts, 'medium')}, locked after ${writeDate(one.lock, texts, 'medium')}`
    if (here !== heading) lines.push(here)
    heading = here
    lines.push(`  ${one.standing}  ${one.person ?? 'nobody'}  ${one.name}`)
  }
  return lines.join('\n')
}
