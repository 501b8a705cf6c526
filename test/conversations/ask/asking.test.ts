import { beforeAll, describe, expect, test } from 'vitest'
import { askCapaian, askTargets, showAgency, showIndicator } from '../../../src/conversations/ask/ask.ts'
import type { Setting } from '../../../src/conversations/session.ts'
import { d } from '../../../src/domain/decimal.ts'
import type { Task, Viewer } from '../../../src/domain/requests/requests.ts'
import { head, houseOf, indicatorId, play, seen, setting } from './play.ts'
import type { House } from './play.ts'
import { realPlan } from './real-plans.ts'

/** SETDA is agency 1, BKPSDM 2, BKD 3: the whole published year of each. */
let house: House
beforeAll(async () => {
  house = houseOf(
    { known: await realPlan('SETDA'), quarter: 3 },
    { known: await realPlan('BKPSDM'), quarter: 0 },
    { known: await realPlan('BKD'), quarter: 0 },
  )
})

const capaian = (argument: string, own: Partial<Setting> = {}, locale: 'id' | 'en' = 'id') =>
  seen(play(askCapaian(setting(own, locale), argument), house))

describe('/capaian BKD 2024', () => {
  test('is the mean, what it is of, and what needs a look first', () => {
    const lines = capaian('BKD 2024')
    expect(lines.slice(0, 2)).toEqual([
      '**BKD DKI Jakarta · 2024: 104,63%** (Tercapai), rata-rata 13 dari 14 indikator, 1 belum rilis',
      '▲ di atas target: 5 · = sesuai target: 8 · ▼ di bawah target: 0',
    ])
    expect(lines[2]).toMatch(/^\*\*.*Kualifikasi, Kinerja.*\*\* belum rilis, target 50,24$/)
    expect(lines[3]).toMatch(/ 89,46 \/ 71% = \*\*126,00%\*\* ▲ Tercapai$/)
    expect(lines[4]).toMatch(/ 4 \/ 3,25 = \*\*123,08%\*\* ▲ Tercapai$/)
    expect(lines.slice(5)).toEqual([
      'Anggaran terserap **87,59%**',
      '[Semua 14] [Per sasaran] [Triwulan]',
      '[Anggaran] [Target]',
      'BKD DKI Jakarta · 2024: gambar capaian terhadap target',
      '(agency-picture, notice)',
    ])
  })
  test('is the same whatever the order and the writing', () => {
    for (const asked of ['2024 bkd', 'bkd tahun 2024', 'Bkd setahun']) expect(capaian(asked)).toEqual(capaian('BKD 2024'))
  })
})

