import { describe, expect, test } from 'vitest'
import { alertMessage } from '../../../src/conversations/alerts/alert-message.ts'
import type { AlertFactsInput, AlertSeen } from '../../../src/domain/leadership/alerts.ts'
import { AlertFacts } from '../../../src/domain/leadership/alerts.ts'
import { createTexts } from '../../../src/text/texts.ts'

const texts = createTexts('id')
const said = (...alerts: AlertSeen[]): string[] =>
  alertMessage(alerts, 'Asia/Jakarta', texts).parts.map((part) =>
    part.kind === 'table' ? '' : part.spans.map(({ text }) => text).join(''),
  )

const alert = (facts: Partial<AlertFactsInput>, more: Partial<AlertSeen> = {}): AlertSeen => ({
  ...{ id: 1, agencyId: 1, agencyShortName: 'SETDA', rule: 'capaian-low', subject: '2024:indicator:umum', level: 'urgent', batch: 'a' },
  openedAt: '2025-01-08T02:00:00.000Z',
  facts: AlertFacts.parse({
    ...{ year: 2024, quarter: 4, decimals: 2, name: 'Sarana Gedung Kantor', indicatorKey: 'umum', unit: 'unit', unitDecimals: 0 },
    ...{ figure: { kind: 'number', value: '16' }, target: { kind: 'number', value: '509' }, shown: '3.14', rating: 'Belum tercapai' },
    ...{
      trend: [
        { quarter: 2, shown: '80' },
        { quarter: 3, shown: '17.5' },
      ],
      measured: { threshold: '80' },
      unitName: 'Bagian Umum',
    },
    whole: { figure: { kind: 'number', value: '105' }, target: { kind: 'number', value: '598' }, shown: '17.56' },
    ...facts,
  }),
  ...more,
})

describe('an alert in full', () => {
  test('shows figure, target, rating, the reason, the year, the trend, the cause and who is responsible', () => {
    expect(said(alert({ cause: 'Pengadaan diundur' }))).toEqual([
      'Mendesak · SETDA · TW IV 2024',
      'Sarana Gedung Kantor: 16 dari 509 unit = 3,14% (Belum tercapai)',
      'Di bawah 80%',
      'Setahun 105 dari 598 unit = 17,56% · Sebelumnya: TW II 80,00%, TW III 17,50%',
      'Penyebab (Bagian Umum): “Pengadaan diundur”',
    ])
    expect(said(alert({}))).toContain('Penyebab belum dijelaskan. Penanggung jawab: Bagian Umum')
  })
  test('says who is responsible also when they were asked', () => {
    const asked = { by: 'Sekretaris Daerah', at: '2025-01-08T03:00:00.000Z' }
    expect(said(alert({}, { asked }))).toContain('Penanggung jawab: Bagian Umum')
  })
  test('names the person where there is no unit, and nobody where nobody answers for it', () => {
    expect(said(alert({ unitName: undefined }, { responsible: 'Sekretaris Badan' }))).toContain(
      'Penyebab belum dijelaskan. Penanggung jawab: Sekretaris Badan',
    )
    expect(said(alert({ unitName: undefined }))).toContain('Penyebab belum dijelaskan.')
    expect(said(alert({ unitName: undefined, cause: 'Hujan' }))).toContain('Penyebab: “Hujan”')
  })
  test('of a provisional figure says so', () => {
    expect(said(alert({ provisional: true }))[1]).toBe('Sarana Gedung Kantor: 16 dari 509 unit = 3,14% (Belum tercapai) · angka sementara')
  })
})

test('several are one message, in which a provisional figure is marked too', () => {
  const other = alert({ name: 'Bantuan Hukum', provisional: true }, { id: 2, subject: '2024:indicator:hukum', level: 'attention' })
  expect(said(alert({}), other)).toEqual([
    'SETDA · TW IV 2024: 2 peringatan',
    '1. Mendesak: Sarana Gedung Kantor: 16 dari 509 unit = 3,14% (Belum tercapai) · di bawah 80%',
    '2. Perhatian: Bantuan Hukum: 16 dari 509 unit = 3,14% (Belum tercapai) · angka sementara · di bawah 80%',
  ])
})
