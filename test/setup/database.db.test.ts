import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { freshDatabase } from './database.ts'
import type { Database } from '../../src/store/database/database.ts'

let one: Database
let other: Database
beforeAll(async () => {
  one = await freshDatabase()
  other = await freshDatabase()
})
afterAll(async () => {
  await one.close()
  await other.close()
})

test('is of the kind that the project says', () => {
  expect(one.kind).toBe(inject('testDatabase').kind)
})

test('is migrated and empty, and nobody else sees what is written into it', async () => {
  await one.prisma.government.create({ data: { key: 'kota', name: 'Kota' } })
  expect(await one.prisma.government.count()).toBe(1)
  expect(await other.prisma.government.count()).toBe(0)
})
