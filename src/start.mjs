import { loadProgram, readEnvironment } from './program.mjs'
import { beginNewFolder } from './store/database/new-folder.mjs'

readEnvironment(process.env)
// By the defaults of the configuration, which is checked when it can be read.
const begun = process.env.DATABASE_URL ? undefined : beginNewFolder(process.env.DATA_DIR || 'data')
const { main } = await loadProgram('start')
await main(begun)
