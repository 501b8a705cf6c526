import { expect, test } from 'vitest'
import { converse } from '../../src/conversations/router.ts'
import type { Body } from '../../src/message/incoming.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const item = {
  year: 2024,
  quarter: 3,
  agencyId: 1,
  unit: 'Orang',
  decimals: 0,
  target: null,
  state: 'due',
  due: '2024-10-07',
  lock: '2024-10-21',
}
const items = ['Diklat Pegawai', 'Bantuan Hukum'].map((name, at) => ({ ...item, name, fullName: name, indicatorId: at + 1 }))

const answerTo = (body: Body): string => {
  const setting = officerSetting()
  const incoming = { id: '1', chat: setting.chat, person: { channel: 'local' as const, id: 'officer' }, at: setting.now, body }
  return saidIn(
    drive(converse(incoming, setting), (asked) => {
      if ('ask' in asked && asked.ask === 'find') return { agencies: [], indicators: [], exact: false }
      return { items, today: setting.today, running: { year: 2024, quarter: 3 }, unseen: 0 }
    }),
  )
}

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a word like any other, and no command', (word) => {
  expect(answerTo({ kind: 'command', name: word, argument: '' })).toContain(`“/${word}” belum dipahami`)
  expect(answerTo({ kind: 'text', text: word })).toContain(`“${word}” belum dipahami`)
})

test('a long text is shown in part, and never cut through a letter', () => {
  for (const before of ['', 'x'])
    for (const body of [
      { kind: 'text', text: before + '👍'.repeat(2000) },
      { kind: 'command', name: 'lapor', argument: before + '👩‍👩‍👧‍👦'.repeat(300) },
    ] satisfies Body[]) {
      const said = answerTo(body)
      expect(said).toContain('…”')
      // Half a letter does not survive the way into UTF-8.
      expect(Buffer.from(said).toString()).toBe(said)
      expect(said.length).toBeLessThan(250)
    }
})
