import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { envExample, withConfigTable } from '../../src/config-help.ts'
import { variableNames } from '../../src/config-variables.ts'

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

test('.env.example is that of the table (npm run config:write)', () => {
  expect(read('.env.example')).toBe(envExample())
})

test("the README's table is that of the table (npm run config:write)", () => {
  expect(withConfigTable(read('README.md'))).toBe(read('README.md'))
})

test('.env.example as it stands changes nothing, and uncommented is right', () => {
  expect(parseEnv(envExample())).toEqual({})
  const uncommented = parseEnv(envExample().replaceAll(/^#(?=[A-Z_]+=)/gm, ''))
  expect(Object.keys(uncommented).sort()).toEqual(variableNames.toSorted())
  expect(readConfig(uncommented).kind).toBe('read')
})
