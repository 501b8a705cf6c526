import { expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import { snoozeMoment } from '../../../src/use-cases/reminders/snooze.ts'

const holidays = nationalHolidays()
const at = (moment: string) => new Date(`${moment}+07:00`)
const put = (now: string, until: 'two-hours' | 'tomorrow' | 'monday', due?: string) => {
  const moment = snoozeMoment(at(now), until, due, 'Asia/Jakarta', holidays)
  return moment && [moment.at.toISOString(), moment.shortened]
}
const as = (moment: string, shortened = false) => [at(moment).toISOString(), shortened]

test.each([
  ['two hours later', '2024-10-02T09:00', 'two-hours', '2024-10-07', as('2024-10-02T11:00')],
  ['late in the day the next morning', '2024-10-02T15:00', 'two-hours', '2024-10-07', as('2024-10-03T07:30')],
  ['tomorrow', '2024-10-02T09:00', 'tomorrow', '2024-10-07', as('2024-10-03T07:30')],
  ['tomorrow is a Saturday: Monday, which is the due date', '2024-10-04T09:00', 'tomorrow', '2024-10-07', as('2024-10-07T07:30')],
  ['Monday comes after the due date: the due date', '2024-10-08T09:00', 'monday', '2024-10-10', as('2024-10-10T07:30', true)],
  ['on the last day hours are left', '2024-10-07T09:00', 'tomorrow', '2024-10-07', as('2024-10-07T15:30', true)],
  ['what is late may wait until tomorrow', '2024-10-09T09:00', 'tomorrow', undefined, as('2024-10-10T07:30')],
] as const)('%s', (_what, now, until, due, expected) => expect(put(now, until, due)).toEqual(expected))

test('at the end of the last day it can be put off no more', () =>
  expect(put('2024-10-07T15:31', 'two-hours', '2024-10-07')).toBeUndefined())
