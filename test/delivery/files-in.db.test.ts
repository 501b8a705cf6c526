import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { NotNow } from '../../src/channels/channel.ts'
import { holdSeconds } from '../../src/delivery/in/worker.ts'
import { readSheet } from '../../src/documents/workbook/read-sheet.ts'
import type { IncomingFile } from '../../src/message/incoming.ts'
import { createFileStore } from '../../src/store/reports/file-store.ts'
import { openDemoDatabase } from '../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../transcripts/play/demo-database.ts'
import { connect, openSpokenHouse } from './spoken-house.ts'
import type { SpokenHouse } from './spoken-house.ts'

let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
/** Names of the files that were fetched. */
let fetched: string[]
let contents: Map<string, Uint8Array>
const officer = '200'
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-files-in-'))
})
beforeEach(async () => {
  await demo.reset()
  await connect(demo.db, 'setda-kepala-bagian-hukum', officer)
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder))
  fetched = []
  contents = new Map()
  spoken.platform.channel.fetch = async ({ name, type = 'application/octet-stream' }) => {
    fetched.push(name)
    return { name, type, bytes: contents.get(name) ?? new TextEncoder().encode(name) }
  }
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

const workbook = async (rows: unknown[][], more?: { sheets: number }): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  for (let at = 0; at < (more?.sheets ?? 1); at += 1) book.addWorksheet(`Lembar ${at + 1}`).addRows(at === 0 ? rows : [['lain', 1]])
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const send = (file: Partial<IncomingFile> & { name: string }, caption?: string) =>
  spoken.tell(officer, { kind: 'upload', files: [{ ref: file.name, ...file }], ...(caption !== undefined && { caption }) })
const versions = async (): Promise<number> => (await demo.db.sql('select 1 from report_version')).length

describe('what takes long', () => {
  test('is shown in the chat while it is done', async () => {
    const shown: string[] = []
    spoken.platform.channel.working = async ({ id }) => void shown.push(id)
    const { fetch } = spoken.platform.channel
    spoken.platform.channel.fetch = async (file) => {
      await expect.poll(() => shown, { timeout: 5_000 }).toContain(officer)
      return fetch(file)
    }
    await send({ name: 'bukti.pdf' })
    expect(fetched).toEqual(['bukti.pdf'])
  })
  test('holds its chat for as long: nobody begins with it anew meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { fetch } = spoken.platform.channel
    let begun = 0
    spoken.platform.channel.fetch = async (file) => {
      begun += 1
      // The hold is nearly over, as after most of its time.
      await demo.db.sql(`update chat set locked_until = clock_timestamp() + interval '0.3 seconds' where key = $1`, [`telegram:${officer}`])
      await vi.advanceTimersByTimeAsync((holdSeconds * 1000) / 2)
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      return fetch(file)
    }
    await send({ name: 'bukti.pdf' }).finally(() => vi.useRealTimers())
    expect(begun).toBe(1)
  })
})

describe('a small workbook', () => {
  const filled = [
    ['Laporan TW III 2024 Bagian Hukum'],
    [],
    ['No', 'Sub Kegiatan', 'Target', 'Realisasi TW III', 'Keterangan'],
    [1, 'Fasilitasi Penyusunan Produk Hukum Daerah', 4, 4, 'selesai'],
    [2, 'Fasilitasi Bantuan Hukum', 2, 2, null],
    [3, 'Rapat Koordinasi', 1, 9, null],
    [4, 'Pembinaan Produk Hukum', 1, null, 'menyusul'],
  ]
  test('is read as several values, shown before saving, and saved by one tap', async () => {
    contents.set('Realisasi TW3.xlsx', await workbook(filled, { sheets: 2 }))
    const before = await versions()
    const said = (await send({ name: 'Realisasi TW3.xlsx' })).join('\n')
    expect(said).toContain('Dibaca dari Realisasi TW3.xlsx')
    expect(said).toContain('Baris 6 “Rapat Koordinasi” tidak ada di antara laporan Anda; “9” tidak dipakai.')
    expect(said).toContain('Fasilitasi Penyusunan Produk Hukum Daerah: 4 dari 4 dokumen = 100,00%')
    expect(said).toContain('Fasilitasi Bantuan Hukum: 2 dari 2 kasus = 100,00%')
    expect(said).not.toContain('Pembinaan')
    expect(await versions()).toBe(before)
    expect((await spoken.press(officer, 'Simpan 2 yang wajar')).join()).toContain('2 laporan tersimpan')
    expect(await versions()).toBe(before + 2)
  })
  test('by numbers alone means the list that was shown last', async () => {
    await spoken.tell(officer, '/tugas')
    contents.set(
      'isi.xlsx',
      await workbook([
        [1, 4],
        ['2.', 2],
        [9, 5],
      ]),
    )
    const said = (await send({ name: 'isi.xlsx' })).join('\n')
    expect(said).toContain('1. Fasilitasi Penyusunan Produk Hukum Daerah: 4 dari 4 dokumen')
    expect(said).toContain('2. Fasilitasi Bantuan Hukum: 2 dari 2 kasus')
  })
  test('that names none of the reports is evidence like any other file', async () => {
    contents.set(
      'daftar hadir.xlsx',
      await workbook([
        ['Nama', 'Nilai'],
        ['Peserta A', 80],
      ]),
    )
    expect((await send({ name: 'daftar hadir.xlsx' })).join()).toContain('Bukti ini untuk indikator yang mana?')
  })
  test('that is asked for as evidence is evidence', async () => {
    await demo.db.sql(
      `update indicator set evidence = 'required' where short_name = 'Fasilitasi Bantuan Hukum' or name = 'Fasilitasi Bantuan Hukum'`,
    )
    contents.set('bukti.xlsx', await workbook(filled))
    expect((await spoken.tell(officer, 'bantuan hukum 2')).join()).toMatch(/bukti/i)
    const said = (await send({ name: 'bukti.xlsx' })).join()
    expect(said).toContain('Bukti: 1 berkas atau tautan')
    expect(said).not.toContain('Dibaca dari')
  })
})

