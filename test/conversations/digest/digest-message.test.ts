import { beforeAll, describe, expect, test } from 'vitest'
import { digestMessage, digestPicture } from '../../../src/conversations/digest/digest-message.ts'
import { d } from '../../../src/domain/decimal.ts'
import type { Decimal } from '../../../src/domain/decimal.ts'
import { assessAgency } from '../../../src/domain/assess/assess.ts'
import { AlertFacts } from '../../../src/domain/leadership/alerts.ts'
import type { AlertSeen } from '../../../src/domain/leadership/alerts.ts'
import type { AgencyDigest, DigestFacts } from '../../../src/domain/leadership/digest.ts'
import { expectedOf, headlineOf } from '../../../src/domain/assess/headline.ts'
import { moneyByQuarter } from '../../../src/domain/money/money-together.ts'
import type { MoneyTold } from '../../../src/domain/money/money-together.ts'
import type { Quarter } from '../../../src/domain/period.ts'
import type { Message } from '../../../src/message/message.ts'
import { createTexts } from '../../../src/text/texts.ts'
import { realPlan } from '../ask/real-plans.ts'
import type { RealPlan } from '../ask/real-plans.ts'

const texts = createTexts('id')
const now = '2024-10-14T00:30:00.000Z'
let setda: RealPlan
beforeAll(async () => {
  setda = await realPlan('SETDA')
})

/** SETDA as it stood in a quarter, as the agency of that name; `without` are indicators that were not reported in it. */
const digestOf = (shortName: string, id: number, quarter: Quarter, without: number): AgencyDigest => {
  const plan = { ...setda.plan, agency: { ...setda.plan.agency, shortName } }
  const assess = (asked: Quarter, reported = setda.reported) =>
    assessAgency(
      plan,
      reported.filter((one) => one.quarter !== 'year' && one.quarter <= asked),
      asked,
    )
  const late = new Set(
    setda.reported
      .filter((one) => one.quarter === quarter)
      .slice(0, without)
      .map(({ indicatorKey }) => indicatorKey),
  )
  const reported = setda.reported.filter((one) => one.quarter !== quarter || !late.has(one.indicatorKey))
  const assessment = assess(quarter, reported)
  const money = moneyByQuarter(quarter, (asked) => assess(asked, reported))
  const expected = expectedOf(assessment.indicators, quarter, headlineOf(assessment.indicators, quarter))
  return {
    agency: { id, key: shortName, name: shortName, shortName, governmentName: 'Kota Bekasi' },
    year: 2024,
    quarter,
    due: '2024-10-07',
    assessment,
    before: { quarter: 2, assessment: assess(2) },
    money,
    missing: expected.filter((one) => one.quarters[quarter - 1]?.state === 'not-reported'),
    unpublished: [],
    alerts: { open: [], closed: [] },
    news: 5,
  }
}
const facts = (agencies: AgencyDigest[], covers: DigestFacts['covers']): DigestFacts => ({
  ...{ of: 'week', governmentName: 'Kota Bekasi', covers, today: '2024-10-14', agencies },
  ...{ since: '2024-10-07T00:30:00.000Z', sinceDay: '2024-10-07', said: true },
  next: { year: 2024, quarter: 4, ends: '2024-12-31', due: '2025-01-08' },
})
const linesOf = ({ parts }: Message): string[] =>
  parts.map((part) => (part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join('')))
const short = (of: DigestFacts) => linesOf(digestMessage(of, 'short', now, true, texts))

test('one agency: reported and on time with who is late, mean and change, extremes, alerts, money against plan, what comes next', () => {
  expect(short(facts([digestOf('SETDA', 1, 3, 0)], 'agency'))).toEqual([
    'Ringkasan mingguan SETDA · Senin, 14 Okt 2024',
    'TW III 2024: 27 dari 29 indikator sudah dilaporkan (93%), 27 tepat waktu. Belum: Bagian Umum 1, Bagian Kesejahteraan Sosial 1',
    'Rata-rata capaian 130,44% dari 27 indikator, ▲ naik 33,76 poin dari TW II',
    'Perlu perhatian: Fasilitasi Penyusunan Produk Hukum Daerah 1 dari 4 dokumen = 25,00% · Fasilitasi Bantuan Hukum 1 dari 2 kasus = 50,00% · dan 1 lainnya',
    'Jauh di atas target (periksa targetnya): Diklat Pegawai 525,00% · Barang Cetak dan Penggandaan 314,52% · dan 3 lainnya',
    'Tidak ada peringatan terbuka',
    'Anggaran s.d. TW III 57,88% dari rencana 79,52%',
    'Berikutnya: TW IV 2024 berakhir 31 Des, batas lapor Rabu, 8 Jan 2025',
  ])
})

