import { defineCommand } from './command.ts'

/** Brings the database to the version of this program; opening it does the work. */
export const migrate = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the version of this program.',
  example: 'DATABASE_URL=postgres://capaian@localhost/capaian capaian migrate',
  positionals: [],
  options: {},
  house: true,
  json: true,
  run: async (context) => {
    const { database } = await context.openHouse()
    context.json({ database: database.kind, applied: database.applied })
    context.out(database.applied.length === 0 ? 'The database is up to date.' : `Applied: ${database.applied.join(', ')}`)
    return 0
  },
})
