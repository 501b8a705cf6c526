import { afterAll, describe, expect, test } from 'vitest'
import { drawAgency } from '../../src/pictures/draw-agency.ts'
import { createPainter } from '../../src/pictures/painter.ts'
import { widthOf } from '../../src/pictures/text-width.ts'
import type { Weight } from '../../src/pictures/text-width.ts'
import { fiveBands, setdaThirdQuarter } from './samples.ts'

const painter = createPainter()
const fontless = createPainter({ fonts: [] })
afterAll(() => Promise.all([painter.close(), fontless.close()]))

const view = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset, png.byteLength)
const sizeOf = (png: Uint8Array) => ({ width: view(png).getUint32(16), height: view(png).getUint32(20) })
const text = (written: string, weight: Weight, fill = '#000') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60" font-family="DejaVu Sans"><rect width="900" height="60" fill="#fff"/>` +
  `<text x="0" y="45" font-size="31" font-weight="${weight === 'bold' ? 'bold' : 'normal'}" fill="${fill}">${written}</text>` +
  // whatever the text leaves of ink on the right of its measured width would be seen: nothing covers that side
  `<rect width="${widthOf(written, 31, weight) + 2}" height="60" fill="#fff"/></svg>`

describe('the painter', () => {
  test('makes a PNG of the size that the picture has', async () => {
    const svg = drawAgency(fiveBands)
    const png = await painter.png(svg)
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    expect(sizeOf(png)).toEqual({ width: 1080, height: Number(/ height="(\d+)"/.exec(svg)?.[1]) })
  })

  test('makes the same bytes of the same picture, in one thread and in another', async () => {
    const svg = drawAgency(setdaThirdQuarter)
    const other = createPainter()
    const [one, two, three] = await Promise.all([painter.png(svg), painter.png(svg), other.png(svg)])
    await other.close()
    expect(Buffer.compare(one, two)).toBe(0)
    expect(Buffer.compare(one, three)).toBe(0)
  })

  test('really draws the words: without fonts the picture is another, much smaller one', async () => {
    const svg = drawAgency(fiveBands)
    const [written, wordless] = await Promise.all([painter.png(svg), fontless.png(svg)])
    expect(wordless.length).toBeLessThan(written.length / 2)
  })

  test.each<[string, Weight]>([
    ['Fasilitasi Penyusunan Produk Hukum Daerah', 'regular'],
    ['AVAWATA “Kejaksaan” – 1.234,56% · ≥ 100 × …', 'bold'],
    ['Œuvre Ǆ 漢字 ﷽ عربى', 'bold'],
  ])('no text is drawn wider than it was measured: %s', async (written, weight) => {
    const [drawn, blank] = await Promise.all([painter.png(text(written, weight)), painter.png(text(written, weight, '#fff'))])
    expect(Buffer.compare(drawn, blank)).toBe(0)
  })

  test('refuses what is no SVG, and draws the next', async () => {
    const [refused, drawn] = await Promise.allSettled([painter.png('<svg'), painter.png(drawAgency(fiveBands))])
    expect(refused).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(/^the picture can't be drawn: /) } })
    expect(drawn.status).toBe('fulfilled')
  })

  test('a thread that breaks takes one picture with it, not the next', async () => {
    const tooBig = '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'
    const [broken, drawn] = await Promise.allSettled([painter.png(tooBig), painter.png(drawAgency(fiveBands))])
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'the painter broke' } })
    expect(drawn.status).toBe('fulfilled')
  })

  test('rejects when its thread can not begin, each time anew', async () => {
    const broken = createPainter({ fonts: [new URL('./no-such-font.ttf', import.meta.url)] })
    await expect(broken.png(drawAgency(fiveBands))).rejects.toThrow('the painter broke')
    await expect(broken.png(drawAgency(fiveBands))).rejects.toThrow('the painter broke')
    await broken.close()
  })

  test('ends a thread that takes too long, and begins another', async () => {
    const hasty = createPainter({ patience: 1 })
    await expect(hasty.png(drawAgency(fiveBands))).rejects.toThrow('the picture took more than 1 ms')
    await hasty.close()
    await expect(hasty.png(drawAgency(fiveBands))).rejects.toThrow('the painter is closed')
  })
})
