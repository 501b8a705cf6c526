import { describe, expect, test } from 'vitest'
import { figure, target } from '../../domain/a-plan.ts'
import { reportTalk } from './a-report-talk.ts'
import { factsOf } from './kinds-of-report.ts'

const all = (value: string) => ({ year: target(value), quarters: [target(value), target(value), target(value), target(value)] as const })

describe('what is shown before it is saved is what was typed', () => {
  test('a small figure where the target is 0', () => {
    const talk = reportTalk({ ...factsOf({ unit: 'Persen', decimals: 0, formula: 'minimise-mirror', targets: all('0') }), reported: [] })
    talk.say('0,003')
    expect(talk.asked()).toContain('0,003')
    expect(talk.asked()).not.toMatch(/\b0%? sudah|Benar 0\?|Realisasi 0%/)
  })
  test('one decimal more than the unit has', () => {
    const facts = factsOf({
      unit: 'Persen',
      decimals: 3,
      formula: 'minimise-inverse',
      basis: 'parts',
      aggregation: 'last',
      targets: all('0.004'),
    })
    const card = reportTalk({ ...facts, reported: [] }).say('0,0035')
    expect(card).toContain('0,0035%, target 0,004% → 114,29%')
    expect(card).toContain('Setahun 0,0035% dari 0,004% = 114,29%')
  })
  test('and where capaian counts from the printed figure, that is said', () => {
    const facts = factsOf({ unit: 'Nilai', decimals: 2, basis: 'shown', aggregation: 'last', targets: all('83') })
    expect(reportTalk({ ...facts, reported: [] }).say('88,125')).toMatch(/88,125 dari target 83 = 106,18% .*, dihitung dari 88,13/)
  })
})

describe('a fraction', () => {
  test('of a percentage or a rate is no reason to ask, whatever the targets are', () => {
    const share = factsOf({ unit: 'Persen', decimals: 0, basis: 'parts', aggregation: 'last', targets: all('75') })
    expect(reportTalk({ ...share, reported: [] }).say('74,5')).toContain('74,5%, target 75% → 99,33%')
    const rate = factsOf({
      unit: 'per 1.000 KH',
      decimals: 0,
      basis: 'parts',
      formula: 'minimise-mirror',
      aggregation: 'last',
      targets: all('16'),
    })
    expect(reportTalk({ ...rate, reported: [] }).say('15,2')).toContain('15,2 dari target 16 per 1.000 KH = 105,00%')
  })
  test('of what is counted is asked back, unless an earlier year had one', () => {
    const counted = factsOf({ unit: 'Orang', decimals: 0, aggregation: 'last', targets: all('16') })
    expect(reportTalk({ ...counted, reported: [] }).say('15,2')).toContain('Benar 15,2? Satuan orang biasanya bilangan bulat.')
    const before = factsOf({ unit: 'Orang', decimals: 0, aggregation: 'last', targets: all('16'), previousYears: { 2023: figure('17.5') } })
    expect(reportTalk({ ...before, reported: [] }).say('15,2')).toContain('15,2 dari target 16 orang')
  })
})

test('what stands of the year names the quarters that it lacks, also where none was reported before', () => {
  const facts = factsOf({ unit: 'Orang', decimals: 0, aggregation: 'sum', targets: all('20') })
  const card = reportTalk({ ...facts, reported: [] }).say('20')
  expect(card).toContain('Setahun 20 dari 20 = 100,00% · belum lengkap: TW I, TW II tidak dilaporkan')
})
