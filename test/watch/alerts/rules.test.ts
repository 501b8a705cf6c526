import { beforeAll, describe, expect, test } from 'vitest'
import { nationalHolidays } from '../../../src/calendar/holidays.ts'
import { AlertRules } from '../../../src/domain/leadership/alert-rules.ts'
import { alertRuleNames, lockedUnreported } from '../../../src/domain/leadership/alerts.ts'
import type { AlertRuleName, AlertState } from '../../../src/domain/leadership/alerts.ts'
import { d } from '../../../src/domain/decimal.ts'
import type { Quarter } from '../../../src/domain/period.ts'
import type { Reported } from '../../../src/domain/plan.ts'
import { compareStates } from '../../../src/watch/alerts/compare-states.ts'
import type { QuarterStanding } from '../../../src/calendar/quarter-standings.ts'
import { contextOf } from '../../../src/watch/alerts/context.ts'
import type { AlertContext } from '../../../src/watch/alerts/context.ts'
import { findAlerts } from '../../../src/watch/alerts/find-alerts.ts'
import { endedUnreported } from '../../../src/watch/alerts/ended-unreported.ts'
import { alertRules, rulesInForce } from '../../../src/watch/alerts/rules.ts'
import { tryRules } from '../../../src/watch/alerts/try-rules.ts'
import { realPlan } from '../../conversations/ask/real-plans.ts'
import type { RealPlan } from '../../conversations/ask/real-plans.ts'

let setda: RealPlan
beforeAll(async () => {
  setda = await realPlan('SETDA')
})

const found = (quarter: Quarter, lateDays = 0, change: (reported: Reported[]) => Reported[] = (all) => all, set: AlertRules = {}) =>
  findAlerts(contextOf(setda.plan, change(setda.reported), quarter, late(quarter, lateDays)), rulesInForce(set))

/** A quarter that is late by so many working days. */
const late = (quarter: Quarter, days: number): QuarterStanding[] => [{ quarter, phase: days > 0 ? 'late' : 'open', days }]
const of = (rule: AlertRuleName, states: AlertState[]) => states.filter((state) => state.rule === rule)
const named = (states: AlertState[]) => states.map(({ facts }) => facts.name)

/** The report of an indicator in a quarter, with another figure. */
const withValue = (name: string, quarter: Quarter, value: string) => (all: Reported[]) => {
  const key = setda.plan.indicators.find(({ shortName }) => shortName === name)?.key
  expect(key).toBeDefined()
  return all.map((report) =>
    report.indicatorKey === key && report.quarter === quarter
      ? { ...report, figure: { kind: 'number' as const, value: d(value) } }
      : report,
  )
}

