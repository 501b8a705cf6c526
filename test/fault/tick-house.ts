/** A house of which only the calendar runs, in a process of its own, by a clock that whoever started it keeps in a file. */
import pino from 'pino'
import { openHouse } from '../../src/house.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import { clockInFile } from './clock-in-file.ts'

const { url, clock, dataDir } = JSON.parse(process.argv[2] ?? '{}') as { url: string; clock: string; dataDir: string }
const logger = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
const db = await openDatabase({ url })
const house = await openHouse({ db, clock: clockInFile(clock), logger, channels: [], dataDir, roles: ['tick'] })
process.stdout.write('ready\n')
process.on('SIGINT', () => {
  void house
    .stop()
    .then(() => db.close())
    .then(() => process.exit(0))
})
