import { describe, expect, test } from 'vitest'
import type { Composite } from '../../../src/domain/plan.ts'
import { inputsOfZeroDivisor } from '../../../src/domain/composite.ts'
import { d } from '../../../src/domain/decimal.ts'
import { targets } from '../../domain/a-plan.ts'
import { reportTalk } from './a-report-talk.ts'
import { factsOf } from './kinds-of-report.ts'

const spbe: Composite = {
  kind: 'formula',
  expression: 'kebijakan*40% + layanan*60% - temuan/total*0.1',
  inputs: [
    { key: 'kebijakan', name: 'Domain kebijakan', kind: 'number' },
    { key: 'layanan', name: 'Domain layanan', kind: 'number' },
    { key: 'temuan', name: 'Jumlah temuan', kind: 'number' },
    { key: 'total', name: 'Jumlah rekomendasi', kind: 'number' },
  ],
}
const facts = (composite: Composite, target = 3) =>
  factsOf({ unit: 'Indeks', composite, aggregation: 'last', targets: targets([null, 3, target, 3], 3) })

describe('a formula that would divide by 0', () => {
  test('is not computed: the divisor is asked again by its name, and its value makes the figure', () => {
    const talk = reportTalk(facts(spbe))
    for (const text of ['2,8', '3,1', '0']) talk.say(text)
    expect(talk.say('0')).toContain('Jumlah rekomendasi bernilai 0, padahal menjadi pembagi')
    expect(talk.asked()).toContain('4 dari 4: Jumlah rekomendasi?')
    expect(talk.say('5')).toContain('= 2,98 dari target 3')
    talk.press('Simpan')
    expect(talk.saved.map((figure) => figure.kind === 'number' && figure.value.toString())).toEqual(['2.98'])
  })
  test('is said in English too, and can be not yet published', () => {
    const talk = reportTalk(facts(spbe), 'en')
    for (const text of ['2.8', '3.1', '0']) talk.say(text)
    expect(talk.say('0')).toContain('Jumlah rekomendasi is 0, and the formula divides by it')
    expect(talk.say('not yet published')).toContain('not yet published')
  })
  test('a divisor of several inputs is named by all of them', () => {
    const inputs = ['a', 'b', 'c'].map((key) => ({ key, name: `Data ${key}`, kind: 'number' as const }))
    const talk = reportTalk(facts({ kind: 'formula', expression: 'c/(a - b)', inputs }))
    talk.say('4')
    expect(talk.say('4')).toContain('pembagi dalam rumus (Data a, Data b) menjadi 0')
    expect(talk.say('2')).toContain('3 dari 3: Data c?')
    expect(talk.say('6')).toContain('= 3 dari target 3')
  })
  test('a divisor is known as soon as its inputs are given, and not before', () => {
    const zero = (given: Record<string, string>) =>
      inputsOfZeroDivisor(spbe, Object.fromEntries(Object.entries(given).map(([key, value]) => [key, { value: d(value) }]))).map(
        ({ key }) => key,
      )
    expect(zero({ temuan: '0' })).toEqual([])
    expect(zero({ total: '0' })).toEqual(['total'])
    expect(zero({ total: '5' })).toEqual([])
  })
  test('the two numbers of a ratio say that their divisor is 0', () => {
    const inputs = [{ key: 'a', name: 'Paket', kind: 'ratio' as const }]
    expect(reportTalk(facts({ kind: 'sum', inputs })).say('3/0')).toContain('pembaginya nol')
  })
})

describe('a working', () => {
  const worked = (composite: Composite, answers: string[], locale: 'id' | 'en' = 'id') => {
    const talk = reportTalk(facts(composite), locale)
    for (const answer of answers) talk.say(answer)
    return talk.asked()
  }
  test("has the person's decimal marks throughout", () => {
    expect(worked(spbe, ['2,8', '3,1', '1', '5'])).toContain('2,8 × 0,4 + 3,1 × 0,6 − 1 / 5 × 0,1 = 2,96')
    expect(worked(spbe, ['2.8', '3.1', '1', '5'], 'en')).toContain('2.8 × 0.4 + 3.1 × 0.6 − 1 / 5 × 0.1 = 2.96')
  })
  test('of weights, of a mean, and with a leading minus', () => {
    const inputs = ['a', 'b'].map((key) => ({ key, name: key, kind: 'number' as const, weight: d('0.5') }))
    expect(worked({ kind: 'weighted', inputs }, ['2,5', '3,5'])).toContain('2,50 × 0,5 + 3,50 × 0,5 = 3 ')
    expect(worked({ kind: 'mean', inputs }, ['2,5', '3,5'])).toContain('(2,50 + 3,50) / 2 = 3 ')
    expect(worked({ kind: 'formula', expression: '-a + b*2', inputs }, ['2,5', '3'])).toContain('−2,5 + 3 × 2 = 3,50 ')
  })
})

describe('an input below zero', () => {
  const numbers = (...inputs: { unit?: string; maximum?: ReturnType<typeof d> }[]): Composite => ({
    kind: 'mean',
    inputs: inputs.map((input, i) => ({ key: `i${i}`, name: `Data ${i + 1}`, kind: 'number' as const, ...input })),
  })
  test('is taken where it can be, and its sign stands in the working', () => {
    const talk = reportTalk(facts(numbers({ unit: '%' }, { unit: 'Miliar' }, {}), 2))
    expect(talk.say('-3,2')).toContain('2 dari 3')
    expect(talk.say('(1,5)')).toContain('3 dari 3')
    expect(talk.say('10,7')).toContain('((-3,20) + (-1,50) + 10,70) / 3 = 2 dari target 2')
    talk.press('Simpan')
    expect(talk.saved.map((figure) => figure.kind === 'number' && figure.value.toString())).toEqual(['2'])
  })
  test('is refused of what is counted, and of a score out of so many', () => {
    expect(reportTalk(facts(numbers({ unit: 'Dokumen' }))).say('-3')).toContain('tidak mungkin negatif')
    expect(reportTalk(facts(numbers({ maximum: d(30) }))).say('-3')).toContain('tidak mungkin negatif')
  })
})

describe('a figure that is computed', () => {
  test('is never typed itself, neither below its card nor where it is doubted', () => {
    const talk = reportTalk(facts(spbe, 300))
    for (const text of ['2,8', '3,1', '0', '5']) talk.say(text)
    expect(talk.asked()).toContain('jauh di bawah target')
    expect(talk.say('250')).toContain('dihitung dari 4 data, jadi “250” belum dipakai')
    talk.press('Ya, 2,98')
    expect(talk.say('250')).toContain('dihitung dari 4 data, jadi “250” belum dipakai')
    talk.press('Ubah angka')
    expect(talk.asked()).toContain('1 dari 4: Domain kebijakan?')
    for (const text of ['280', '310', '0', '5']) talk.say(text)
    expect(talk.say('250')).toContain('dihitung dari 4 data, jadi “250” belum dipakai')
    talk.press('Simpan')
    expect(talk.saved.map((figure) => figure.kind === 'number' && figure.value.toString())).toEqual(['298'])
  })
})
