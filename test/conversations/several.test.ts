import { expect, test } from 'vitest'
import type { Need, ReportKey, Request } from '../../src/domain/requests/requests.ts'
import { openSeveral } from '../../src/conversations/several.ts'
import { readSeveral } from '../../src/domain/typed/read-several.ts'
import { targets } from '../domain/a-plan.ts'
import { drive, officerSetting, saidIn } from './drive.ts'
import { factsOf } from './report/kinds-of-report.ts'

const list: ReportKey[] = [1, 2].map((indicatorId) => ({ indicatorId, year: 2024, quarter: 3 }))

/** What is said to a list of answers for two indicators of one kind. */
const saidTo = (typed: string, own: Parameters<typeof factsOf>[0], locale: 'id' | 'en' = 'id'): string => {
  const facts = { ...factsOf(own), reported: [] }
  const house = (asked: Need | Request): unknown => ('ask' in asked && asked.ask === 'reporting' ? facts : undefined)
  return saidIn(drive(openSeveral(officerSetting({}, locale), readSeveral(typed) ?? [], list), house))
}

test('the two numbers of a percentage stand in the list as they stand on its card', () => {
  const own = { unit: 'Persen', shortName: 'SPM', basis: 'parts' as const, targets: targets([null, null, 80, null], 80) }
  expect(saidTo('1: 35/44; 2: 79,5', own)).toContain('1. SPM: 35 dari 44 = 79,55%, target 80% → 99,43%\n2. SPM: 79,5 dari 80% = 99,38%')
  expect(saidTo('1: 35/44; 2: 79.5', own, 'en')).toContain('1. SPM: 35 of 44 = 79.55%, target 80% → 99.43%')
})

test('money that is the figure itself is read in a list as it is read alone', () => {
  const own = { unit: 'Rupiah', shortName: 'Pembiayaan', decimals: 0, targets: targets([null, null, 1_000_000_000, null], 4_000_000_000) }
  expect(saidTo('1: 1,2 M; 2: Rp 900 juta', own)).toContain('1. Pembiayaan: 1.200.000.000 dari 1.000.000.000 rupiah = 120,00%')
})
