import { Decimal } from '../../domain/decimal.ts'
import { readExpression } from '../../domain/expression.ts'
import { Target } from '../../domain/figure.ts'
import { proposeAggregation } from '../../domain/propose-aggregation.ts'
import { checkPlanned } from './check-plan.ts'
import type { Document } from '../shape/document.ts'
import type { TargetText } from '../shape/figure-value.ts'
import { finding, foundText } from './finding.ts'
import type { Finding } from './finding.ts'

type Indicator = Document['indicators'][number]

/** What targets, formulas, plans and reports say that cannot be, or that is odd. `unsure`: a stand-in is there, which is no double of anything. */
export function checkFigures(document: Document, unsure: (path: string) => boolean): Finding[] {
  return [
    ...document.indicators.flatMap((indicator, i) => checkIndicator(indicator, `indicators.${i}`)),
    ...checkPlanned(document),
    ...document.budget.flatMap((row, i) => checkBudget(row, `budget.${i}`)),
    ...checkReports(document, unsure),
  ]
}

const cell = (target: TargetText | null): string => {
  if (!target) return '-'
  return target.kind === 'number' ? target.value : target.kind === 'grade' ? target.letter : `${target.low}–${target.high}`
}

function checkIndicator(indicator: Indicator, path: string): Finding[] {
  const findings: Finding[] = []
  const { targets, composite } = indicator
  for (const [i, target] of [targets.year, ...targets.quarters].entries())
    if (target?.kind === 'number' && tooLarge(target.value))
      findings.push(finding(`${path}.targets.${i === 0 ? 'year' : `quarters.${i - 1}`}`, 'number-too-large', target.value))
  if (!indicator.aggregation) findings.push(open(indicator, path))
  if (indicator.formula === 'minimise-baseline' && indicator.baseline === undefined)
    findings.push(finding(`${path}.baseline`, 'baseline-missing', '-', { indicator: indicator.name }))
  findings.push(...baselineNotAbove(indicator, path))
  if (composite?.kind === 'formula') {
    if (composite.expression === undefined) findings.push(finding(`${path}.composite.expression`, 'expression-missing', '-'))
    else {
      const read = readExpression(
        composite.expression,
        composite.inputs.map(({ key }) => key),
      )
      if (read.kind === 'faulty') {
        const { at, found } = read.fault
        findings.push(
          finding(`${path}.composite.expression`, 'expression-faulty', foundText(composite.expression), {
            at: String(at),
            part: foundText(found),
          }),
        )
      }
    }
  }
  if (composite?.kind === 'weighted')
    for (const [i, { key, weight }] of composite.inputs.entries())
      if (weight === undefined) findings.push(finding(`${path}.composite.inputs.${i}.weight`, 'weight-missing', '-', { key }))
  return findings
}

/** From a baseline at or below its target an indicator can't come down to it: the formula gives no capaian. It is said of the highest target. */
function baselineNotAbove({ name, formula, baseline, targets }: Indicator, path: string): Finding[] {
  if (formula !== 'minimise-baseline' || baseline === undefined) return []
  const values = [targets.year, ...targets.quarters].flatMap((target) => (target?.kind === 'number' ? [target.value] : []))
  const highest = values.reduce<string | undefined>(
    (most, value) => (most === undefined || new Decimal(value).gt(most) ? value : most),
    undefined,
  )
  if (highest === undefined || new Decimal(baseline).gt(highest)) return []
  return [finding(`${path}.baseline`, 'baseline-not-above', baseline, { indicator: name, target: highest }, 'warning')]
}

const tooLarge = (text: string): boolean => new Decimal(text).abs().gte('1e18')

/** The aggregation is left open: the document is refused with what the targets suggest. */
function open({ name, targets }: Indicator, path: string): Finding {
  const read = (target: TargetText | null | undefined) => (target ? Target.parse(target) : null)
  const [q1, q2, q3, q4] = targets.quarters
  const proposal = proposeAggregation({ year: read(targets.year), quarters: [read(q1), read(q2), read(q3), read(q4)] })
  const found = `${targets.quarters.map(cell).join(', ')} → ${cell(targets.year)}`
  return proposal
    ? finding(`${path}.aggregation`, 'aggregation-open', found, { indicator: name, proposal: proposal.aggregation })
    : finding(`${path}.aggregation`, 'aggregation-unclear', found, { indicator: name })
}

function checkBudget(row: Document['budget'][number], path: string): Finding[] {
  const findings: Finding[] = []
  if (tooLarge(row.ceiling)) findings.push(finding(`${path}.ceiling`, 'number-too-large', row.ceiling))
  return findings
}

function checkReports(document: Document, unsure: (path: string) => boolean): Finding[] {
  const first = new Map<string, number>()
  return document.reports.flatMap((report, i): Finding[] => {
    const key = `${report.indicator} ${report.quarter}`
    const isSure = !unsure(`reports.${i}.indicator`) && !unsure(`reports.${i}.quarter`)
    const before = isSure ? first.get(key) : undefined
    if (isSure) first.set(key, before ?? i)
    const found: Finding[] =
      before === undefined ? [] : [{ ...finding(`reports.${i}`, 'duplicate-report', key), before: { path: `reports.${before}` } }]
    if (report.figure.kind === 'number' && tooLarge(report.figure.value))
      found.push(finding(`reports.${i}.figure`, 'number-too-large', report.figure.value))
    return found
  })
}
