import { beforeAll, describe, expect, test } from 'vitest'
import { assessAgency } from '../../src/domain/assess/assess.ts'
import { drawAgency } from '../../src/pictures/draw-agency.ts'
import { drawHeatMap } from '../../src/pictures/draw-heat-map.ts'
import { heatMapOf } from '../../src/pictures/heat-map.ts'
import type { HeatMap } from '../../src/pictures/heat-map.ts'
import { leagueOf } from '../../src/pictures/league-picture.ts'
import { createTexts } from '../../src/text/texts.ts'
import { realPlan } from '../conversations/ask/real-plans.ts'

const texts = createTexts('id')
const at = 'Senin, 7 Okt 2024, pukul 07.30 WIB'
let map: HeatMap
beforeAll(async () => {
  const { plan, reported } = await realPlan('SETDA')
  map = heatMapOf(assessAgency(plan, reported, 3), 3, texts, at)
})

describe('the heat map of SETDA up to TW III', () => {
  test('begins with what needs a look: the lowest of the newest quarter, then what is missing', () => {
    expect(map.rows.slice(0, 4).map(({ label, cells }) => [label, cells[2]])).toEqual([
      ['Fasilitasi Penyusunan Produk Hukum Daerah', { kind: 'value', shown: '25,00%', tone: 'poor' }],
      ['Fasilitasi Bantuan Hukum', { kind: 'value', shown: '50,00%', tone: 'poor' }],
      ['Bahan Logistik Kantor', { kind: 'value', shown: '83,28%', tone: 'poor' }],
      ['Gaji dan Tunjangan KDH/WKDH', { kind: 'missing' }],
    ])
    expect(map.rows).toHaveLength(20)
    expect(map.more).toBe('dan 16 lainnya')
  })
  test('shows nothing of a quarter that is still to come', () => {
    expect(map.rows.every(({ cells }) => cells[3]?.kind === 'empty')).toBe(true)
  })
  test('is drawn with whose figures they are, of when, and every number in its cell', () => {
    const svg = drawHeatMap(map)
    for (const text of ['SETDA · 2024 per triwulan', `Keadaan ${at}`, '25,00%', '525,00%', 'belum dilaporkan']) expect(svg).toContain(text)
    expect(svg).not.toMatch(/NaN|undefined/)
  })
  test('carries no markup of people', () => {
    const svg = drawHeatMap({ ...map, title: '<b>&', rows: [{ label: '<script>', cells: [] }] })
    expect(svg).toContain('&lt;script&gt;')
    expect(svg).not.toContain('<script>')
  })
})

test('the league of agencies puts the highest mean first', async () => {
  const plans = await Promise.all(['BKPSDM', 'SETDA'].map((name) => realPlan(name)))
  const assessed = plans.map(({ plan, reported }) => assessAgency(plan, reported, 'year'))
  const league = leagueOf(assessed, { year: 2024, quarter: 'year' }, texts, at)
  expect(league.rows.map(({ label, shown }) => [label, shown])).toEqual([
    ['SETDA', '112,23%'],
    ['BKPSDM', '107,41%'],
  ])
  expect(league.title).toBe('Kota Bekasi · 2024')
  // A group that is not the whole government is called by its agencies.
  const group = leagueOf(assessed, { year: 2024, quarter: 'year', who: 'SETDA, BKPSDM' }, texts, at)
  expect(drawAgency(group)).toContain('SETDA, BKPSDM · 2024')
})
