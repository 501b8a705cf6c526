import type { Efficiency } from '../assess/assessment.ts'
import { Decimal, hundred } from '../decimal.ts'
import type { EfficiencyRule } from '../plan.ts'
import { shownValue } from '../shown-value.ts'

/** Money and capaian of one subject: an indicator with the budget row that serves it, a program, or the agency. */
export type Resources = { ceiling: Decimal; spent: Decimal; capaian?: Decimal }

/** What a rule makes of it: percent (points for a difference), and rupiah where the rule has them. */
export type EfficiencyResult = Pick<Efficiency, 'value' | 'rupiah' | 'working'>

/** A rule computes nothing where the ceiling is zero, the absorption is, or no capaian is known that it needs. */
export type EfficiencyFormula = { source: string; compute: (of: Resources, decimals: number) => EfficiencyResult | undefined }

const absorptionOf = ({ ceiling, spent }: Resources): Decimal | undefined =>
  ceiling.isZero() ? undefined : spent.times(hundred).div(ceiling)

/** Reports print absorption with two decimals, whatever a capaian has: 108,6 beside 91,02. */
export const absorptionDecimals = 2

/** Capaian minus absorption, each as printed: 123,97 - 87,20 = 36,77 points. */
const difference: EfficiencyFormula = {
  source: 'LKIP Sekretariat Daerah Kota Bekasi 2024',
  compute: (of, decimals) => {
    const absorption = absorptionOf(of)
    if (!absorption || !of.capaian) return undefined
    const terms = { capaian: shownValue(of.capaian, decimals), absorption: shownValue(absorption, absorptionDecimals) }
    return { value: terms.capaian.minus(terms.absorption), working: { formula: 'efficiency-difference', terms } }
  },
}

/** Capaian / absorption x 100, both as printed: 108,6 / 91,02 gives 119. */
const ratio: EfficiencyFormula = {
  source: 'LKIP BKPSDM Kabupaten Pasuruan 2024',
  compute: (of, decimals) => {
    const exact = absorptionOf(of)
    if (!exact || !of.capaian) return undefined
    const terms = { capaian: shownValue(of.capaian, decimals), absorption: shownValue(exact, absorptionDecimals) }
    if (terms.absorption.isZero()) return undefined
    return { value: terms.capaian.times(hundred).div(terms.absorption), working: { formula: 'efficiency-ratio', terms } }
  },
}

/** What was not spent: ceiling - realisation in rupiah, and 100 - absorption: Rp3.142.902.014 = 11,35%. */
const unspent: EfficiencyFormula = {
  source: 'LKIP BKPSDM Kota Bekasi 2024',
  compute: (of) => {
    const absorption = absorptionOf(of)
    if (!absorption) return undefined
    const terms = { ceiling: of.ceiling, spent: of.spent }
    return { value: hundred.minus(absorption), rupiah: of.ceiling.minus(of.spent), working: { formula: 'efficiency-unspent', terms } }
  },
}

/** (ceiling x capaian - spent) / ceiling, capaian unrounded: 43,22% for 320/319,53 with Rp27.536.923.392 of Rp48.369.697.659. Not limited to 20. */
const pmk22: EfficiencyFormula = {
  source: 'PMK 22/PMK.02/2021; LKIP BKD Provinsi DKI Jakarta 2024',
  compute: (of) => pmkOver([of]),
}

/** The closed list of efficiency rules. */
export const efficiencyFormulas = { difference, ratio, unspent, 'pmk-22-2021': pmk22 } as const satisfies Record<
  EfficiencyRule,
  EfficiencyFormula
>

/** PMK 22/2021 over several outputs: sum(ceiling x capaian - spent) / sum(ceiling) x 100. Outputs without a capaian stay out. */
export const pmkOver = (outputs: readonly Resources[]): EfficiencyResult | undefined => {
  const measured = outputs.filter((output): output is Required<Resources> => output.capaian !== undefined)
  const total = (pick: (output: Required<Resources>) => Decimal) => Decimal.sum(0, ...measured.map(pick))
  const ceiling = total((output) => output.ceiling)
  if (ceiling.isZero()) return undefined
  const worth = total((output) => output.ceiling.times(output.capaian).div(hundred))
  const spent = total((output) => output.spent)
  const value = worth.minus(spent).times(hundred).div(ceiling)
  return { value, rupiah: worth.minus(spent), working: { formula: 'efficiency-pmk-22-2021', terms: { worth, spent, ceiling } } }
}
