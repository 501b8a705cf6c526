import { Decimal, round } from '../domain/decimal.ts'
import type { DocumentInput } from '../documents/shape/document.ts'
import { computed, decimalsOf, prints } from './convert-formula.ts'
import type { ConvertedIndicator } from './convert-indicators.ts'
import type { Note, Scales } from './convert-scales.ts'
import { numberIn, rowsOf, textOf } from './source-values.ts'
import type { SourceRow } from './source-values.ts'

type RulesInput = DocumentInput['rules']
type MeanOf = NonNullable<RulesInput['meanOf']>

/** The rules of an agency, each from what the file prints; what it does not show has the default of the house, and is noted. */
export function convertRules(source: SourceRow, indicators: ConvertedIndicator[], scales: Scales, note: Note): RulesInput {
  const printed = indicators.flatMap(({ capaianPrinted, indicator }) =>
    capaianPrinted && numberIn(capaianPrinted) !== undefined && indicator.standing === 'agreement' ? [capaianPrinted] : [],
  )
  const decimals = printed.length ? Math.max(...printed.map(decimalsOf)) : 2
  const { capaianScale, absorptionScale, efficiencyScale } = scales
  return {
    decimals,
    meanOf: meanOf(source, indicators, decimals, note),
    efficiency: efficiencyOf(source, note),
    renstraComparison: comparesByRatio(source) ? 'ratio' : 'side-by-side',
    capaianScale,
    ...(absorptionScale && { absorptionScale }),
    ...(efficiencyScale && { efficiencyScale }),
  }
}

/** Which values make the printed mean of the agreement's capaian. */
function meanOf(source: SourceRow, indicators: ConvertedIndicator[], decimals: number, note: Note): MeanOf {
  const agreement = indicators.filter(({ indicator }) => indicator.standing === 'agreement')
  const means: Record<MeanOf, Decimal | undefined> = {
    unrounded: mean(agreement.map((one) => capaian(one, one.indicator.basis ?? 'parts'))),
    'realisation-as-shown': mean(agreement.map((one) => capaian(one, 'shown'))),
    shown: mean(agreement.map((one) => shownAt(capaian(one, one.indicator.basis ?? 'parts'), decimals))),
  }
  const printed = rowsOf(source, 'aggregates').filter((row) =>
    /(rata-?\s?rata|rerata).*capaian|capaian.*(rata-?\s?rata|rerata)/i.test(textOf(row, 'what') ?? ''),
  )
  const order: MeanOf[] = ['unrounded', 'realisation-as-shown', 'shown']
  for (const row of printed) {
    const fits = order.find((way) => prints(means[way], textOf(row, 'printed')))
    if (fits) {
      note('mean capaian', `${textOf(row, 'printed')} is the mean of: ${fits}`)
      return fits
    }
  }
  note(
    'mean capaian',
    printed.length ? 'no printed mean is reproduced by the agreement; unrounded is taken' : 'no mean is printed; unrounded is taken',
  )
  return 'unrounded'
}

const capaian = ({ indicator, year }: ConvertedIndicator, basis: 'parts' | 'shown'): Decimal | undefined =>
  computed(indicator.targets.year, year, indicator.formula ?? 'maximise', basis, indicator.decimals ?? 2)

const shownAt = (value: Decimal | undefined, decimals: number) => (value ? round(value, decimals) : undefined)

const mean = (values: (Decimal | undefined)[]): Decimal | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length ? Decimal.sum(...known).div(known.length) : undefined
}

/** The rule that reproduces a printed efficiency, or that the file names. */
function efficiencyOf(source: SourceRow, note: Note): NonNullable<RulesInput['efficiency']> {
  for (const row of rowsOf(source, 'efficiency')) {
    const [capaianText, absorption, printed] = [
      numberIn(row['capaian']),
      numberIn(row['serapan'] ?? row['absorption']),
      textOf(row, 'printed'),
    ]
    const how = textOf(row, 'formulaThatReproducesIt') ?? textOf(row, 'formula') ?? ''
    if (/^\(AA|PMK\s*22/i.test(how)) return found('pmk-22-2021', textOf(row, 'indicator'), note)
    if (capaianText === undefined || absorption === undefined) continue
    if (prints(new Decimal(capaianText).minus(absorption), printed)) return found('difference', textOf(row, 'indicator'), note)
    if (absorption !== '0' && prints(new Decimal(capaianText).div(absorption).times(100), printed))
      return found('ratio', textOf(row, 'indicator'), note)
  }
  const unspent = rowsOf(source, 'aggregates').find((row) => /sisa (anggaran|pagu)/i.test(textOf(row, 'what') ?? ''))
  if (unspent) return found('unspent', textOf(unspent, 'what'), note)
  note('efficiency', 'no efficiency is printed; the difference of capaian and absorption is taken')
  return 'difference'
}

const found = <T extends string>(rule: T, where: string | undefined, note: Note): T => {
  note('efficiency', `${rule}, from “${where ?? 'its printed figures'}”`)
  return rule
}

/** Whether the file divides by the Renstra's target instead of setting it beside. */
const comparesByRatio = (source: SourceRow): boolean =>
  rowsOf(source, 'comparisons').some(
    (row) =>
      /renstra/i.test(textOf(row, 'kind') ?? '') &&
      numberIn(row['printedResult']) !== undefined &&
      /[/:]/.test(textOf(row, 'formula') ?? '/'),
  )