describe('readSheet', () => {
  test('gives what is shown in percent as it is shown', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('TW III')
    sheet.addRows([[], ['Infeksi nosokomial', 0.8775, 0.014, 0.5]])
    sheet.getCell('B2').numFmt = '0.00%'
    sheet.getCell('C2').numFmt = '0%'
    expect((await readSheet(new Uint8Array(await book.xlsx.writeBuffer())))?.at(-1)).toEqual(['Infeksi nosokomial', '87,75%', '1,4%', 0.5])
  })
  test('gives cells as they stand, and nothing for what is no small workbook', async () => {
    const bytes = await workbook([
      ['a', 1.5, null, 'x '],
      [new Date(), true],
    ])
    expect(await readSheet(bytes)).toEqual([
      ['a', 1.5, '', 'x'],
      ['', '', '', ''],
    ])
    // Written so by Excel, they come as what no database holds.
    expect(await readSheet(await workbook([['a_xD800_b', '_x0000_c']]))).toEqual([['a\uFFFDb', 'c']])
    expect(await readSheet(bytes.slice(0, 400))).toBeUndefined()
    expect(await readSheet(new TextEncoder().encode('bukan excel'))).toBeUndefined()
    expect(await readSheet(await workbook(Array.from({ length: 400 }, () => ['a', 1])))).toBeUndefined()
  })
})

describe('what is refused', () => {
  test.each([
    { name: 'tagihan.pdf.exe', type: 'application/pdf' },
    { name: 'rekaman.mp4', type: 'video/mp4' },
    { name: 'tanpa-akhiran', type: 'application/octet-stream' },
    { name: 'besar.pdf', type: 'application/pdf', size: 20 * 1024 * 1024 + 1 },
  ])('$name is refused before anything is fetched, with what may be sent', async (file) => {
    const said = (await send(file)).join()
    expect(said).toContain('paling besar 20 MB, berupa foto, PDF, Word, atau Excel')
    expect(fetched).toEqual([])
  })
  test('holds up neither the rest of an album nor what was written with it', async () => {
    await spoken.tell(officer, '/lapor bantuan hukum')
    const said = await spoken.tell(officer, {
      kind: 'upload',
      files: [
        { ref: 'a', name: 'rapat.mp4' },
        { ref: 'b', name: 'daftar hadir.pdf' },
      ],
      caption: '2',
    })
    expect(said[0]).toBe('Berkas rapat.mp4 tidak dapat diterima: paling besar 20 MB, berupa foto, PDF, Word, atau Excel.')
    expect(said[1]).toContain('2 dari target 2 kasus')
    expect(said[1]).toContain('Bukti: 1 berkas atau tautan')
    expect(fetched).toEqual(['daftar hadir.pdf'])
  })
  test('alone leaves what was written with it; one that is gone is asked for again', async () => {
    spoken.platform.channel.fetch = async () => ({ refused: 'gone' })
    await spoken.tell(officer, '/lapor bantuan hukum')
    const said = await send({ name: 'bukti.pdf' }, '2')
    expect(said[0]).toBe('Berkas bukti.pdf tidak dapat diambil lagi. Mohon kirim ulang.')
    expect(said[1]).toContain('2 dari target 2 kasus')
    expect(said[1]).not.toContain('Bukti')
    expect(await send({ name: 'lagi.pdf' })).toEqual(['Berkas lagi.pdf tidak dapat diambil lagi. Mohon kirim ulang.'])
  })
  test('that its platform does not give now is waited for as long as it says', async () => {
    let asked = 0
    const { fetch } = spoken.platform.channel
    spoken.platform.channel.fetch = (file) => {
      asked += 1
      if (asked < 3) throw new NotNow('429: Too Many Requests', 1_500)
      return fetch(file)
    }
    await spoken.tell(officer, '/lapor bantuan hukum')
    const began = performance.now()
    expect((await send({ name: 'bukti.pdf' }, '2')).join()).toContain('Bukti: 1 berkas atau tautan')
    expect(performance.now() - began).toBeGreaterThan(3_000)
  })
  test('that its platform never gives is asked for again, and sets nothing aside: what was written with it counts', async () => {
    spoken.platform.channel.fetch = () => Promise.reject(new NotNow('502: Bad Gateway', 10))
    await spoken.tell(officer, '/lapor bantuan hukum')
    const said = await send({ name: 'bukti.pdf' }, '2')
    expect(said[0]).toBe('Berkas bukti.pdf tidak dapat diambil lagi. Mohon kirim ulang.')
    expect(said[1]).toContain('2 dari target 2 kasus')
    expect(await demo.db.sql('select 1 from inbox where set_aside_at is not null')).toEqual([])
  })
  test('is what people send each other in a room: it is not even fetched', async () => {
    await demo.db.sql(
      `insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
         select government_id, 'telegram', '-800', 'telegram:-800', 'Obrolan', now() from agency where key = 'SETDA'`,
    )
    const files = [
      { ref: 'a', name: 'undangan.pdf' },
      { ref: 'b', name: 'video.mp4' },
    ]
    expect(await spoken.tell(officer, { kind: 'upload', files }, { id: '-800', kind: 'room' })).toEqual([])
    expect(fetched).toEqual([])
  })
  test('a photo and a PDF are taken', async () => {
    await send({ name: 'foto', type: 'image/jpeg' })
    await send({ name: 'BUKTI.PDF' })
    expect(fetched).toEqual(['foto', 'BUKTI.PDF'])
  })
})
