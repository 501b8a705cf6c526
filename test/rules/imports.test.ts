import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cruiseHouse } from './cruise.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
let house = ''
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'capaian-rules-'))
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(house, file))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
})
afterEach(() => rmSync(house, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text)
  }
}
const leaf = 'export const leaf = 1\n'

/** Each pair is a file and what it imports; the rule that must refuse it. */
const planted: [rule: string, from: string, imports: string, also?: string][] = [
  ['domain-imports-only-what-is-below', 'src/domain/a.ts', '../store/b.ts', 'src/store/b.ts'],
  ['calendar-imports-only-what-is-below', 'src/calendar/a.ts', '../text/b.ts', 'src/text/b.ts'],
  ['text-imports-only-what-is-below', 'src/text/a.ts', '../message/b.ts', 'src/message/b.ts'],
  ['message-imports-only-what-is-below', 'src/message/a.ts', '../conversations/b.ts', 'src/conversations/b.ts'],
  ['conversations-imports-only-what-is-below', 'src/conversations/a.ts', '../store/b.ts', 'src/store/b.ts'],
  ['use-cases-imports-only-what-is-below', 'src/use-cases/a.ts', '../conversations/b.ts', 'src/conversations/b.ts'],
  ['watch-imports-only-what-is-below', 'src/watch/a.ts', '../delivery/b.ts', 'src/delivery/b.ts'],
  ['store-imports-only-what-is-below', 'src/store/a.ts', '../use-cases/b.ts', 'src/use-cases/b.ts'],
  ['delivery-imports-only-what-is-below', 'src/delivery/a.ts', '../channels/local/b.ts', 'src/channels/local/b.ts'],
  ['channels/telegram-imports-only-what-is-below', 'src/channels/telegram/a.ts', '../slack/b.ts', 'src/channels/slack/b.ts'],
  ['http-imports-only-what-is-below', 'src/http/a.ts', '../store/b.ts', 'src/store/b.ts'],
  ['cli-imports-only-what-is-below', 'src/cli/a.ts', '../channels/telegram/b.ts', 'src/channels/telegram/b.ts'],
  ['pictures-imports-only-what-is-below', 'src/pictures/a.ts', '../store/b.ts', 'src/store/b.ts'],
  ['documents-imports-only-what-is-below', 'src/documents/a.ts', '../use-cases/b.ts', 'src/use-cases/b.ts'],
  ['domain-touches-nothing', 'src/domain/a.ts', 'node:fs'],
  ['conversations-touches-nothing', 'src/conversations/a.ts', 'node:crypto'],
  ['calendar-uses-only-its-packages', 'src/calendar/a.ts', 'pg'],
  ['use-cases-uses-only-its-packages', 'src/use-cases/a.ts', 'telegraf'],
  ['channels/slack-uses-only-its-packages', 'src/channels/slack/a.ts', 'telegraf'],
  ['every-file-belongs-to-a-room', 'src/services/a.ts', './b.ts', 'src/services/b.ts'],
  ['nothing-above-main', 'src/cli/a.ts', '../main.ts', 'src/main.ts'],
  ['nothing-unresolved', 'src/cli/a.ts', './gone.ts'],
  ['no-development-package', 'src/cli/a.ts', 'fast-check'],
  ['product-knows-no-tests', 'src/cli/a.ts', '../../test/b.ts', 'test/b.ts'],
]

test.each(planted)('%s refuses what %s imports from %s', async (rule, from, imports, also) => {
  write({ [from]: `import * as found from '${imports}'\nexport const kept = found\n`, ...(also ? { [also]: leaf } : {}) })
  const { wrong } = await cruiseHouse(house)
  expect(wrong.map((one) => one.rule)).toContain(rule)
})

test('a circle is refused, one of types alone is not', async () => {
  write({
    'src/domain/a.ts': `import { b } from './b.ts'\nexport const a = (): number => b()\n`,
    'src/domain/b.ts': `import { a } from './a.ts'\nexport const b = (): number => a()\n`,
  })
  expect((await cruiseHouse(house)).wrong.map((one) => one.rule)).toContain('no-circle')
  write({
    'src/domain/a.ts': `import type { B } from './b.ts'\nexport type A = { b?: B }\n`,
    'src/domain/b.ts': `import type { A } from './a.ts'\nexport type B = { a?: A }\n`,
  })
  expect((await cruiseHouse(house)).wrong).toEqual([])
})

test('an import of types alone has a direction too', async () => {
  write({ 'src/domain/a.ts': `import type { B } from '../store/b.ts'\nexport type A = B\n`, 'src/store/b.ts': 'export type B = 1\n' })
  expect((await cruiseHouse(house)).wrong).toEqual([
    { from: 'src/domain/a.ts', to: 'src/store/b.ts', rule: 'domain-imports-only-what-is-below' },
  ])
})

test('what points down passes, and is counted', async () => {
  write({
    'src/domain/b.ts': `import { Decimal } from 'decimal.js'\nexport const one = new Decimal(1)\n`,
    'src/text/a.ts': `import { one } from '../domain/b.ts'\nexport const two = one\n`,
    'src/store/a.ts': `import { readFile } from 'node:fs/promises'\nimport { one } from '../domain/b.ts'\nexport const all = [readFile, one]\n`,
  })
  expect(await cruiseHouse(house)).toEqual({ modules: 3, wrong: [] })
})

test('the house itself keeps its own directions', async () => {
  const { modules, wrong } = await cruiseHouse(root)
  expect(wrong).toEqual([])
  expect(modules).toBeGreaterThan(100)
})