describe('/capaian SETDA TW3 2024', () => {
  test('has the mean of what was due, and says what pulls it', () => {
    const lines = capaian('SETDA TW3 2024')
    expect(lines[0]).toBe(
      '**SETDA Kota Bekasi · TW III 2024: 130,44%** (Terlampaui), rata-rata 27 dari 29 subkegiatan, 2 belum dilaporkan. ' +
        'Paling memengaruhi rata-rata: Diklat Pegawai 525,00%, Barang Cetak dan Penggandaan 314,52%',
    )
    expect(lines[1]).toBe('▲ di atas target: 6 · = sesuai target: 18 · ▼ di bawah target: 3')
    expect(lines[2]).toBe('Dilaporkan 27 dari 29, 27 tepat waktu')
  })
  test('where the agreement is due and says nothing yet, its support speaks beside it', async () => {
    const { plan, reported } = await realPlan('SETDA')
    const support = new Set(plan.indicators.filter(({ standing }) => standing === 'support').map(({ key }) => key))
    const known = { plan, reported: reported.filter(({ indicatorKey }) => support.has(indicatorKey)) }
    const lines = seen(play(askCapaian(setting(), 'SETDA TW4 2024'), houseOf({ known, quarter: 4 })))
    expect(lines[0]).toBe('**SETDA Kota Bekasi · TW IV 2024: belum ada capaian**, 6 indikator, 6 belum dilaporkan')
    expect(lines[1]).toMatch(/^Indikator pendukungnya: \*\*\d+,\d\d%\*\* \(.+\), rata-rata \d+ dari \d+ subkegiatan, \d+ belum dilaporkan/)
    expect(lines[2]).toMatch(/^▲ di atas target: \d+ · = sesuai target: \d+ · ▼ di bawah target: \d+$/)
    expect(lines.slice(3).some((line) => line.includes('▼ Belum tercapai'))).toBe(true)
  })
  test('shows what needs a look first: the lowest below target and what is missing; the rest is behind a button', () => {
    const lines = capaian('SETDA TW3 2024')
    expect(lines[3]).toMatch(/ 1 \/ 4 dokumen = \*\*25,00%\*\* ▼ Belum tercapai/)
    expect(lines[4]).toMatch(/ belum dilaporkan, target 6 OB$/)
    expect(lines.some((line) => /^\[Semua \d+\]/.test(line))).toBe(true)
  })
  test('has the year and the money beside it, in six lines', () => {
    const lines = capaian('SETDA TW3 2024')
    const text = lines.filter((line) => !line.startsWith('[')).slice(0, -2)
    expect(text).toHaveLength(6)
    expect(text[5]).toBe('Setahun 2024: **112,23%** (Terlampaui), 5 dari 6 indikator · Anggaran s.d. TW III **57,88%** dari rencana 79,52%')
  })
  test('reads in English too', () => {
    const lines = capaian('SETDA TW3 2024', {}, 'en')
    expect(lines[0]).toBe(
      '**SETDA Kota Bekasi · Q3 2024: 130.44%** (exceeded), mean of 27 of 29 sub-activities, 2 not reported. Pulling the mean most: Diklat Pegawai 525.00%, Barang Cetak dan Penggandaan 314.52%',
    )
    expect(lines[1]).toBe('▲ above target: 6 · = on target: 18 · ▼ below target: 3')
    expect(lines.at(-3)).toBe('[Targets]')
  })
})

describe('figures that are not final', () => {
  test('make the answer a draft, and one sent back comes first with its mark', async () => {
    const known = await realPlan('SETDA', 2)
    const key = known.plan.indicators.find(({ shortName }) => shortName === 'Bahan Logistik Kantor')?.key
    const reported = known.reported.map((one) => ({
      ...one,
      state: one.indicatorKey === key ? ('returned' as const) : ('submitted' as const),
    }))
    const lines = seen(play(showAgency(setting(), { agencyId: 1 }), houseOf({ known: { ...known, reported }, quarter: 2 })))
    expect(lines[2]).toBe('Dilaporkan 25 dari 29, 25 tepat waktu · KONSEP: 25 belum diverifikasi')
    expect(lines[3]).toBe('**Bahan Logistik Kantor** 2.755 / 2.755 paket = **100,00%** = Tercapai · dikembalikan verifikator')
    expect(lines[5]).toMatch(/^Perjanjian kinerja 2024: 6 indikator tahunan, jatuh tempo Januari 2025 · Anggaran s\.d\. TW II /)
  })
  test('and no figure at all is no zero', async () => {
    const { plan } = await realPlan('SETDA')
    const lines = seen(play(showAgency(setting(), { agencyId: 1 }), houseOf({ known: { plan, reported: [] }, quarter: 1 })))
    expect(lines[0]).toBe('**SETDA Kota Bekasi · TW I 2024: belum ada capaian**, 22 subkegiatan, 22 belum dilaporkan')
    expect(lines[1]).toBe('Dilaporkan 0 dari 22')
  })
})

test('A quarter that no year has is said to be none', () => {
  expect(capaian('setda tw 5')).toEqual(['“tw 5” tidak ada; setahun punya TW I sampai TW IV.'])
  expect(seen(play(askTargets(setting(), 'setda tw 5'), house))).toEqual(['“tw 5” tidak ada; setahun punya TW I sampai TW IV.'])
})

