import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../../src/store/database/database.ts'
import type { Database, Tx } from '../../../src/store/database/database.ts'
import { freshDatabase } from '../../setup/database.ts'

let db: Database
beforeAll(async () => {
  db = await freshDatabase()
})
afterAll(() => db.close())

const government = (tx: Pick<Tx, '$executeRaw'>, key: string) => tx.$executeRaw`insert into government (key, name) values (${key}, ${key})`
const keys = async () => (await db.prisma.government.findMany({ select: { key: true } })).map(({ key }) => key)

test('work that fails leaves nothing, nor does a part of it that goes on behind the failure', async () => {
  let behind: Promise<unknown> = Promise.resolve()
  const failing = inTransaction(db, async (tx) => {
    await government(tx, 'before')
    behind = sleep(50).then(() => government(tx, 'behind'))
    throw new Error('in the middle')
  })
  await expect(failing).rejects.toThrow('in the middle')
  await expect(behind).rejects.toThrow()
  expect(await keys()).toEqual([])
})

test('what is said behind the end of work that went well is refused too', async () => {
  let behind: Promise<unknown> = Promise.resolve()
  await inTransaction(db, async (tx) => {
    behind = sleep(50).then(() => government(tx, 'behind'))
    await government(tx, 'within')
  })
  await expect(behind).rejects.toThrow()
  expect(await keys()).toEqual(['within'])
})
