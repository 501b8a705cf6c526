import { expect, test } from 'vitest'
import { readDays, untilFriday } from '../../../src/conversations/remind/read-dates.ts'

const today = '2024-10-04'

test.each([
  ['14-18 Okt', '2024-10-14', '2024-10-18'],
  ['14 – 18 Oktober 2024', '2024-10-14', '2024-10-18'],
  ['14/10 - 18/10', '2024-10-14', '2024-10-18'],
  ['14.10.2024 s.d. 18.10.2024', '2024-10-14', '2024-10-18'],
  ['28 Okt sampai 3 Nov', '2024-10-28', '2024-11-03'],
  ['28 Des - 3 Jan', '2024-12-28', '2025-01-03'],
  ['28 Des 2024 - 3 Jan 2025', '2024-12-28', '2025-01-03'],
  ['14 Okt', '2024-10-14', '2024-10-14'],
  ['14', '2024-10-14', '2024-10-14'],
  ['14-18', '2024-10-14', '2024-10-18'],
  ['besok', '2024-10-05', '2024-10-05'],
  ['Hari ini', '2024-10-04', '2024-10-04'],
  ['lusa', '2024-10-06', '2024-10-06'],
  ['Senin sampai Rabu', '2024-10-07', '2024-10-09'],
  ['hari ini s.d. Senin', '2024-10-04', '2024-10-07'],
  ['besok - lusa', '2024-10-05', '2024-10-06'],
  ['Jumat - Senin', '2024-10-04', '2024-10-07'],
  ["Jum'at", '2024-10-04', '2024-10-04'],
  ['monday until friday', '2024-10-07', '2024-10-11'],
  ['2024-10-14', '2024-10-14', '2024-10-14'],
  ['2024-10-14 sampai 2024-10-18', '2024-10-14', '2024-10-18'],
  ['2024-12-28 - 2025-01-03', '2024-12-28', '2025-01-03'],
  ['2-4 Mei', '2024-05-02', '2024-05-04'],
  ['18-14 Okt', '2024-10-18', '2024-10-14'],
])('“%s” is from %s to %s', (text, from, to) => expect(readDays(text, today)).toEqual({ from, to }))

test('a leap day is a day where the year has one', () => {
  expect(readDays('28-29 Feb', '2024-02-01')).toEqual({ from: '2024-02-28', to: '2024-02-29' })
  expect(readDays('28-29 Feb', '2025-02-01')).toBeUndefined()
})

test.each(['31 Feb', '14 Foo', '0 Okt', '14/13', 'minggu depan', '', '21.310 paket', '1-2-3-4'])('“%s” is no days', (text) =>
  expect(readDays(text, today)).toBeUndefined(),
)

test('until Friday: this one, on Friday itself today, at the weekend the next', () => {
  expect(untilFriday('2024-10-02').to).toBe('2024-10-04')
  expect(untilFriday('2024-10-04').to).toBe('2024-10-04')
  expect(untilFriday('2024-10-05').to).toBe('2024-10-11')
})
