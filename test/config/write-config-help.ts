/** Writes .env.example and the README's table from the one table of variables (`npm run config:write`). */
import { readFileSync, writeFileSync } from 'node:fs'
import { envExample, withConfigTable } from '../../src/config-help.ts'

const readme = new URL('../../README.md', import.meta.url)
const text = withConfigTable(readFileSync(readme, 'utf8'))
if (text === undefined) throw new Error('README.md has lost the marks between which the table of the configuration stands.')
writeFileSync(readme, text)
writeFileSync(new URL('../../.env.example', import.meta.url), envExample())
