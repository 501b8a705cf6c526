import { Target } from '../domain/figure.ts'
import { aggregations } from '../domain/plan.ts'
import type { Aggregation } from '../domain/plan.ts'
import { proposeAggregation } from '../domain/propose-aggregation.ts'
import type { TargetText } from '../documents/shape/figure-value.ts'

/** Words for an aggregation that can mean one only. "Kumulatif" can be a sum or the last: there the targets decide. */
const words: readonly (readonly [RegExp, Aggregation])[] = [
  [/^(rata-?\s?rata|rerata|mean|avg)$/i, 'average'],
  [/^(jumlah|penjumlahan|total|akumulasi)$/i, 'sum'],
  [/^(akhir|terakhir|nilai akhir|posisi akhir)$/i, 'last'],
  [/^(tahunan|sekali|setahun sekali|annual)$/i, 'once'],
]

/** The aggregation that a file gives, else the one that the cells of the targets suggest; what was chosen is said. */
export function aggregationOf(
  given: string | undefined,
  year: TargetText | null,
  quarters: readonly (TargetText | null)[],
  unit: string,
  say: (what: string) => void,
): Aggregation {
  const known = aggregations.find((aggregation) => aggregation === given?.toLowerCase())
  if (known) return known
  const [, meant] = words.find(([pattern]) => pattern.test(given ?? '')) ?? []
  if (meant) {
    say(`aggregation “${given}” is taken as ${meant}`)
    return meant
  }
  const read = (target: TargetText | null | undefined) => (target ? Target.parse(target) : null)
  const cells = [read(quarters[0]), read(quarters[1]), read(quarters[2]), read(quarters[3])] as const
  const proposal = proposeAggregation({ year: read(year), quarters: [...cells] }, unit)
  const open = given === undefined ? 'aggregation is not known' : `aggregation “${given}” is not known`
  if (proposal) {
    say(`${open}; taken as ${proposal.aggregation} (${proposal.because})`)
    return proposal.aggregation
  }
  const numbers = quarters.every((target) => target === null || target.kind === 'number')
  say(`${open} and its targets fit none; taken as ${numbers ? 'sum' : 'last'}`)
  return numbers ? 'sum' : 'last'
}
