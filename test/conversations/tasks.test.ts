import { describe, expect, test } from 'vitest'
import { tasksPage } from '../../src/conversations/tasks.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Task } from '../../src/domain/requests/requests.ts'
import type { Subject } from '../../src/message/message.ts'
import type { OpenReport } from '../../src/store/reports/open-reports.ts'
import { createTexts } from '../../src/text/texts.ts'
import { phrases } from '../../src/watch/reminders/phrases.ts'
import { reminderMessage } from '../../src/watch/reminders/reminder-message.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const task = (indicatorId: number, state: Task['state']): Task => ({
  ...{ indicatorId, year: 2024, quarter: 3, agencyId: 1, name: `Indikator ${indicatorId}`, fullName: '', unit: '%', decimals: 2, state },
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

describe('numbers in /tugas and in a reminder of the same day', () => {
  const texts = createTexts('id')
  const late = { quarter: 2 as const, due: '2024-07-05', lock: '2024-10-20' }
  const owed: Task[] = [
    task(1, 'due'),
    { ...task(2, 'due'), target: { kind: 'grade', letter: 'BB' } },
    task(3, 'returned'),
    { ...task(4, 'late'), ...late },
    { ...task(5, 'late'), ...late, target: { kind: 'grade', letter: 'A', score: d('82.04') } },
    { ...task(6, 'returned'), ...late },
    task(7, 'not-yet-published'),
    task(8, 'verified'),
  ]
  const states: Partial<Record<Task['state'], OpenReport['state']>> = { returned: 'returned', 'not-yet-published': 'unpublished' }
  const openReport = ({ state, target, ...one }: Task): OpenReport => ({
    ...{ ...one, agency: 'SETDA', unitId: null, unitName: null, personId: 1, person: null },
    ...{ target: JSON.parse(JSON.stringify(target)), state: states[state] ?? 'missing' },
    keys: { government: 'g', agency: 'a', indicator: 'i', person: null },
  })
  const tasksOf = (items: Task[]) => drive(tasksPage(officerSetting(), 0), () => ({ items, today: '2024-10-04', unseen: 0 }))
  const reminderOf = (items: Task[]) =>
    reminderMessage(items.filter(({ state }) => state !== 'verified').map(openReport), '2024-10-04', phrases(texts, '2024-10-04'))
  const listed = (about: Subject | undefined) =>
    about?.kind === 'tasks' ? about.items.map((item) => ('indicatorId' in item ? item.indicatorId : undefined)) : []

  test('are the same: what is late first, of a period what was sent back, at the end what is not yet published', () => {
    expect(listed(reminderOf(owed).about)).toEqual([6, 4, 5, 3, 1, 2, 7])
    expect(listed(tasksOf(owed).messages[0]?.about)).toEqual([6, 4, 5, 3, 1, 2, 7, 8])
    expect(saidIn(tasksOf(owed)).split('\n')).toEqual([
      'TW II 2024: 3 indikator belum dilaporkan',
      'Batas Jumat, 5 Jul 2024 sudah lewat; laporan masih diterima sampai Minggu, 20 Okt 2024.',
      '↩ Dikembalikan:',
      '1. Indikator 6 · target 80%',
      '⚠ Terlambat:',
      '2. Indikator 4 · target 80%',
      '3. Indikator 5 · target A (82,04)',
      'TW III 2024: 3 indikator belum dilaporkan',
      'Batas: Senin, 7 Okt (3 hari lagi)',
      '↩ Dikembalikan:',
      '4. Indikator 3 · target 80%',
      '○ Belum dilaporkan:',
      '5. Indikator 1 · target 80%',
      '6. Indikator 2 · target BB',
      '… Belum rilis:',
      '7. Indikator 7 · target 80%',
      '● Terverifikasi:',
      '8. Indikator 8 · 70%',
      'Balas dengan nomor dan angka, misalnya 1: 80',
    ])
  })
  test('stand with an example of the kind that is asked for', () => {
    const example = (...items: Task[]) => [saidIn(tasksOf(items)), saidIn({ sessions: [], messages: [reminderOf(items)] })]
    for (const said of example(...owed.slice(1, 2))) expect(said).toContain('misalnya 1: BB')
    for (const said of example(...owed.slice(4, 5))) expect(said).toContain('misalnya 1: A (82,04)')
    for (const said of example(...owed.slice(0, 1))) expect(said).toContain('misalnya 1: 80')
  })
})

test('a period that was locked without some of its reports is not called reported', () => {
  const said = (items: Task[]) =>
    saidIn(drive(tasksPage(officerSetting(), 0), () => ({ items, today: '2024-10-22', unseen: 0 }))).split('\n')[0]
  expect(said([task(1, 'verified'), task(2, 'locked')])).toBe('TW III 2024: sudah dikunci, 1 indikator tidak dilaporkan')
  expect(said([task(1, 'verified')])).toBe('TW III 2024: semua sudah dilaporkan')
})
