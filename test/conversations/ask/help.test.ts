import { beforeAll, expect, test } from 'vitest'
import { help, welcome } from '../../../src/conversations/help.ts'
import type { Setting } from '../../../src/conversations/session.ts'
import { head, houseOf, play, seen, setting } from './play.ts'
import type { House } from './play.ts'
import { realPlan } from './real-plans.ts'

/** SETDA is agency 1, BKPSDM 2. */
let house: House
beforeAll(async () => {
  house = houseOf({ known: await realPlan('SETDA'), quarter: 3 }, { known: await realPlan('BKPSDM'), quarter: 0 })
})

const capaianLine = (own: Partial<Setting> = {}, locale: 'id' | 'en' = 'id', in_: House = house) =>
  seen(play(help(setting(own, locale)), in_))
    .join('\n')
    .split('\n')
    .find((line) => /^\/(capaian|achievement)/.test(line))

test('The example in the help is an agency that is there: the own one, in a room one that it covers', () => {
  const inBkpsdm = { ...head, grants: [{ role: 'head' as const, agencyId: 2 }] }
  expect(capaianLine()).toBe('/capaian · capaian, misalnya /capaian SETDA')
  expect(capaianLine({ viewer: inBkpsdm })).toBe('/capaian · capaian, misalnya /capaian BKPSDM')
  expect(capaianLine({ room: { covers: [2], locale: 'id' } })).toBe('/capaian · capaian, misalnya /capaian BKPSDM')
  expect(capaianLine({ viewer: inBkpsdm }, 'en')).toBe('/achievement · achievement, for example /achievement BKPSDM')
})

test('Whoever sees no agency gets no example', () => {
  expect(capaianLine({}, 'id', houseOf())).toBe('/capaian · capaian')
  expect(seen(play(welcome(setting()), houseOf())).join('\n')).not.toContain('misalnya')
})
