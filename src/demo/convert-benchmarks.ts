import { Decimal } from '../domain/decimal.ts'
import { grouped } from '../domain/grouped.ts'
import type { ConvertedIndicator } from './convert-indicators.ts'
import type { Place } from './convert-place.ts'
import type { Note } from './convert-scales.ts'
import { sameName } from './source-keys.ts'
import { isRow, numberIn, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

/** A figure of somebody else, with the words of the indicator that it belongs to. */
type Benchmark = { about: string; name: string; figure: string }

/**
 * Ties national and provincial figures to the indicator that they are of: the one whose name says most of their words. A list in which
 * our own government stands is of the indicator with that figure; where none has it, it measures something else and is left out.
 */
export function attachBenchmarks(source: SourceRow, place: Place, indicators: ConvertedIndicator[], note: Note): void {
  const home = sameName(place.governmentName)
  for (const [about, list] of grouped(benchmarksOf(source, place.year), (one) => one.about)) {
    const own = home === '' ? undefined : list.find(({ name }) => sameName(name).includes(home))
    const fitting = indicators
      .map((one) => ({ one, share: shareOf(about, one.indicator.name) }))
      .filter(({ one, share }) => share >= 0.5 && (!own || isFigure(one.year, own.figure)))
      .sort((a, b) => b.share - a.share)
    const [best] = fitting
    const others = list.filter((one) => one !== own).map(({ name, figure }) => ({ name, figure }))
    if (best) best.one.indicator.comparisons = [...(best.one.indicator.comparisons ?? []), ...others]
    else for (const { name } of list) note(about, `no indicator for the figure of ${name}; left out`)
  }
}

/** How many of the words of a name stand in another, 0 to 1. */
const shareOf = (words: string, name: string): number => {
  const wanted = sameName(words).split(' ')
  const has = new Set(sameName(name).split(' '))
  return wanted.filter((word) => has.has(word)).length / Math.max(wanted.length, 1)
}

const isFigure = (year: ConvertedIndicator['year'], figure: string): boolean =>
  year?.kind === 'number' && new Decimal(year.value).eq(figure)

/** National or provincial figures, each with the words of the indicator that it belongs to. */
function benchmarksOf(source: SourceRow, year: number): Benchmark[] {
  return rowsOf(source, 'comparisons').flatMap((row) => {
    const about = textOf(row, 'indicator')
    if (!/national|nasional|provin/i.test(textOf(row, 'kind') ?? '') || !about || !isRow(row['values'])) return []
    const values = Object.entries(row['values']).filter(([key]) => !/^(rank|no|peringkat|target|capaian|realisasi)/i.test(key))
    const chosen =
      values.find(([key]) => /nasional|national|provinsi|nilai/i.test(key)) ?? values.find(([key]) => key === String(year)) ?? values.at(-1)
    const figure = numberIn(chosen?.[1])
    const [indicator = about, of] = about.split(/:\s*/)
    return figure === undefined ? [] : [{ about: indicator, name: of ?? chosen?.[0] ?? 'nasional', figure }]
  })
}
