import { describe, expect, test } from 'vitest'
import type { AgencyAssessment, IndicatorAssessment, QuarterAssessment, Rated, Reason } from '../../src/domain/assess/assessment.ts'
import { d } from '../../src/domain/decimal.ts'
import type { Figure } from '../../src/domain/figure.ts'
import { knownScales } from '../../src/domain/rating/known-scales.ts'
import type { Indicator, ReportState, Scale, Standing } from '../../src/domain/plan.ts'
import { rated } from '../../src/domain/rating/rated.ts'
import { pictureOf } from '../../src/pictures/agency-picture.ts'
import { toneOf, toneOfBand } from '../../src/pictures/rating-tone.ts'
import { createTexts } from '../../src/text/texts.ts'

const scaleNamed = (key: string): Scale => {
  const scale = knownScales.find((known) => known.key === key)
  if (!scale) throw new Error(`no scale ${key}`)
  return scale
}
const agencyWith = (scale: Scale): AgencyAssessment['plan']['agency'] => ({
  key: 'setda',
  name: 'Sekretariat Daerah Kota Bekasi',
  shortName: 'SETDA',
  governmentName: 'Pemerintah Kota Bekasi',
  scales: [scale],
  rules: {
    decimals: 2,
    causeBelow: d('80'),
    causeAbove: d('120'),
    floorAtZero: false,
    ratingOn: 'shown',
    meanOf: 'unrounded',
    efficiency: 'difference',
    renstraComparison: 'ratio',
    capaianScale: scale.key,
  },
})
const capaianOf = (percent: string, scale: Scale): Rated =>
  rated(
    { kind: 'percent', value: d(percent), working: { formula: 'maximise', terms: {} } },
    { rules: agencyWith(scale).rules, scales: new Map([[scale.key, scale]]) },
  )

type Given = { name: string; percent?: string; reason?: Reason; due?: boolean; standing?: Standing; figure?: Figure; state?: ReportState }
const indicatorOf = (
  { name, percent, reason = 'not-reported', due = true, ...given }: Given,
  position: number,
  scale: Scale,
): IndicatorAssessment => {
  const indicator: Indicator = {
    key: name,
    name,
    shortName: name,
    level: 'subkegiatan',
    standing: given.standing ?? 'support',
    unit: 'Dokumen',
    decimals: 2,
    formula: 'maximise',
    basis: 'parts',
    aggregation: 'sum',
    evidence: 'optional',
    targets: { year: null, quarters: [null, null, null, null] },
    previousYears: {},
    renstra: { targets: {} },
    comparisons: [],
    position,
  }
  const rating = percent === undefined ? { capaian: { kind: 'undefined' as const, reason } } : capaianOf(percent, scale)
  const figure = given.figure ?? { kind: 'number', value: d('1') }
  const report = {
    indicatorKey: name,
    quarter: 3 as const,
    figure,
    state: given.state ?? 'verified',
    evidence: 0,
    at: '2024-10-04T01:00:00Z',
    by: '1',
    onTime: true,
    version: 1,
  }
  const reported = percent !== undefined || given.figure !== undefined
  const quarter = (at: 1 | 2 | 3 | 4): QuarterAssessment => ({
    ...rating,
    quarter: at,
    target: { kind: 'grade', letter: 'A' },
    due,
    state: reported ? 'reported' : due ? 'not-reported' : 'not-due',
    ...(reported && { report }),
  })
  return {
    indicator,
    quarters: [quarter(1), quarter(2), quarter(3), quarter(4)],
    toDate: { ...rating, upTo: 3, target: null, missing: [] },
    againstYear: rating,
    year: {
      ...rating,
      target: null,
      state: reported ? 'reported' : 'not-reported',
      from: reported ? 'quarters' : 'nothing',
      missing: [2],
      ...(reported && { realisation: figure, report }),
    },
    comparisons: [],
  }
}
const assessmentOf = (given: Given[], more: Partial<AgencyAssessment> = {}, scale = scaleNamed('three-words')): AgencyAssessment => ({
  plan: { agency: agencyWith(scale), year: 2024, objectives: [], indicators: [], budget: [] },
  quarter: 3,
  indicators: given.map((one, at) => indicatorOf(one, at, scale)),
  headline: {
    value: d('130.44'),
    shown: d('130.44'),
    rating: capaianOf('130.44', scale).rating,
    entered: 27,
    of: 29,
    notYetPublished: 0,
    notReported: 2,
    withoutCapaian: 0,
    pulling: [],
  },
  headlineOf: 'support',
  objectives: [],
  counts: [],
  reported: { done: 27, due: 29, onTime: 25, unverified: 5 },
  budget: [],
  efficiency: [],
  ...more,
})
const id = createTexts('id')
const at = 'Jumat, 4 Okt 2024, pukul 08.00 WIB'
const labels = (given: Given[], more: Partial<AgencyAssessment> = {}) =>
  pictureOf({ assessment: assessmentOf(given, more) }, id, at).rows.map(({ label }) => label)

