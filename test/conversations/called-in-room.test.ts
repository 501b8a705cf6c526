import { expect, test } from 'vitest'
import { converse } from '../../src/conversations/router.ts'
import type { Task } from '../../src/domain/requests/requests.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const tasks = ['Bantuan Hukum', 'Bantuan Teknis'].map((name, at): Task => ({
  ...{ indicatorId: at + 1, year: 2024, quarter: 3, agencyId: 1, name, fullName: name, unit: 'Kasus', decimals: 0, state: 'due' },
  ...{ target: null, due: '2024-10-07', lock: '2024-10-20' },
}))

/** What is said where the bot was called by its name in a room. */
const called = (text: string) => {
  const [name = '', ...rest] = text.split(' ')
  const turn = drive(
    converse(
      {
        ...{
          id: 'a',
          chat: { channel: 'slack', id: 'C1', kind: 'room' },
          person: { channel: 'slack', id: 'U1' },
          at: '2024-10-04T01:00:00Z',
        },
        body: { kind: 'command', name, argument: rest.join(' '), called: text },
      },
      officerSetting({ chat: { channel: 'slack', id: 'C1', kind: 'room' }, room: { covers: 'all', locale: 'id' } as never }),
    ),
    (asked) => {
      if ('do' in asked) throw new Error(`nothing is done by ${text}`)
      if (asked.ask === 'tasks') return { items: tasks, today: '2024-10-04', unseen: 0, running: { year: 2024, quarter: 3 } }
      return asked.ask === 'find' ? { agencies: [], indicators: [], exact: false } : []
    },
  )
  return [saidIn(turn), ...turn.messages.flatMap(({ buttons }) => buttons?.flat().map(({ label }) => label) ?? [])]
}

test('what is said to the bot in a room is a figure or a question where its first word is no command', () => {
  expect(called('teknis hukum 3')[0]).toContain('“teknis hukum 3” belum dipahami')
  expect(called('3 kasus')).toEqual(['3 kasus untuk indikator yang mana?', 'Bantuan Hukum', 'Bantuan Teknis'])
})

test('its first word is a command where it is one, with a slip too', () => {
  expect(called('tugas')[0]).toContain('2 indikator belum dilaporkan')
  expect(called('tugs')[0]).toContain('2 indikator belum dilaporkan')
})
