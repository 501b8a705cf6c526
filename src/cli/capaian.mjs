#!/usr/bin/env node
import { loadProgram, readEnvironment } from '../program.mjs'

readEnvironment(process.env)
const { main } = await loadProgram('capaian')
// Whoever reads the output may have read enough: `capaian schema | head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await main(process.argv.slice(2), process)
