import { describe, expect, test } from 'vitest'
import { d } from '../../../src/domain/decimal.ts'
import type { MoneyContext, MoneyRead } from '../../../src/domain/typed/parse-money.ts'
import { readMoney } from '../../../src/domain/typed/parse-money.ts'

const planned: MoneyContext = { plan: d('1530810235'), ceiling: d('4195150000') }

const outcome = (read: MoneyRead): string => {
  const written = ({ kind, value }: { kind: string; value: { toFixed: () => string } }) =>
    `${kind === 'percent' ? '%' : 'Rp'}${value.toFixed()}`
  switch (read.kind) {
    case 'understood':
      return written(read.money)
    case 'ambiguous':
      return read.choices.map((choice) => `${written(choice.money)} (${choice.as})`).join(' | ')
    case 'far':
      return `benar ${written(read.money)}?`
    case 'refused':
      return read.reason
  }
}

describe('money as officers type it', () => {
  test.each<[string, MoneyContext, string]>([
    ['Rp 1.250.000.000,-', planned, 'Rp1250000000'],
    ['Rp1.250.000.000,00', planned, 'Rp1250000000'],
    ['Rp. 1.250.000.000', planned, 'Rp1250000000'],
    ['IDR 1,250,000,000', planned, 'Rp1250000000'],
    ['1.250.000.000', planned, 'Rp1250000000'],
    ['1250000000 rupiah', planned, 'Rp1250000000'],
    ['Rp 1,2 M', planned, 'Rp1200000000'],
    ['1,2 miliar', planned, 'Rp1200000000'],
    ['1.2 milyar', planned, 'Rp1200000000'],
    ['350 jt', planned, 'Rp350000000'],
    ['350jt', planned, 'Rp350000000'],
    ['Rp350 juta', planned, 'Rp350000000'],
    ['1.250 jt', planned, 'Rp1250000000'],
    ['4,5 M', planned, 'benar Rp4500000000?'],
    ['104,2%', planned, 'benar %104.2?'],
    ['Rp 4.195.150.000', planned, 'Rp4195150000'],
    ['100%', planned, '%100'],
    ['Rp 0', planned, 'Rp0'],
    ['nihil', planned, 'Rp0'],
    ['0', planned, 'Rp0'],
    ['1,5 T', {}, 'Rp1500000000000'],
    ['57,5%', planned, '%57.5'],
    ['57,5 persen', planned, '%57.5'],
    ['-1,77%', planned, '%-1.77'],
    ['57,5', planned, '%57.5 (percent)'],
    ['350', planned, 'Rp350000000 (rupiah)'],
    ['100', planned, '%100 (percent) | Rp100000000 (rupiah)'],
    ['Rp 1,2 T', planned, 'benar Rp1200000000000?'],
    ['5750%', planned, 'benar %5750?'],
    ['Rp', planned, 'not-a-number'],
    ['Rp 20 30', planned, 'two-numbers'],
    ['Rp 1.25.000', planned, 'bad-groups'],
    ['20 orang', planned, 'not-a-number'],
    ['-', planned, 'dash'],
    ['', planned, 'empty'],
  ])('%s', (typed, context, expected) => expect(outcome(readMoney(typed, context))).toBe(expected))
})
