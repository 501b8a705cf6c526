import { expect, test } from 'vitest'
import { tasksPage } from '../../src/conversations/tasks.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Task } from '../../src/domain/requests/requests.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const task = (indicatorId: number, state: Task['state']): Task => ({
  ...{ indicatorId, year: 2024, quarter: 3, agencyId: 1, name: `Indikator ${indicatorId}`, unit: '%', decimals: 2, state },
  target: { kind: 'number', value: d(80) },
  ...(state === 'verified' && { figure: { kind: 'number', value: d(70) } }),
  due: '2024-10-07',
  lock: '2024-10-20',
})
const many = [
  ...Array.from({ length: 7 }, (_, i) => task(i + 1, 'verified')),
  ...Array.from({ length: 45 }, (_, i) => task(i + 101, 'due')),
]
const page = (number: number) => {
  const turn = drive(tasksPage(officerSetting(), number), () => ({ items: many, today: '2024-10-04', unseen: 0 }))
  const [said] = turn.messages
  return { lines: saidIn(turn).split('\n'), buttons: said?.buttons?.flat().map(({ label }) => label), about: said?.about }
}

test('whoever owes more than a screen holds goes on to the rest, and a number means the same on every page', () => {
  const [first, second, third] = [page(0), page(1), page(2)]
  expect(first.lines.slice(0, 3)).toEqual([
    'TW III 2024: 45 indikator belum dilaporkan',
    'Batas: Senin, 7 Okt (3 hari lagi)',
    '○ Belum dilaporkan:',
  ])
  expect(first.lines.filter((line) => /target 80%$/.test(line))).toHaveLength(20)
  expect(first.lines).toContain('5. Indikator 105 · target 80%')
  expect(first.lines).toContain('… dan 2 lainnya')
  expect(first.buttons).toEqual(['Lapor satu per satu', 'Berikutnya (25 lagi)'])

  expect(second.lines).toContain('26. Indikator 121 · target 80%')
  expect(second.lines.some((line) => line.includes('Terverifikasi'))).toBe(false)
  expect(second.buttons).toEqual(['Lapor satu per satu', 'Berikutnya (5 lagi)'])

  expect(third.lines).toContain('50. Indikator 145 · target 80%')
  expect(third.buttons).toEqual(['Lapor satu per satu'])
  expect(second.about).toEqual(first.about)
  expect(third.about).toMatchObject({ items: { 49: { indicatorId: 145 } } })
})