describe('names', () => {
  test('with a typing error are asked back', () => {
    expect(capaian('bkpsm')).toEqual(['Maksudnya BKPSDM Kota Bekasi?', '[Ya] [Bukan]'])
  })
  test('asked back lead to what was asked for', () => {
    const [letter] = play(askCapaian(setting(), 'bkpsm'), house).messages
    expect(letter?.buttons?.flat().map(({ action, once }) => ({ action, once }))).toEqual([
      { action: { kind: 'capaian', agencyId: 2, year: 2024, quarter: 0, view: 'summary', page: 0 }, once: true },
      { action: { kind: 'dismiss' }, once: true },
    ])
  })
  test('of several indicators become buttons', () => {
    const lines = capaian('gaji dan tunjangan')
    expect(lines[0]).toBe('Ada 3 yang cocok dengan “gaji dan tunjangan”. Yang mana?')
    expect(lines.slice(1, 3)).toEqual(['[Gaji dan Tunjangan ASN · SETDA]', '[Gaji dan Tunjangan ASN · BKD]'])
  })
  test('that nothing has get an example that the person may see', () => {
    expect(capaian('xyzzy')).toEqual(['“xyzzy” tidak ditemukan. Tulis nama perangkat daerah atau indikator, misalnya /capaian SETDA'])
  })
  test('of a foreign agency are answered like unknown ones', () => {
    const foreign = play(showAgency(setting(), { agencyId: 77, year: 2024 }), house)
    expect(seen(foreign)).toEqual(['Data itu tidak ditemukan.'])
    expect(seen(play(showIndicator(setting(), { indicatorId: 77_001, year: 2024 }), house))).toEqual(seen(foreign))
  })
  test('of a known agency in a year without a plan', () => {
    expect(capaian('SETDA 2019')).toEqual(['Belum ada data SETDA Kota Bekasi tahun 2019.'])
  })
})

describe('/capaian bantuan hukum', () => {
  test('is the indicator in full: working, to date, quarters', () => {
    expect(capaian('bantuan hukum tw 3')).toEqual([
      '**Fasilitasi Bantuan Hukum · TW III 2024**',
      'Jumlah Kasus yang Mendapatkan Fasilitasi Bantuan Hukum · SETDA · Bagian Hukum',
      '1 dari target 2 kasus = **50,00%** ▼ Belum tercapai',
      'Hitungan: 1 / 2 × 100 = 50,00',
      's.d. TW III 1 dari 2 kasus = 50,00% · 12,50% dari target setahun 8 kasus',
      '| Periode | Target | Realisasi | Capaian |',
      '| TW III | 2 | 1 | 50,00% |',
      '| TW IV | 6 | 7 | 116,67% |',
      '| setahun | 8 | 8 | 100,00% |',
      'terverifikasi',
      '[SETDA TW III 2024]',
    ])
  })
  test('of a formula over inputs shows how the value came about, last year and the Renstra', () => {
    expect(capaian('indeks pelaksanaan pembangunan').slice(2, 5)).toEqual([
      '88,87% dari target 88% = **100,99%** ▲ Terlampaui',
      'Dari data: 96,89 × 0,8 + (1 × 0,4 + 94,02 × 0,6) × 0,2 = 88,8744',
      'Hitungan: 88,87 / 88 × 100 = 100,99',
    ])
    expect(capaian('indeks pelaksanaan pembangunan')).toEqual(
      expect.arrayContaining(['Tahun 2023 89,41% · ▼ turun 0,54 poin', 'Akhir Renstra 2026 88% · ▲ 0,87 poin di atasnya']),
    )
  })
  test('names the rating of the value beside that of its capaian', () => {
    const lines = capaian('nilai ikm setda setahun')
    expect(lines.find((line) => line.includes('106,18%'))).toContain('▲ Terlampaui')
    expect(lines.find((line) => line.startsWith('Predikat nilai'))).toMatch(/^Predikat nilai 88,13: .*Baik/)
  })
  test('offers to report it to who may, while it is due', () => {
    const { plan, reported } = house.agencies[0]?.known ?? { plan: undefined, reported: [] }
    const place = plan?.indicators.findIndex(({ shortName }) => shortName === 'Fasilitasi Bantuan Hukum') ?? -1
    const indicator = plan?.indicators[place]
    if (!plan || !indicator) throw new Error('not in the published year')
    const mine: House = {
      ...houseOf({ known: { plan, reported: reported.filter(({ indicatorKey }) => indicatorKey !== indicator.key) }, quarter: 2 }),
      tasks: {
        today: '2024-10-04',
        running: { year: 2024, quarter: 3 },
        unseen: 0,
        items: [
          {
            ...{
              indicatorId: indicatorId(1, place),
              year: 2024,
              quarter: 3,
              agencyId: 1,
              name: indicator.shortName,
              fullName: indicator.name,
              unit: indicator.unit,
              decimals: 0,
            },
            ...{ target: { kind: 'number', value: d(2) }, state: 'due', due: '2024-10-07', lock: '2024-10-18' },
          },
        ],
      },
    }
    const officer: Viewer = { ...head, grants: [{ role: 'officer', agencyId: 1 }] }
    const detail = seen(play(askCapaian(setting({ viewer: officer }), 'bantuan hukum'), mine))
    expect(detail).toContain('**Belum dilaporkan**, target 2 kasus, batas Senin, 7 Okt (3 hari lagi)')
    expect(detail).toContain('[Lapor]')
    expect(seen(play(askCapaian(setting({ viewer: officer }), ''), mine))).toEqual([
      '**TW III 2024 · tugas Anda: 0 dari 1 sudah dilaporkan**',
      'Batas: Senin, 7 Okt (3 hari lagi)',
      '**Fasilitasi Bantuan Hukum** belum dilaporkan, target 2 kasus',
      '[Lapor satu per satu]',
      '[SETDA TW III 2024]',
    ])
    expect(seen(play(askTargets(setting({ viewer: officer }), ''), mine))).toEqual([
      '**Target Anda · TW III 2024: 1 indikator**',
      'Batas: Senin, 7 Okt (3 hari lagi)',
      '**Fasilitasi Bantuan Hukum** target **2 kasus**',
    ])
  })
})