describe('with nothing new since the last digest', () => {
  const still = (): AgencyDigest => ({ ...digestOf('SETDA', 1, 3, 0), news: 0 })
  const since = (day: string, of: DigestFacts['of'] = 'week', said = true): DigestFacts => ({
    ...facts([still()], 'agency'),
    ...{ of, said, since: `${day}T00:30:00.000Z`, sinceDay: day },
  })
  test('one line says so: of the week, or since when where that was sooner; no picture follows', () => {
    expect(short({ ...since('2024-10-07'), agencies: [{ ...still(), due: '2024-10-04' }] })).toEqual([
      'SETDA: tidak ada perubahan minggu ini. TW IV berakhir 31 Des.',
    ])
    expect(short(since('2024-10-10'))).toEqual(['SETDA: tidak ada perubahan sejak ringkasan 10 Okt. TW IV berakhir 31 Des.'])
    expect(short(since('2024-10-10', 'month'))).toEqual(['SETDA: tidak ada perubahan sejak ringkasan 10 Okt. TW IV berakhir 31 Des.'])
    expect(digestPicture(since('2024-10-10', 'month'), texts)).toBeUndefined()
  })
  test('it speaks all the same of what was due since, of the close of a quarter, and of what was told upwards or locked', () => {
    const late = { days: 7, people: [{ name: 'Kepala Bagian Umum', count: 3, times: 2, last: '2024-10-09' }] }
    const locked = { year: 2024, quarter: 3 as const, lock: '2024-10-11', missing: still().missing }
    const heading = (of: DigestFacts) => short(of)[0]
    expect(heading(since('2024-10-07'))).toBe('Ringkasan mingguan SETDA · Senin, 14 Okt 2024')
    expect(heading(since('2024-10-10', 'quarter'))).toBe('Penutupan TW III 2024 SETDA · Senin, 14 Okt 2024')
    expect(heading({ ...since('2024-10-10'), agencies: [{ ...still(), late }] })).toBe('Ringkasan mingguan SETDA · Senin, 14 Okt 2024')
    const said = short({ ...since('2024-10-10'), agencies: [{ ...still(), locked }] })
    expect(said[1]).toBe('TW III 2024: 27 dari 29 indikator sudah dilaporkan (93%), 27 tepat waktu')
    expect(said[2]).toMatch(/^Dikunci tanpa laporan \(TW III 2024, 11 Okt\): .+ \(Bagian Umum\) · .+ \(Bagian Kesejahteraan Sosial\)$/)
  })
})

