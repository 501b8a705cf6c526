import { expect, test } from 'vitest'
import { serverSession } from '../../../src/store/database/server-session.ts'

const plain = 'postgres://capaian:p%40ss%2Fword@db.example.go.id:5432/capaian'

test('an address without options is taken as it is, and times come in UTC', () => {
  const { connectionString, options } = serverSession(`${plain}?sslmode=disable`)
  expect(connectionString).toBe(`${plain}?sslmode=disable`)
  expect(options).toContain('-c timezone=UTC')
})

test('options of the address do not displace ours: both are said, ours last, because the last one holds', () => {
  const { connectionString, options } = serverSession(
    `${plain}?options=-c%20search_path%3Dcapaian%20-ctimezone%3DAsia/Jakarta&sslmode=disable`,
  )
  expect(connectionString).toBe(`${plain}?sslmode=disable`)
  expect(options).toBe(`-c search_path=capaian -ctimezone=Asia/Jakarta ${serverSession(plain).options}`)
})
