import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AgencyPicture, PictureRow } from '../../src/pictures/agency-picture.ts'
import { drawAgency } from '../../src/pictures/draw-agency.ts'
import { fiveBands, setdaThirdQuarter } from './samples.ts'

const withRow = (row: Partial<PictureRow>): AgencyPicture => ({
  ...fiveBands,
  rows: [{ label: 'Nilai AKIP', value: '80', shown: '80,00%', tone: 'fair', mark: 'Cukup', ...row }],
})
const bars = (svg: string, colour: string) =>
  [...svg.matchAll(new RegExp(`<rect x="44" y="[\\d.]+" width="([\\d.]+)" height="40" fill="${colour}"`, 'g'))].map((found) =>
    Number(found[1]),
  )
const heightOf = (svg: string) => Number(/^<svg[^>]* height="(\d+)"/.exec(svg)?.[1])

describe('the picture of an agency', () => {
  test('says whose figures it shows, of when, and what is not verified', () => {
    const svg = drawAgency(setdaThirdQuarter)
    for (const said of [
      'SETDA · TW III 2024',
      'Sekretariat Daerah Kota Bekasi · Pemerintah Kota Bekasi',
      'Rata-rata 130,44% (terlampaui), 27 dari 29 indikator pendukung',
      'Keadaan Jumat, 4 Okt 2024, pukul 08.00 WIB',
      '5 belum diverifikasi',
      'Target = 100%',
      'dan 15 lainnya',
    ])
      expect(svg).toContain(`>${said}</text>`)
  })

  test('prints the number and the word of every row, also of those whose bar is broken', () => {
    const svg = drawAgency(setdaThirdQuarter)
    for (const { shown } of setdaThirdQuarter.rows) expect(svg).toContain(`>${shown}</text>`)
    expect(svg.match(/>belum tercapai<\/text>/g)).toHaveLength(4) // three rows and the legend
    expect(svg.match(/>belum dilaporkan<\/text>/g)).toHaveLength(2)
  })

  test('is 1080 wide and grows with its rows', () => {
    expect(drawAgency(fiveBands)).toMatch(/^<svg [^>]*width="1080"/)
    const [few, many] = [drawAgency({ ...fiveBands, rows: fiveBands.rows.slice(0, 2) }), drawAgency(fiveBands)]
    expect(heightOf(many) - heightOf(few)).toBeGreaterThan(4 * 100)
  })

  test.each([
    ['50', 250],
    ['100', 500],
    ['150', 750],
    ['525', 750],
    ['0', 6],
    ['-12.5', 6],
  ])('a capaian of %s%% has a bar of %i px', (value, width) => {
    expect(bars(drawAgency(withRow({ value })), '#e69f00')).toEqual([width])
  })

  test('only a bar that is longer than its place is broken', () => {
    const slashes = (value: string) => drawAgency(withRow({ value })).match(/stroke="#ffffff" stroke-width="7"/g)?.length ?? 0
    expect([slashes('150'), slashes('150.01')]).toEqual([0, 2])
  })

  test('the line of the target stands at 100 % in every row', () => {
    const lines = drawAgency(setdaThirdQuarter).match(/<rect x="542" y="[\d.]+" width="4" height="50"/g)
    expect(lines).toHaveLength(setdaThirdQuarter.rows.filter(({ value }) => value !== undefined).length)
  })

  test('a row without a capaian has its note and no bar', () => {
    const svg = drawAgency(withRow({ value: undefined, shown: '–', note: 'belum rilis', tone: 'none', mark: '' }))
    expect(svg).toContain('>belum rilis</text>')
    expect(bars(svg, '#[0-9a-f]{6}')).toEqual([])
  })

  test('a hostile name stays text', () => {
    const svg = drawAgency(withRow({ label: `</text><script>x</script>&amp;"'\u0000\uD800\u202E`, mark: '<image href="http://x/"/>' }))
    expect(svg).not.toMatch(/<script|<image|\u0000|\uD800|\u202E/)
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;&quot;&apos;</text>')
  })

  test('whatever the texts are, no markup comes from them', () => {
    const tags = (svg: string) =>
      svg
        .replace(/="[^"]*"/g, '')
        .match(/<\/?[a-z]+/g)
        ?.filter((tag) => !/text/.test(tag))
    const plain = tags(drawAgency(withRow({})))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const svg = drawAgency({ ...withRow({ label: text, shown: `${text}1` }), title: text, asOf: text })
        expect(tags(svg)).toEqual(plain)
      }),
    )
  })
})
