import { loadDemo } from '../demo/load-demo.ts'
import { demoAgencies, demoState, realGovernments } from '../store/local/demo-state.ts'
import { storedClock } from '../store/local/house-clock.ts'
import { defineCommand } from './command.ts'
import { refused } from './refuse.ts'

/**
 * Loads the demo into the configured database; where it is, nothing changes, whatever people have reported since. With --json: `loaded`
 * (whether it came in now) and `agencies`.
 */
export const demo = defineCommand({
  name: 'demo',
  summary: 'Load the demo: SETDA and BKPSDM Kota Bekasi, BKD DKI Jakarta, 2024.',
  example: 'capaian demo',
  positionals: [],
  options: { beside: { type: 'boolean', help: 'also where governments are that are not of the demo; its clock can then not be moved' } },
  house: true,
  json: true,
  run: async (context, { options }) => {
    const { database } = await context.openHouse()
    const real = await realGovernments(database)
    if (real.length > 0 && !options.beside)
      return refused(
        context,
        'demo',
        `this database has ${real.join(', ')}, which is no demo; nothing was loaded. With --beside the demo comes beside it.`,
      )
    const before = await demoState(database)
    if (before !== 'there') {
      context.err('Loading the demo ...')
      await loadDemo(database, (await storedClock(database)).now())
    }
    const agencies = await demoAgencies(database)
    context.json({ loaded: before !== 'there', agencies })
    context.out(`${before !== 'there' ? 'Loaded' : 'The demo is there already'}: ${agencies.join(', ')}.`)
    return 0
  },
})