describe('each rule on the published year of SETDA', () => {
  test('a low capaian is told, one under 50 is urgent', () => {
    const low = of('capaian-low', found(3))
    expect(low.map(({ level, facts }) => [facts.name, facts.shown?.toFixed(2), level])).toEqual([
      ['Fasilitasi Penyusunan Produk Hukum Daerah', '25.00', 'urgent'],
      ['Fasilitasi Bantuan Hukum', '50.00', 'attention'],
    ])
    expect(of('capaian-low', found(4)).find(({ facts }) => facts.shown?.toFixed(2) === '3.14')?.level).toBe('urgent')
  })
  test('a state goes on until the next report of its indicator: nothing ends because a quarter turned', () => {
    const tillTwo = (all: Reported[]) => all.filter(({ quarter }) => quarter === 1 || quarter === 2)
    const before = named(of('capaian-low', found(2, 0, tillTwo)))
    expect(before).toContain('Diklat Pegawai')
    expect(named(of('capaian-low', found(3, 0, tillTwo)))).toEqual(before)
    expect(named(of('capaian-low', found(3)))).not.toContain('Diklat Pegawai')
  })
  test('an overshoot says that the target is too low or a figure mistyped', () => {
    expect(of('overshoot', found(3)).map(({ facts }) => facts.shown?.toFixed(2))).toContain('525.00')
    expect(of('overshoot', found(1))).toEqual([])
  })
  test('a rating that got worse is told, one that got better is not', () => {
    const worse = of('rating-worse', found(3))
    expect(worse.map(({ facts }) => [facts.name, facts.before?.rating, facts.rating])).toEqual([
      ['Bahan Logistik Kantor', 'Tercapai', 'Belum tercapai'],
    ])
  })
  test('a drop is measured in points, and coming back to target from far above is none', () => {
    const drops = of('drop', found(4))
    expect(drops.find(({ facts }) => facts.shown?.toFixed(2) === '3.14')?.facts.measured.points?.toFixed(2)).toBe('96.86')
    expect(drops.every(({ facts }) => facts.shown?.lt(100))).toBe(true)
  })
  test('missing reports are one state, after seven working days', () => {
    expect(of('not-reported', found(3, 6))).toEqual([])
    const [late, ...more] = of('not-reported', found(3, 7))
    expect(more).toEqual([])
    expect(late?.facts.missing.map(({ name }) => name)).toEqual([
      'Gaji dan Tunjangan KDH/WKDH',
      'Pelaksanaan Kebijakan…: Kebijakan, Evaluasi…',
    ])
    // The days that go by change nothing: the same state is not told again.
    expect(compareStates([{ ...(late as AlertState), id: 1 }], of('not-reported', found(3, 9)))).toEqual({
      begun: [],
      changed: [],
      ended: [],
    })
  })
  test('money off its plan: 57,88 of 79,52 up to TW III', () => {
    const [money] = of('money-off-plan', found(3))
    expect(money?.facts.measured.spent?.toFixed(2)).toBe('57.88')
    expect(money?.facts.measured.planned?.toFixed(2)).toBe('79.52')
  })
  test('a quarter that is only beginning to be reported is not compared with its whole plan', () => {
    const few = (all: Reported[]) => all.filter(({ quarter }, at) => quarter === 1 || quarter === 2 || (quarter === 3 && at % 9 === 0))
    const plan = {
      ...setda.plan,
      budget: setda.plan.budget.map((row) => {
        const [one, two] = row.realised.quarters
        return { ...row, realised: { quarters: [one, two, null, null] as const } }
      }),
    }
    const [money] = of('money-off-plan', findAlerts(contextOf(plan, few(setda.reported), 3, []), rulesInForce()))
    expect(money?.facts.quarter).toBe(2)
    expect(money?.facts.measured.planned?.toFixed(2)).toBe('52.58')
  })
  test('work and money of a program apart', () => {
    const [row] = of('physical-against-money', found(2))
    expect(row?.facts.name).toBe('Program Pemerintahan Dan Kesejahteraan Rakyat')
    expect(row?.facts.measured.points?.toFixed(2)).toBe('44.92')
  })
  test('a forecast that misses the year, in TW II and III only', () => {
    expect(of('forecast', found(2))).toHaveLength(2)
    expect(of('forecast', found(4))).toEqual([])
    for (const { facts } of of('forecast', found(3))) expect(facts.measured.percent?.lt(80)).toBe(true)
  })
  test("a year's figure that its quarters contradict", () => {
    const [ikm] = of('contradiction', found(4))
    expect(ikm?.facts).toMatchObject({ name: 'Nilai IKM SETDA', detail: 'year' })
    expect(ikm?.facts.measured.found?.toFixed(2)).toBe('88.13')
    expect(ikm?.facts.measured.expected?.toFixed(2)).toBe('87.42')
  })
  test('the year does not flood: of what is told in a room, 2, 4, 4 and 10 states of 29 indicators', () => {
    const told = ([1, 2, 3, 4] as const).map((quarter) => found(quarter, 8).filter(({ level }) => level !== 'info').length)
    expect(told).toEqual([2, 4, 4, 10])
  })
})

test('a provisional figure alerts as provisional', () => {
  const provisional = (all: Reported[]) =>
    withValue(
      'Fasilitasi Bantuan Hukum',
      3,
      '1',
    )(all).map((report) =>
      report.figure.kind === 'number' && report.quarter === 3 ? { ...report, figure: { ...report.figure, provisional: true } } : report,
    )
  expect(of('capaian-low', found(3, 0, provisional)).every(({ facts }) => facts.provisional)).toBe(true)
  expect(of('capaian-low', found(3)).some(({ facts }) => facts.provisional)).toBe(false)
})

describe('the band edges of the thresholds', () => {
  const name = 'Fasilitasi Kunjungan Tamu'
  const at = (percent: string) => {
    // As exact as the edge: a counted unit would be rounded before it is compared.
    const indicators = setda.plan.indicators.map((one) => (one.shortName === name ? { ...one, decimals: 6 } : one))
    const target = indicators.find(({ shortName }) => shortName === name)?.targets.quarters[2]
    const value = target?.kind === 'number' ? target.value.times(percent).div(100).toFixed() : '0'
    const reported = withValue(name, 3, value)(setda.reported)
    return findAlerts(contextOf({ ...setda.plan, indicators }, reported, 3, []), rulesInForce())
      .filter(({ facts }) => facts.name === name)
      .map(({ rule, level }) => `${rule} ${level}`)
  }
  test.each([
    ['80', []],
    ['79.99', ['capaian-low attention']],
    ['50', ['capaian-low attention']],
    ['49.99', ['capaian-low urgent']],
    ['150', []],
    ['150.01', ['overshoot info']],
  ])('%s percent', (percent, expected) => {
    expect(at(percent).filter((rule) => rule.startsWith('capaian-low') || rule.startsWith('overshoot'))).toEqual(expected)
  })
})

describe('the list of rules', () => {
  test('is closed, and each says where it comes from', () => {
    expect(Object.keys(alertRules)).toEqual([...alertRuleNames])
    for (const rule of Object.values(alertRules)) expect(rule.source.length).toBeGreaterThan(20)
  })
  test('an agency switches rules off and moves thresholds; what is unknown is refused', () => {
    const set = AlertRules.parse({ 'capaian-low': { threshold: '40', level: 'info' }, drop: { on: false } })
    const states = found(4, 0, undefined, set)
    expect(of('drop', states)).toEqual([])
    expect(of('capaian-low', states).map(({ facts }) => facts.shown?.toFixed(2))).toEqual(['36.36', '3.14'])
    expect(AlertRules.safeParse({ capaian: {} }).success).toBe(false)
    expect(AlertRules.safeParse({ drop: { treshold: '3' } }).success).toBe(false)
  })
})