describe('what the picture of an agency says', () => {
  test('its words, in Indonesian', () => {
    const { rows, ...said } = pictureOf({ assessment: assessmentOf([{ name: 'Bahan Logistik Kantor', percent: '83.277' }]) }, id, at)
    expect(said).toEqual({
      title: 'SETDA · TW III 2024',
      owner: 'Sekretariat Daerah Kota Bekasi · Pemerintah Kota Bekasi',
      subtitle: 'Rata-rata 130,44% (Terlampaui), 27 dari 29 indikator pendukung',
      asOf: 'Keadaan Jumat, 4 Okt 2024, pukul 08.00 WIB',
      notice: '5 belum diverifikasi',
      legend: [{ tone: 'poor', label: 'Belum tercapai' }],
      targetLabel: 'Target = 100%',
    })
    expect(rows).toEqual([{ label: 'Bahan Logistik Kantor', value: '83.28', shown: '83,28%', tone: 'poor', mark: 'Belum tercapai' }])
  })

  test('and in English, with the decimal mark of it', () => {
    const picture = pictureOf(
      { assessment: assessmentOf([{ name: 'Office supplies', percent: '83.277' }]) },
      createTexts('en'),
      'Friday, 4 Oct 2024',
    )
    expect([picture.title, picture.notice, picture.rows[0]?.shown]).toEqual(['SETDA · Q3 2024', '5 not verified', '83.28%'])
  })

  test('no warning where all is verified, no mean where there is none', () => {
    const headline = { entered: 0, of: 14, notYetPublished: 1, notReported: 13, withoutCapaian: 0, pulling: [] }
    const reported = { done: 0, due: 14, onTime: 0, unverified: 0 }
    const picture = pictureOf({ assessment: assessmentOf([], { headline, headlineOf: 'agreement', reported, quarter: 'year' }) }, id, at)
    expect(picture).not.toHaveProperty('notice')
    expect(picture.title).toBe('SETDA · 2024')
    expect(picture.subtitle).toBe('Belum ada capaian, 0 dari 14 indikator, 1 belum rilis')
  })

  test('first what needs a look: under target, without a figure, far over it', () => {
    const given = [
      { name: 'reached first', percent: '100' },
      { name: 'reached second', percent: '100' },
      { name: 'far over', percent: '525' },
      { name: 'not reported' },
      { name: 'half', percent: '50' },
      { name: 'quarter', percent: '25' },
    ]
    expect(labels(given)).toEqual(['quarter', 'half', 'not reported', 'far over', 'reached first', 'reached second'])
  })

  test('only indicators that the headline is about, and that are due', () => {
    const given: Given[] = [
      { name: 'due', percent: '100' },
      { name: 'voluntary', percent: '100', due: false },
      { name: 'of the agreement', percent: '100', standing: 'agreement' },
      { name: 'component', percent: '100', standing: 'component' },
    ]
    expect(labels(given)).toEqual(['due'])
    expect(labels(given, { headlineOf: 'agreement', quarter: 'year' })).toEqual(['of the agreement'])
  })

  test('at most 14 rows, and how many are left; missing ones do not push out the bars', () => {
    const bars = Array.from({ length: 12 }, (_, n) => ({ name: `bar ${n}`, percent: '100' }))
    const gaps = Array.from({ length: 17 }, (_, n) => ({ name: `gap ${n}` }))
    const picture = pictureOf({ assessment: assessmentOf([...gaps, ...bars]) }, id, at)
    expect(picture.rows).toHaveLength(14)
    expect(picture.rows.filter(({ value }) => value === undefined)).toHaveLength(4)
    expect(picture.more).toBe('dan 15 lainnya')
    expect(pictureOf({ assessment: assessmentOf(bars) }, id, at)).not.toHaveProperty('more')
  })

  test('what is not due yet is not called unreported', () => {
    const noted = (quarter: AgencyAssessment['quarter'], ended?: number) => {
      const assessment = assessmentOf([{ name: 'IKM', standing: 'agreement' }], { headlineOf: 'agreement', quarter })
      return pictureOf({ assessment, ...(ended !== undefined && { ended }) }, id, at).rows.map(({ note }) => note)
    }
    expect([noted('year'), noted('year', 1), noted('year', 0)]).toEqual([
      ['belum dilaporkan'],
      ['belum dilaporkan'],
      ['jatuh tempo April 2024'],
    ])
    expect([noted(3, 3), noted(3, 2)]).toEqual([['belum dilaporkan'], ['jatuh tempo Oktober 2024']])
  })

  test('a note in place of a capaian that there is not; two grades stand side by side', () => {
    const unpublished = pictureOf({ assessment: assessmentOf([{ name: 'IP ASN', reason: 'not-yet-published' }]) }, id, at)
    expect(unpublished.rows).toEqual([{ label: 'IP ASN', shown: '–', note: 'belum rilis', tone: 'none', mark: '' }])
    const figure: Figure = { kind: 'grade', letter: 'B', score: d('68.1') }
    const grade = pictureOf({ assessment: assessmentOf([{ name: 'AKIP', reason: 'below-grade', figure }]) }, id, at)
    expect(grade.rows).toEqual([{ label: 'AKIP', shown: '–', note: 'B (68,10), target A', tone: 'poor', mark: 'di bawah target' }])
  })

  test('a figure keeps its marks: provisional, returned, and in a year the quarters that it lacks', () => {
    const given: Given[] = [
      { name: 'IKM', percent: '100', state: 'returned', figure: { kind: 'number', value: d('88'), provisional: true } },
    ]
    expect(pictureOf({ assessment: assessmentOf(given) }, id, at).rows[0]?.remark).toBe('sementara · dikembalikan')
    expect(pictureOf({ assessment: assessmentOf(given, { quarter: 'year' }) }, id, at).rows[0]?.remark).toBe(
      'sementara · dikembalikan · belum lengkap: TW II',
    )
  })
})

describe('the colour of a rating', () => {
  test.each([
    ['permenpanrb-8-2021', 'good good fair poor poor'],
    ['permendagri-86-2017', 'good good fair poor poor'],
    ['three-words', 'good good poor'],
    ['reached', 'good poor'],
    ['batam', 'good good fair poor'],
    ['pasuruan', 'good good fair poor poor'],
    ['sakip', 'good good good fair fair poor poor'],
  ])('bands of %s, best first: %s', (key, expected) => {
    const scale = scaleNamed(key)
    expect(scale.bands.map((band) => toneOfBand(scale, band)).join(' ')).toBe(expected)
  })

  test.each([
    ['99.29', 'fair'],
    ['100', 'good'],
    ['99.995', 'good'],
    ['123.66', 'good'],
    ['79.5', 'poor'],
    ['-50', 'poor'],
  ])('%s on the five bands is %s, decided on the value as shown', (percent, tone) => {
    const scale = scaleNamed('permenpanrb-8-2021')
    expect(toneOf(capaianOf(percent, scale), [scale])).toBe(tone)
  })
})
