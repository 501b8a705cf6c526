import type { AgencyPicture } from '../../src/pictures/agency-picture.ts'

const below = (label: string, value: string, shown: string) => ({ label, value, shown, tone: 'poor' as const, mark: 'belum tercapai' })
const reached = (label: string) => ({ label, value: '100', shown: '100,00%', tone: 'good' as const, mark: 'tercapai' })
const over = (label: string, value: string, shown: string) => ({ label, value, shown, tone: 'good' as const, mark: 'terlampaui' })
const missing = (label: string) => ({ label, shown: '–', note: 'belum dilaporkan', tone: 'none' as const, mark: '' })

/**
 * SETDA Kota Bekasi, TW III 2024: 14 of the 29 sub-activities that were due. Capaian computed from target and realisation in
 * LKIP 2024, Lampiran 4; names shortened. The time of the figures and the number not verified are made up.
 */
export const setdaThirdQuarter: AgencyPicture = {
  title: 'SETDA · TW III 2024',
  owner: 'Sekretariat Daerah Kota Bekasi · Pemerintah Kota Bekasi',
  subtitle: 'Rata-rata 130,44% (terlampaui), 27 dari 29 indikator pendukung',
  asOf: 'Keadaan Jumat, 4 Okt 2024, pukul 08.00 WIB',
  notice: '5 belum diverifikasi',
  rows: [
    below('Fasilitasi Penyusunan Produk Hukum Daerah', '25', '25,00%'),
    below('Fasilitasi Bantuan Hukum', '50', '50,00%'),
    below('Bahan Logistik Kantor', '83.28', '83,28%'),
    missing('Gaji dan Tunjangan Kepala Daerah dan Wakil Kepala Daerah'),
    missing('Pelaksanaan Kebijakan, Evaluasi, dan Capaian Kinerja terkait Kesejahteraan Sosial'),
    over('Pendidikan dan Pelatihan Pegawai Berdasarkan Tugas dan Fungsi', '525', '525,00%'),
    over('Barang Cetak dan Penggandaan', '314.52', '314,52%'),
    over('Dana Penunjang Operasional Kepala Daerah dan Wakil Kepala Daerah', '216.67', '216,67%'),
    over('Penataan Administrasi Pemerintahan', '200', '200,00%'),
    over('Pemeliharaan Kendaraan Dinas Operasional atau Lapangan', '188.89', '188,89%'),
    over('Gaji dan Tunjangan ASN', '118.41', '118,41%'),
    reached('Dokumen Perencanaan Perangkat Daerah'),
    reached('Laporan Keuangan Bulanan, Triwulanan, dan Semesteran'),
    reached('Pendokumentasian Tugas Pimpinan'),
  ],
  more: 'dan 15 lainnya',
  legend: [
    { tone: 'good', label: 'terlampaui, tercapai' },
    { tone: 'poor', label: 'belum tercapai' },
  ],
  targetLabel: 'Target = 100%',
}

/** Made up: an agency that is none, with every tone and every kind of row on a scale of five bands. */
export const fiveBands: AgencyPicture = {
  title: 'Dinas Contoh · 2024',
  subtitle: 'Rata-rata 77,88% (Kurang), 4 dari 6 indikator, 1 belum rilis',
  asOf: 'Keadaan Kamis, 16 Jan 2025, pukul 14.30 WIB',
  rows: [
    { label: 'Persentase penurunan pelanggaran disiplin', value: '-12.5', shown: '-12,50%', tone: 'poor', mark: 'Sangat Kurang' },
    { label: 'Indeks Sistem Merit', value: '99.29', shown: '99,29%', tone: 'fair', mark: 'Cukup' },
    { label: 'Nilai AKIP perangkat daerah', shown: '–', note: 'B (68,10), target A', tone: 'poor', mark: 'di bawah target' },
    { label: 'Indeks Profesionalitas ASN', shown: '–', note: 'belum rilis', tone: 'none', mark: '' },
    { label: 'Nilai AKIP', remark: 'sementara · dikembalikan', value: '101.07', shown: '101,07%', tone: 'good', mark: 'Sangat Baik' },
    {
      label: 'Persentase ASN yang ditempatkan sesuai kompetensi jabatan',
      value: '123.66',
      shown: '123,66%',
      tone: 'good',
      mark: 'Sangat Baik',
    },
  ],
  legend: [
    { tone: 'good', label: 'Sangat Baik, Baik' },
    { tone: 'fair', label: 'Cukup' },
    { tone: 'poor', label: 'Kurang, Sangat Kurang' },
  ],
  targetLabel: 'Target = 100%',
}
