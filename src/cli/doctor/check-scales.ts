import { scaleFindings } from '../../domain/rating/scale.ts'
import type { ScaleFinding } from '../../domain/rating/scale.ts'
import type { Plan, Scale } from '../../domain/plan.ts'
import type { Ailment } from './ailment.ts'

/** A scale as the doctor shows it: its bands' gaps, overlaps and ends, with the policy that settles each. */
export type ScaleReport = {
  agency: string
  year: number
  scale: string
  name: string
  /** What it rates: `capaian`, `absorption`, `efficiency`; empty for one that rates values of an indicator. */
  inForceFor: string[]
  policy: Scale['policy']
  findings: { kind: ScaleFinding['kind']; stretch: string; labels: string[]; policy: string | null }[]
}

/** Every scale of a plan with all that its bands leave out or say twice. */
export const scaleReports = (agency: string, { agency: { rules, scales }, year }: Plan): ScaleReport[] =>
  scales.map((scale) => ({
    ...{ agency, year, scale: scale.key, name: scale.name, policy: scale.policy },
    inForceFor: [
      ...(rules.capaianScale === scale.key ? ['capaian'] : []),
      ...(rules.absorptionScale === scale.key ? ['absorption'] : []),
      ...(rules.efficiencyScale === scale.key ? ['efficiency'] : []),
    ],
    findings: scaleFindings(scale).map((found) => ({
      ...{ kind: found.kind, stretch: stretchOf(found), labels: found.labels },
      policy: policyFor(found.kind, scale),
    })),
  }))

/** What is wrong with the scales of a plan, and what their policy settles. */
export function checkScales(agency: string, plan: Plan): Ailment[] {
  const { rules, scales } = plan.agency
  const place = (key: string) => `${agency} ${plan.year}, scale ${key}`
  const missing = [rules.capaianScale, rules.absorptionScale, rules.efficiencyScale].flatMap((key): Ailment[] =>
    key === undefined || scales.some((scale) => scale.key === key)
      ? []
      : [{ severity: 'error', code: 'scale-missing', where: place(key), found: '-', expected: 'the scale that the rules name' }],
  )
  const found = scaleReports(agency, plan).flatMap(({ scale, findings }) =>
    findings.flatMap(({ kind, stretch, labels, policy }): Ailment[] => {
      const where = place(scale)
      const between = labels.length > 0 ? ` (${labels.join(', ')})` : ''
      if (kind === 'no-bands' || kind === 'empty-band')
        return [
          { severity: 'error', code: 'scale-empty', where, found: `${kind} ${stretch}${between}`, expected: 'bands with sensible bounds' },
        ]
      if (kind === 'gap' || kind === 'overlap')
        return [
          {
            severity: 'note',
            code: `scale-${kind}`,
            where,
            found: `${stretch}${between}`,
            expected: `settled by the policy “${policy ?? '-'}”`,
          },
        ]
      return []
    }),
  )
  return [...missing, ...found]
}

const policyFor = (kind: ScaleFinding['kind'], { policy }: Scale): string | null =>
  kind === 'gap' || kind === 'overlap' || kind === 'above' || kind === 'below' ? policy[kind] : null

/** A stretch in interval notation: `(99, 100)`. */
const stretchOf = ({ from, fromInclusive, to, toInclusive }: ScaleFinding): string =>
  `${fromInclusive ? '[' : '('}${from?.toFixed() ?? '-∞'}, ${to?.toFixed() ?? '∞'}${toInclusive ? ']' : ')'}`
