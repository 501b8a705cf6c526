#!/usr/bin/env node
// Plain JavaScript: it makes TypeScript readable and the database client present, and only then loads the rest.
import { existsSync } from 'node:fs'
import { register } from 'tsx/esm/api'
import { ensureClient } from '../../prisma/ensure-client.mjs'

if (existsSync('.env')) process.loadEnvFile('.env')
ensureClient(() => process.stderr.write('Preparing the database client, once ...\n'))
register()
// Whoever reads the output may have read enough: `capaian schema | head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2), process)
