import { randomBytes } from 'node:crypto'
import { loadDemo } from '../../src/demo/load-demo.ts'
import { openDatabase } from '../../src/store/database/database.ts'
import { databaseUrl, onServer } from '../setup/server.ts'
import { generate } from './generate.ts'
import type { Size } from './generate.ts'

/** A database of its own on the server: copied from a filled one in a moment, and removed at the end. */
export type Filled = { copy: () => Promise<string>; remove: (url: string) => Promise<void>; close: () => Promise<void> }

/** Fills a database with the demo and, where a size is given, with generated governments; copies of it are what benches work on. */
export async function filledDatabase(server: string, size: Size | undefined, say?: (line: string) => void): Promise<Filled> {
  const template = `bench_${randomBytes(4).toString('hex')}`
  await onServer(server, (admin) => admin.query(`create database ${template}`))
  const url = databaseUrl(server, template)
  const db = await openDatabase({ url })
  await loadDemo(db, new Date('2024-10-04T01:00:00Z'))
  await db.close()
  // One connection, on which triggers and foreign keys sleep: the rows are made to fit.
  if (size)
    await onServer(url, async (client) => {
      await client.query('set session_replication_role = replica')
      await generate({ sql: async (text) => (await client.query<never>(text)).rows }, size, say)
    })
  const drop = (name: string) => onServer(server, (admin) => admin.query(`drop database if exists ${name} with (force)`))
  let count = 0
  return {
    copy: async () => {
      const name = `${template}_${(count += 1)}`
      await onServer(server, (admin) => admin.query(`create database ${name} template ${template}`))
      return databaseUrl(server, name)
    },
    remove: async (of) => void (await drop(new URL(of).pathname.slice(1))),
    close: async () => void (await drop(template)),
  }
}

const reporting = `from identity i join person p on p.id = i.person_id
  where i.channel = 'telegram' and p.key like '%-petugas-%' and p.key not like '%-petugas-1'`
const inTurn = `order by substring(p.key from '[0-9]+$')::int, i.id limit $1`
/** The Telegram accounts of those who report: every officer but the verifiers, of all agencies in turn. */
export const accountsQuery = `select i.platform_id as id ${reporting} ${inTurn}`
/** Those of one government: however many there are beside it, the same people write in the same agencies. */
const ofOneGovernment = `select i.platform_id as id ${reporting} and p.government_id = (select min(p.government_id) ${reporting}) ${inTurn}`

/** Some accounts of one government, few enough that each finishes several reports. */
export const accountsOf = (url: string, most = 160): Promise<number[]> =>
  onServer(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(ofOneGovernment, [most])
    return rows.map(({ id }) => Number(id))
  })