test('many tasks are cut to what fits a phone, with the way to all of them', async () => {
  const known = await realPlan('SETDA', 2)
  const due = known.plan.indicators.flatMap((one, place): Task[] => {
    const target = one.targets.quarters[2]
    if (!target) return []
    const key = { indicatorId: indicatorId(1, place), year: 2024, quarter: 3 as const, agencyId: 1 }
    return [
      {
        ...key,
        name: one.shortName,
        fullName: one.name,
        unit: one.unit,
        decimals: 0,
        target,
        state: 'due',
        due: '2024-10-07',
        lock: '2024-10-18',
      },
    ]
  })
  const busy: House = {
    ...houseOf({ known, quarter: 2 }),
    tasks: { today: '2024-10-04', running: { year: 2024, quarter: 3 }, unseen: 0, items: due },
  }
  const officer = setting({ viewer: { ...head, grants: [{ role: 'officer', agencyId: 1 }] } })
  for (const [ask, rows] of [
    [askCapaian, 14],
    [askTargets, 12],
  ] as const) {
    const lines = seen(play(ask(officer, ''), busy))
    expect(lines[1]).toBe('Batas: Senin, 7 Okt (3 hari lagi)')
    expect(lines[10]).toBe(`dan ${due.length - 8} lainnya`)
    expect(lines.slice(11).join(' ')).toContain('[Semua tugas]')
    expect(lines.length).toBeLessThanOrEqual(rows)
  }
})

