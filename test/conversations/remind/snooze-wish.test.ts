import { expect, test } from 'vitest'
import { askSnooze } from '../../../src/conversations/remind/snooze.ts'
import type { SnoozeUntil } from '../../../src/domain/requests/reminder-requests.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { drive, officerSetting } from '../drive.ts'

const texts = createTexts('id')

test.each<[string, SnoozeUntil | undefined]>([
  ['2 jam', 'two-hours'],
  ['dua jam lagi', 'two-hours'],
  ['besok', 'tomorrow'],
  ['sampai besok', 'tomorrow'],
  ['sampai hari Senin', 'monday'],
  ['s.d. senin', 'monday'],
  ['until monday', 'monday'],
  ['sampai lusa', undefined],
])('/tunda %s', (typed, until) => {
  const asked: unknown[] = []
  drive(askSnooze(officerSetting({ texts }), typed), (request) => {
    asked.push(request)
    return { kind: 'nothing-due' }
  })
  expect(asked).toEqual(until ? [{ do: 'snooze', until }] : [])
})
