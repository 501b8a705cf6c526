import { readFile } from 'node:fs/promises'
import type { Outgoing } from '../../src/channels/channel.ts'
import type { LocalHouse } from '../channels/local/local-house.ts'
import { privateChat, roomChat } from '../channels/local/local-house.ts'

const strong = (text: string) => ({ text, style: 'strong' as const })
const words = (...spans: (string | { text: string; style: 'strong' | 'code' })[]): Outgoing['parts'][number] => ({
  kind: 'paragraph',
  spans: spans.map((span) => (typeof span === 'string' ? { text: span } : span)),
})

const hukum = privateChat('kota-bekasi/kabag-hukum')

/** A conversation as it looks when the work goes on: every kind of part, a picture, a closed card, an alert in the room. */
export async function playBeginning(house: LocalHouse): Promise<void> {
  await house.send({
    chat: hukum,
    parts: [
      words(strong('Laporan TW III 2024: 3 indikator belum dilaporkan')),
      words(
        'Batas: Senin, 7 Okt (3 hari lagi)\n1. Bahan Logistik Kantor · target 25.589 paket\n2. Barang Cetak dan Penggandaan · target 2.410 paket\n3. Diklat Pegawai · target 20 orang',
      ),
      words('Balas dengan nomor dan angka, misalnya ', { text: '3: 20', style: 'code' }),
    ],
    buttons: [
      [{ label: 'Lapor satu per satu', token: '900.0', style: 'primary' }],
      [
        { label: 'Ingatkan besok', token: '900.1' },
        { label: 'Bukan tugas saya', token: '900.2' },
      ],
    ],
  })
  await house.send({
    chat: privateChat('kota-bekasi/sekda'),
    parts: [
      words(strong('BKD DKI Jakarta · 2024: 104,63%'), ' (Tercapai), rata-rata 13 dari 14 indikator, 1 belum rilis'),
      {
        kind: 'table',
        header: ['Indikator', 'Target', 'Realisasi', 'Capaian', 'Predikat'],
        rows: [
          ['Nilai Kinerja Anggaran', '71', '89,46', '126,00%', 'Tercapai'],
          ['Kualitas data SDI', '3,25', '4', '123,08%', 'Tercapai'],
          ['IP ASN (kualifikasi, kinerja, disiplin)', '50,24', 'belum rilis', '-', 'Data belum rilis'],
        ],
        numeric: [1, 2, 3],
      },
      { kind: 'quote', spans: [{ text: 'Pelatihan TW II digeser ke Agustus karena narasumber' }] },
    ],
    buttons: [['Semua 14', 'Per sasaran', 'Triwulan', 'Anggaran'].map((label, index) => ({ label, token: `901.${index}` }))],
    file: { name: 'bkd-2024.png', type: 'image/png', bytes: await readFile(new URL('./sample.png', import.meta.url)) },
  })
  await house.send({
    chat: roomChat('kota-bekasi/ruang-pimpinan'),
    parts: [
      words(strong('Mendesak · SETDA · TW IV 2024')),
      words('Pengadaan Sarana dan Prasarana Pendukung Gedung Kantor: 16 dari 509 unit = ', strong('3,14%')),
      words('Penyebab (Bagian Umum): belum dijelaskan, sudah ditanyakan hari ini'),
    ],
    buttons: [
      [
        { label: 'Tindak lanjuti', token: '902.0', style: 'primary' },
        { label: 'Senyapkan', token: '902.1', style: 'danger' },
      ],
    ],
  })
}

/** Answers as the bot would, each kind of message in a way that a test can see. */
export function playAlong(house: LocalHouse): void {
  house.bot.answer = async ({ body, chat, person }, send) => {
    if (body.kind === 'text' && body.text === '21.310') {
      await send({
        parts: [
          words(strong('Bahan Logistik Kantor · TW III')),
          words('21.310 dari target 25.589 paket = ', strong('83,28%'), ' (belum tercapai)'),
          words('TW II 100,00% ▼ turun 16,72 poin'),
        ],
        buttons: [
          [
            { label: 'Simpan', token: '910.0', style: 'primary' },
            { label: 'Ubah', token: '910.1' },
            { label: 'Tambah keterangan', token: '910.2' },
          ],
        ],
      })
    } else if (body.kind === 'press' && body.token === '910.0') {
      const asked = await house.db.prisma.localMessage.findFirst({ where: { chatId: chat.id, author: null }, orderBy: { id: 'desc' } })
      await send({
        replaces: String(asked?.id),
        parts: [
          words(strong('Bahan Logistik Kantor · TW III')),
          words('21.310 dari target 25.589 paket = ', strong('83,28%')),
          words('Tersimpan, menunggu verifikasi.'),
        ],
      })
      await send({ parts: [words('Tinggal 2 lagi. Lanjut ke Barang Cetak dan Penggandaan?')] })
    } else if (body.kind === 'press') await send({ parts: [words(`Ditekan ${body.token} oleh ${person.id}`)] })
    else if (body.kind === 'upload') await send({ parts: [words(`Diterima: ${body.files.map(({ name }) => name).join(', ')}`)] })
    else if (body.kind === 'command') await send({ parts: [words(`Perintah ${body.name} (${body.argument})`)] })
    else if (body.kind === 'text') await send({ parts: [words(`Kata Anda: ${body.text}`)] })
  }
}
