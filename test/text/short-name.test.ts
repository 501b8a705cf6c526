import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { shortName } from '../../src/text/short-name.ts'
import { bkdNames, setdaNames } from './real-names.ts'

describe('names of indicators and sub-activities', () => {
  test.each([
    ['Jumlah Paket Bahan Logistik Kantor yang Disediakan', 'Bahan Logistik Kantor'],
    ['Penyediaan Bahan Logistik Kantor', 'Bahan Logistik Kantor'],
    ['Penyediaan Barang Cetak dan Penggandaan', 'Barang Cetak dan Penggandaan'],
    ['Pendidikan dan Pelatihan Pegawai Berdasarkan Tugas dan Fungsi', 'Diklat Pegawai'],
    ['Jumlah Kasus yang Mendapatkan Fasilitasi Bantuan Hukum', 'Fasilitasi Bantuan Hukum'],
    ['Persentase Capaian IKK yang meningkat', 'IKK yang meningkat'],
    ['Jumlah Orang yang Menerima Gaji dan Tunjangan ASN', 'Gaji dan Tunjangan ASN'],
    ['Jumlah Laporan Penyediaan Jasa Surat Menyurat', 'Jasa Surat Menyurat'],
    ['Penyediaan Gaji dan Tunjangan Kepala Daerah dan Wakil Kepala Daerah', 'Gaji dan Tunjangan KDH/WKDH'],
    ['Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota', 'Program Penunjang Urusan Pemerintahan Daerah'],
    ['Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah', 'Perencanaan, Penganggaran & Evaluasi Kinerja PD'],
    ['Persentase penyelesaian tahapan manajemen pengetahuan', 'Penyelesaian tahapan manajemen pengetahuan'],
    ['Jumlah Paket Mebel yang Disediakan', 'Mebel'],
    ['Nilai AKIP SETDA', 'Nilai AKIP SETDA'],
    ['Jumlah Kasus baru HIV', 'Kasus baru HIV'],
    ['Jumlah kasus stunting baru', 'Kasus stunting baru'],
    ['Jumlah Orang dengan gangguan jiwa berat', 'Orang dengan gangguan jiwa berat'],
    ['Jumlah Dokumen yang terbit tepat waktu', 'Dokumen yang terbit tepat waktu'],
    ['Jumlah Unit terdampak banjir', 'Unit terdampak banjir'],
    ['  Nilai   AKIP ', 'Nilai AKIP'],
  ])('%s', (name, short) => {
    expect(shortName(name)).toBe(short)
  })
  test('what is still too long is cut at a word, never after a joining word', () => {
    expect(shortName('Penyediaan Komponen Instalasi Listrik/Penerangan Bangunan Kantor')).toBe(
      'Komponen Instalasi Listrik/Penerangan Bangunan…',
    )
    expect(shortName('Koordinasi dan Penyusunan Laporan Keuangan Bulanan/Triwulanan/Semesteran SKPD')).toBe(
      'Koordinasi dan Penyusunan Laporan Keuangan…',
    )
    expect(shortName('Nilai Aspek Promosi dan Mutasi pada Indeks Sistem Merit', 32)).toBe('Nilai Aspek Promosi dan Mutasi…')
  })
  test('all real names fit, and none ends in a joining word', () => {
    const shorts = [...setdaNames, ...bkdNames].map((name) => shortName(name))
    expect(shorts.filter((short) => short.length > 48 || short.length < 5 || /\s(dan|atau|yang|pada)…?$/.test(short))).toEqual([])
  })
})

test('any text gives a name within the length', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.integer({ min: 12, max: 60 }),
      (name, longest) => shortName(name, longest).length <= longest,
    ),
  )
})
