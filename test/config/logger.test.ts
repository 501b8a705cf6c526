import { expect, test } from 'vitest'
import { createLogger } from '../../src/logger.ts'

const token = ['123456789', `AA${'x'.repeat(33)}`].join(':')

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'info'): Record<string, unknown>[] {
  const written: string[] = []
  write(createLogger({ level, secrets: ['opensesame'], to: { write: (line: string) => void written.push(line) } }))
  for (const line of written) expect(line.endsWith('\n')).toBe(true)
  return written.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a line is one JSON document with time, level and message', () => {
  const [line] = logged((log) => log.info({ chat: 7 }, 'heard'))
  expect(line).toMatchObject({ level: 'info', msg: 'heard', chat: 7 })
  expect(String(line?.time)).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('messages, fields, errors with their stacks and causes, and children are clean', () => {
  const cause = new Error(`connect postgres://u:opensesame@h/d`)
  const error = new Error(`GET https://api.telegram.org/bot${token}/getMe`, { cause })
  const lines = logged((log) => {
    log.error({ err: error }, `failed for 081234567890 with ${token}`)
    log.child({ from: `bot${token}` }).warn({ deep: { list: ['opensesame', { phone: 6281234567890 }] } }, 'child')
  })
  const all = JSON.stringify(lines)
  expect(lines).toHaveLength(2)
  expect(all).not.toContain(token)
  expect(all).not.toContain('opensesame')
  expect(all).not.toMatch(/81234567890/)
  expect(all).toContain('getMe')
  expect(all).toContain('logger.test.ts')
})

test('what people wrote is never logged', () => {
  const [line] = logged((log) => log.info({ incoming: { id: 3, text: 'rahasia' } }, 'kept'))
  expect(line).toMatchObject({ incoming: { id: 3, text: '[hidden]' } })
})

test('below the level nothing is written', () => {
  expect(logged((log) => log.info('quiet'), 'warn')).toEqual([])
})