describe('several agencies', () => {
  test('of a group: under their names, a league with the change, and their money by rupiah', () => {
    const group = facts([digestOf('SETDA', 1, 3, 0), digestOf('DINKES', 2, 3, 3)], 'agencies')
    expect(short(group)).toEqual([
      'Ringkasan mingguan SETDA, DINKES · Senin, 14 Okt 2024',
      'TW III 2024: 52 dari 58 laporan sudah masuk (89%), 52 tepat waktu, dari 2 perangkat daerah',
      'Belum: DINKES: Bagian Tata Usaha 2, Bagian Umum 1, dan 1 lainnya · SETDA: Bagian Umum 1, Bagian Kesejahteraan Sosial 1',
      '1. DINKES 132,13% ▲ naik 35,45 poin · 25/29 lapor · 0 peringatan',
      '2. SETDA 130,44% ▲ naik 33,76 poin · 27/29 lapor · 0 peringatan',
      'Tidak ada peringatan terbuka',
      'Anggaran s.d. TW II 26,64% dari rencana 52,58%',
      'Berikutnya: TW IV 2024 berakhir 31 Des, batas lapor Rabu, 8 Jan 2025',
    ])
  })
  test('of which some are seven working days late say of each what was tried', () => {
    const late = { days: 7, people: [{ name: 'Kepala Bagian Umum', count: 3, times: 2, last: '2024-10-09' }], head: '2024-10-14' }
    const two = [digestOf('SETDA', 1, 3, 0), { ...digestOf('DINKES', 2, 3, 3), late }]
    expect(short(facts(two, 'government'))[3]).toBe(
      'DINKES · Terlambat 7 hari kerja. Kepala Bagian Umum: 3 laporan, diingatkan 2 kali, terakhir Rabu, 9 Okt. Sudah diberi tahu: kepala Senin, 14 Okt.',
    )
  })
  describe('whose money stands in different quarters', () => {
    /** The agency with so much of SETDA's money, told of up to a quarter (0: of none). */
    const spending = (name: string, id: number, upTo: Quarter | 0, factor: number): AgencyDigest => {
      const one = digestOf(name, id, 3, 0)
      const times = (value: Decimal | undefined) => value?.times(factor)
      const money = one.money.map((stand): MoneyTold => {
        const [ceiling, toDate, planToDate] = [stand.ceiling.times(factor), times(stand.toDate), times(stand.planToDate)]
        return {
          quarter: stand.quarter,
          told: stand.quarter <= upTo,
          ceiling,
          ...(toDate && { toDate }),
          ...(planToDate && { planToDate }),
        }
      })
      return { ...one, money }
    }
    const moneyOf = (...agencies: AgencyDigest[]) => short(facts(agencies, 'government')).find((said) => said.startsWith('Anggaran'))
    test('it is added for the same quarter, with how many have told of it; one agency alone is never the government', () => {
      expect(moneyOf(spending('A', 1, 2, 0.02), spending('B', 2, 3, 1), spending('C', 3, 0, 1))).toBe(
        'Anggaran s.d. TW II 26,64% dari rencana 52,58% (2 dari 3 perangkat daerah)',
      )
    })
    test('the newest quarter that most of the money has been told of goes before an older one that all have told of', () => {
      expect(moneyOf(spending('A', 1, 2, 0.02), spending('B', 2, 3, 1), spending('C', 3, 3, 1))).toBe(
        'Anggaran s.d. TW III 57,88% dari rencana 79,52% (2 dari 3 perangkat daerah)',
      )
      expect(moneyOf(spending('A', 1, 2, 1), spending('B', 2, 3, 1), spending('C', 3, 3, 1))).toBe(
        'Anggaran s.d. TW II 26,64% dari rencana 52,58%',
      )
    })
    test('it is in rupiah that it is added: a small agency does not move it', () => {
      const small = spending('A', 1, 3, 0.001)
      const idle = { ...small, money: small.money.map((stand) => ({ ...stand, toDate: d(0) })) }
      expect(moneyOf(idle, spending('B', 2, 3, 1))).toBe('Anggaran s.d. TW III 57,82% dari rencana 79,52%')
    })
  })
  test('what rose and fell most stands in the monthly one, each with its agency', () => {
    const month: DigestFacts = { ...facts([digestOf('SETDA', 1, 3, 0), digestOf('DINKES', 2, 3, 0)], 'government'), of: 'month' }
    expect(short(month).find((said) => said.startsWith('Paling naik'))).toMatch(/SETDA: .+ · DINKES: .+/)
  })
  test('of a whole city with forty agencies fit a phone: nothing is listed without end', () => {
    const city = Array.from({ length: 40 }, (_, at) => digestOf(`DINAS${at + 1}`, at + 1, 3, at % 5))
    const said = short(facts(city, 'government'))
    expect(said[0]).toBe('Ringkasan mingguan Kota Bekasi · Senin, 14 Okt 2024')
    expect(said.length).toBeLessThanOrEqual(16)
    expect(said.join('\n').length).toBeLessThan(1300)
  }, 60_000)
  test('told in full are three; the others are named, with a button each, also where nothing of theirs is due but an alert is open', () => {
    const one = digestOf('A', 1, 3, 0)
    const called = (id: number, shortName: string) => ({ ...one, agency: { ...one.agency, id, shortName } })
    const open: AlertSeen = {
      ...{ id: 1, agencyId: 5, agencyShortName: 'E', rule: 'capaian-low', subject: 's', level: 'attention', batch: '' },
      ...{ openedAt: '2024-10-10T00:00:00Z', facts: AlertFacts.parse({ year: 2024, quarter: 3, decimals: 2, name: 'Mebel' }) },
    }
    const idle = { ...called(5, 'E'), assessment: { ...one.assessment, reported: { ...one.assessment.reported, due: 0 } } }
    const told = facts(
      [one, called(2, 'B'), called(3, 'C'), called(4, 'D'), { ...idle, alerts: { open: [open], closed: [] } }],
      'government',
    )
    const full = digestMessage(told, 'full', now, true, texts)
    expect(linesOf(full).at(-1)).toBe('Lainnya: D, E')
    expect(full.buttons?.map((row) => row.map(({ label }) => label))).toEqual([
      ['Ringkas', 'Atur ringkasan'],
      ['D', 'E'],
    ])
    const three = digestMessage({ ...told, agencies: told.agencies.slice(0, 3) }, 'full', now, true, texts)
    expect(three.buttons).toHaveLength(1)
  })
  test('of which none has anything due are named up to a handful', () => {
    const one = digestOf('SETDA', 1, 3, 0)
    const idle = Array.from({ length: 30 }, (_, at): AgencyDigest => ({
      ...one,
      agency: { ...one.agency, id: at + 2, shortName: `KEC${at + 1}` },
      assessment: { ...one.assessment, reported: { ...one.assessment.reported, due: 0 } },
      missing: [],
    }))
    expect(short(facts([one, ...idle], 'government')).find((said) => said.startsWith('Tanpa laporan'))).toBe(
      'Tanpa laporan jatuh tempo: KEC1, KEC2, KEC3, KEC4, dan 26 lainnya',
    )
  })
})