describe('views', () => {
  const view = (
    agencyId: number,
    name: 'all' | 'objectives' | 'quarters' | 'budget' | 'targets' | 'summary',
    page = 0,
    quarter: 0 | 3 = 0,
  ) => play(showAgency(setting(), { agencyId, year: 2024, quarter, view: name, page }, 5), house)

  test('change the message in place, and send no second picture', () => {
    for (const name of ['summary', 'all', 'quarters'] as const) {
      const { messages } = view(3, name)
      expect(messages.map(({ replaces, file }) => ({ replaces, file }))).toEqual([{ replaces: 5, file: undefined }])
    }
  })
  test('leave a message that is no view of an agency as it is', () => {
    const pressed = (label: string) => {
      const action = { kind: 'capaian' as const, agencyId: 3, year: 2024, quarter: 0 as const, view: 'summary' as const, page: 0 }
      const own = setting({ pressed: { outboxId: 5, parts: [], label, action, once: false, forOther: false } })
      return play(showAgency(own, action, 5), house).messages.map(({ replaces, file }) => [replaces, file?.kind])
    }
    for (const label of ['Ringkasan', 'TW III', '2024']) expect(pressed(label)).toEqual([[5, undefined]])
    for (const label of ['Ya', 'BKD DKI Jakarta', 'BKD 2024'])
      expect(pressed(label)).toEqual([
        [undefined, undefined],
        [undefined, 'agency-picture'],
      ])
  })
  test('page by buttons, grouped and numbered; a number opens its indicator', () => {
    const first = seen(view(3, 'all'))
    expect(first[0]).toBe('**BKD DKI Jakarta · 2024** semua indikator, 1 sampai 8 dari 14')
    expect(first[1]).toMatch(/^Perbaikan Manajemen Aparatur Sipil Negara/)
    expect(first).toContain('[Berikutnya ▶]')
    const last = seen(view(3, 'all', 1))
    expect(last[0]).toBe('**BKD DKI Jakarta · 2024** semua indikator, 9 sampai 14 dari 14')
    expect(last).toContain('[◀ Sebelumnya]')
    expect(seen(view(3, 'all', 99))).toEqual(last)
    const [number] = view(3, 'all', 1).messages[0]?.buttons?.flat() ?? []
    expect(number).toMatchObject({ label: '9', action: { kind: 'detail', indicatorId: indicatorId(3, 8), year: 2024, quarter: 0 } })
  })
  test('by quarter show means, completeness and money', () => {
    expect(seen(view(1, 'quarters', 0, 3)).slice(1, 7)).toEqual([
      '| Periode | Capaian | Dilaporkan | Anggaran |',
      '| TW I | 97,69% | 21/22 | 7,52% |',
      '| TW II | 96,68% | 25/29 | 26,64% |',
      '| TW III | 130,44% | 27/29 | 57,88% |',
      expect.stringMatching(/^\| TW IV \|/),
      '| setahun | 112,23% | 5/6 | 86,11% |',
    ])
    expect(seen(view(3, 'quarters'))).toContain('Hanya angka setahun yang dilaporkan; angka triwulan tidak ada.')
  })
  test('of the budget have absorption, plan and physical progress', () => {
    const lines = seen(view(3, 'budget'))
    expect(lines[1]).toBe('Efisiensi BKD: **43,22%** (PMK 22/2021)')
    expect(lines[2]).toMatch(/terserap \*\*87,59%\*\*/)
  })
  test('of targets name the quarters that have one', () => {
    expect(seen(play(askTargets(setting(), 'setda tw3'), house))[5]).toBe(
      '**Bahan Logistik Kantor** setahun **30.044 paket** · TW II 2.755, TW III 25.589, TW IV 1.700',
    )
  })
})

describe('/capaian without a name', () => {
  test('is a line for each agency, for leadership', () => {
    expect(capaian('')).toEqual([
      '**Capaian perangkat daerah**',
      '**SETDA Kota Bekasi** TW III 2024 **130,44%** ▲ Terlampaui, 27 dari 29',
      '**BKPSDM Kota Bekasi** 2024 **107,41%** ▲ Sangat Baik, 3 dari 4',
      '**BKD DKI Jakarta** 2024 **104,63%** ▲ Tercapai, 13 dari 14',
      '[SETDA Kota Bekasi]',
      '[BKPSDM Kota Bekasi]',
      '[BKD DKI Jakarta]',
    ])
  })
  test('asks which agency’s targets are meant, where one looks after several', () => {
    expect(seen(play(askTargets(setting(), ''), house))).toEqual([
      'Target perangkat daerah yang mana?',
      '[SETDA Kota Bekasi]',
      '[BKPSDM Kota Bekasi]',
      '[BKD DKI Jakarta]',
    ])
    const own: Viewer = { ...head, grants: [{ role: 'head', agencyId: 3 }] }
    expect(seen(play(askTargets(setting({ viewer: own }), ''), house))[0]).toMatch(/^\*\*BKD DKI Jakarta · 2024\*\* target/)
  })
  test('is one’s own agency, for its head', () => {
    const own: Viewer = { ...head, grants: [{ role: 'head', agencyId: 3 }] }
    expect(capaian('', { viewer: own })).toEqual(capaian('bkd'))
  })
  test('is the room’s agency in a room, which hears of no other', () => {
    const room = { covers: [1], locale: 'id' as const }
    expect(capaian('', { room })).toEqual(capaian('setda'))
    expect(capaian('bkd', { room })).toEqual(['“bkd” tidak ditemukan. Tulis nama perangkat daerah atau indikator, misalnya /capaian SETDA'])
  })
})
