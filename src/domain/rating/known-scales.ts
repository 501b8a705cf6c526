import { d } from '../decimal.ts'
import type { Band, Scale, ScalePolicy } from '../plan.ts'

/** The default policy: a gap belongs to the band below it, a value in two bands to the better one, the ends to the bands at the ends. */
export const defaultPolicy: ScalePolicy = { gap: 'band-below', overlap: 'better', above: 'top-band', below: 'bottom-band' }

/** A band as printed, best first: label, bounds in interval notation. `[` and `]` hold the bound, `(` and `)` do not; a missing bound is open. */
type Printed = [label: string, bounds: `${'[' | '('}${string},${string}${']' | ')'}`]

const bandsOf = (printed: Printed[]): Band[] =>
  printed.map(([label, bounds], i) => {
    const [lower = '', upper = ''] = bounds.slice(1, -1).split(',')
    return {
      label,
      ...(lower === '' ? {} : { lower: d(lower) }),
      lowerInclusive: bounds.startsWith('['),
      ...(upper === '' ? {} : { upper: d(upper) }),
      upperInclusive: bounds.endsWith(']'),
      better: printed.length - i,
    }
  })

const scale = (key: string, name: string, source: string, printed: Printed[]): Scale => ({
  key,
  name,
  source,
  bands: bandsOf(printed),
  policy: defaultPolicy,
})

/** Scales that are in use, as they are printed: with their gaps and overlaps. A template offers them; an agency's own stand in its document. */
export const knownScales: readonly Scale[] = [
  scale('permenpanrb-8-2021', 'Kriteria penilaian capaian kinerja', 'PermenPANRB 8/2021', [
    ['Sangat Baik', '[101,110]'],
    ['Baik', '[100,100]'],
    ['Cukup', '[80,99]'],
    ['Kurang', '[60,79]'],
    ['Sangat Kurang', '[0,50]'],
  ]),
  scale('permendagri-86-2017', 'Skala nilai peringkat kinerja', 'Permendagri 86/2017', [
    ['Sangat Tinggi', '[91,100]'],
    ['Tinggi', '[76,90]'],
    ['Sedang', '[66,75]'],
    ['Rendah', '[51,65]'],
    ['Sangat Rendah', '(,50]'],
  ]),
  scale('sakip', 'Predikat nilai AKIP', 'PermenPANRB 88/2021', [
    ['AA', '(90,100]'],
    ['A', '(80,90]'],
    ['BB', '(70,80]'],
    ['B', '(60,70]'],
    ['CC', '(50,60]'],
    ['C', '(30,50]'],
    ['D', '[0,30]'],
  ]),
  scale('three-words', 'Ketercapaian target', 'LKIP Sekretariat Daerah Kota Bekasi 2024', [
    ['Terlampaui', '(100,)'],
    ['Tercapai', '[100,100]'],
    ['Belum tercapai', '(,100)'],
  ]),
  scale('reached', 'Ketercapaian target', 'LKIP BKD Provinsi DKI Jakarta 2024', [
    ['Tercapai', '[100,)'],
    ['Tidak tercapai', '(,100)'],
  ]),
  scale('batam', 'Kategori capaian kinerja', 'LKIP BKPSDM Kota Batam 2024', [
    ['Amat Baik', '(100,)'],
    ['Baik', '[80,100]'],
    ['Cukup', '[50,79]'],
    ['Kurang', '(,50)'],
  ]),
  scale('pasuruan', 'Kategori capaian kinerja dan serapan', 'LKIP BKPSDM Kabupaten Pasuruan 2024', [
    ['Sangat memuaskan', '[100,)'],
    ['Sangat Baik', '[85,100)'],
    ['Baik', '[70,85)'],
    ['Cukup', '[55,70)'],
    ['Kurang', '(,55)'],
  ]),
  scale('pasuruan-efficiency', 'Kategori efisiensi', 'LKIP BKPSDM Kabupaten Pasuruan 2024', [
    ['Sangat efisiensi', '(110,)'],
    ['Efisiensi', '[100,110]'],
    ['Cukup', '[90,100]'],
    ['Tidak efisiensi', '(,90)'],
  ]),
  scale('ikm', 'Mutu pelayanan', 'PermenPANRB 14/2017', [
    ['A / Sangat Baik', '[88.31,100]'],
    ['B / Baik', '[76.61,88.30]'],
    ['C / Kurang Baik', '[65,76.60]'],
    ['D / Tidak Baik', '[25,64.99]'],
  ]),
]