test.each<[AlertRuleName, Quarter, number, string, string]>([
  ['drop', 4, 0, '90', '1000'],
  ['overshoot', 3, 0, '500', '526'],
  ['not-reported', 3, 9, '9', '10'],
  ['money-off-plan', 3, 0, '21', '22'],
  ['physical-against-money', 2, 0, '44', '45'],
  ['forecast', 3, 0, '80', '0'],
  ['rating-worse', 3, 0, '1', '2'],
])('%s in TW %i is urgent from where the agency says', (rule, quarter, lateDays, from, beyond) => {
  const levels = (urgentFrom: string) => {
    const set = AlertRules.parse({ [rule]: { urgentFrom } })
    return of(rule, found(quarter, lateDays, undefined, set)).map(({ level }) => level)
  }
  expect(levels(from)).toContain('urgent')
  expect(levels(beyond)).not.toContain('urgent')
  expect(levels(beyond).length).toBeGreaterThan(0)
})

test('the same state is never told twice: it is updated, and ends', () => {
  const states = (value: string) => of('capaian-low', found(3, 0, withValue('Fasilitasi Bantuan Hukum', 3, value)))
  const open = states('1').map((state, id) => ({ ...state, id }))
  expect(compareStates(open, states('1'))).toEqual({ begun: [], changed: [], ended: [] })
  const worse = compareStates(open, states('0'))
  expect(worse.begun).toEqual([])
  expect(worse.changed.map(({ open: { facts } }) => facts.name)).toEqual(['Fasilitasi Bantuan Hukum'])
  const better = compareStates(open, states('2'))
  expect(better.ended.map(({ facts }) => facts.name)).toEqual(['Fasilitasi Bantuan Hukum'])
})

describe('missing reports', () => {
  const at = (quarter: Quarter, standings: QuarterStanding[], reported = setda.reported) =>
    contextOf(setda.plan, reported, quarter, standings)
  const third = (phase: QuarterStanding['phase']): QuarterStanding => ({ quarter: 3, phase, days: 60 })
  const states = (context: AlertContext) => of('not-reported', findAlerts(context, rulesInForce()))
  test('are still waited for when the next quarter runs, until their period is locked', () => {
    const both = states(at(4, [third('late'), { quarter: 4, phase: 'late', days: 8 }]))
    expect(both.map(({ subject }) => subject)).toEqual(['2024:reports:3', '2024:reports:4'])
    expect(both[0]?.facts).toMatchObject({
      quarter: 3,
      missing: [{ unitName: 'Bagian Umum' }, { unitName: 'Bagian Kesejahteraan Sosial' }],
    })
    expect(states(at(4, [third('locked')]))).toEqual([])
  })
  test('end unreported only where they are missing and locked: not when they came, nor where more time is given', () => {
    const [state] = states(at(3, [third('late')]))
    if (!state) throw new Error('nothing is missing')
    expect(endedUnreported(state, at(4, [third('locked')]))).toMatchObject({ quarter: 3, detail: lockedUnreported })
    expect(endedUnreported(state, at(4, [third('locked')]))?.missing.map(({ unitName }) => unitName)).toEqual([
      'Bagian Umum',
      'Bagian Kesejahteraan Sosial',
    ])
    expect(endedUnreported(state, at(4, [third('open')]))).toBeUndefined()
    const [one] = setda.reported
    if (!one) throw new Error('nothing is reported')
    const told = new Set(setda.reported.filter(({ quarter }) => quarter === 3).map(({ indicatorKey }) => indicatorKey))
    const late = setda.plan.indicators.filter(
      ({ key, shortName }) => !told.has(key) && state.facts.missing.some(({ name }) => name === shortName),
    )
    const figure = { kind: 'number' as const, value: d('1') }
    const came = [...setda.reported, ...late.map(({ key }): Reported => ({ ...one, indicatorKey: key, quarter: 3, figure }))]
    expect(endedUnreported(state, at(4, [third('locked')], came))).toBeUndefined()
  })
})

test('rules tried on the year say when each state would have begun and ended', () => {
  const raised = tryRules(setda, { rules: {}, exceptions: {} }, {}, nationalHolidays())
  const training = raised.find(({ state }) => state.rule === 'capaian-low' && state.facts.name === 'Diklat Pegawai')
  expect(training).toMatchObject({ period: '2024-2', begins: '2024-07-06', ends: '2024-10-08' })
  const missing = raised.find(({ state }) => state.rule === 'not-reported' && state.facts.quarter === 3)
  expect(missing).toMatchObject({ period: '2024-3', begins: '2024-10-16', ends: '2024-10-22' })
  const subjects = raised.map(({ state, begins }) => `${state.rule} ${state.subject} ${begins}`)
  expect(new Set(subjects).size).toBe(subjects.length)
})
