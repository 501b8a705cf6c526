import { cutAt } from './within.ts'

/**
 * Words that say something of the one before them, which is then what the name is about: `Laporan tepat waktu`, `Unit yang aktif`. Of cases
 * and persons this holds always (`Kasus baru HIV`, `Orang dengan gangguan jiwa`).
 */
const leaning = 'yang|baru|lama|aktif|tepat|dengan|tanpa|dari|di|pada|ke|untuk|bagi|per|dan|atau|(?:ber|ter|di)\\w+'

/**
 * Words at the head of an indicator's name that say how it is counted, not what it is about; tried in order, again and again.
 * `Jumlah Paket Bahan Logistik Kantor yang Disediakan` is about `Bahan Logistik Kantor`.
 */
const heads: readonly RegExp[] = [
  /^(jumlah|persentase|presentase|prosentase|cakupan|tingkat|banyaknya)\s+/i,
  /^(capaian|terlaksananya|tersedianya|terpenuhinya|tersusunnya)\s+/i,
  /^(paket|dokumen|laporan|unit|kegiatan|orang|kasus)\s+(?=yang\s+(mengikuti|menerima|mendapatkan)\s)/i,
  new RegExp(`^(paket|dokumen|laporan|unit|kegiatan)\\s+(hasil\\s+|kegiatan\\s+)*(?!(${leaning})\\s)(?=\\S+\\s)`, 'i'),
  /^(yang\s+)?(mengikuti|menerima|mendapatkan)\s+/i,
  /^(dalam rangka|penyediaan|penyelenggaraan)\s+/i,
]

/** Words at its end that every neighbour has too. */
const tails: readonly RegExp[] = [
  /\s+yang\s+(disediakan|tersedia|disusun|tersusun|terlaksana|dilaksanakan|diundangkan|didokumentasi(kan)?)$/i,
  /\s+(pada|di|oleh)\s+(skpd|opd|perangkat daerah)$/i,
  /\s+berdasarkan tugas dan fungsi$/i,
  /\s+(kabupaten\/kota|provinsi)$/i,
]

/** What every office says in short, however much room there is. */
const familiar: readonly [RegExp, string][] = [[/\bPendidikan dan Pelatihan\b/gi, 'Diklat']]

/** What offices abbreviate where room is short; used one after the other until the name fits. */
const abbreviations: readonly [RegExp, string][] = [
  [/\bKepala Daerah dan Wakil Kepala Daerah\b/gi, 'KDH/WKDH'],
  [/\bSarana dan Prasarana\b/gi, 'Sarpras'],
  [/\bBarang Milik Daerah\b/gi, 'BMD'],
  [/\bSumber Daya Manusia\b/gi, 'SDM'],
  [/\bReformasi Birokrasi\b/gi, 'RB'],
  [/\bPeraturan Perundang-undangan\b/gi, 'Peraturan'],
  [/\bPerangkat Daerah\b/gi, 'PD'],
]

/**
 * A name short enough for a phone, of at most `longest` characters: without the words that say how it is counted, abbreviated where too
 * long, cut at a word with `…` as the last resort. Two names may become equal: keeping them apart is the caller's.
 */
export const shortName = (name: string, longest = 48): string => {
  const whole = name.replace(/\s+/g, ' ').trim()
  let short = whole
  for (let before = ''; before !== short;) {
    before = short
    for (const pattern of [...heads, ...tails]) short = keepEnough(short, short.replace(pattern, ''))
  }
  for (const [long, usual] of familiar) short = short.replace(long, usual)
  short = short.charAt(0).toUpperCase() + short.slice(1)
  for (const [long, abbreviation] of abbreviations) if (short.length > longest) short = short.replace(long, abbreviation)
  if (short.length <= longest) return short
  const tight = short.replace(/,? dan\b/g, ' &')
  return tight.length > longest ? cut(short, longest) : tight
}

/** A single word says too little, unless it is all there was. */
const keepEnough = (before: string, after: string): string => (after.includes(' ') || after.length >= 5 ? after : before)

const cut = (text: string, longest: number): string => {
  const head = text.slice(0, cutAt(text, longest - 1))
  const space = text.charAt(longest - 1) === ' ' ? head.length : head.lastIndexOf(' ')
  let kept = space > longest / 3 ? head.slice(0, space) : head
  for (let before = ''; before !== kept;) {
    before = kept
    // A joining word or a mark does not end a cut name.
    kept = kept.replace(/[\s,;:&(/-]+$/, '').replace(/\s(dan|atau|yang|pada|di|ke|dari|untuk|dengan|serta|terkait)$/i, '')
  }
  return `${kept}…`
}
