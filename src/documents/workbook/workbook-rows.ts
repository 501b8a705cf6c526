import { alertRuleNames } from '../../domain/leadership/alerts.ts'
import type { Document } from '../shape/document.ts'
import { decimalCell, figureCell, moneyCell, targetCell } from './workbook-cells.ts'
import type { Cell } from './workbook-cells.ts'
import type { ListSheet } from './workbook-format.ts'

export type SheetRow = Record<string, Cell | undefined>

const decimal = (text: string | undefined): Cell | undefined => (text === undefined ? undefined : decimalCell(text))

/** Every rule, with what is set of it. */
export const alertRows = (alerts: NonNullable<Document['alerts']>): SheetRow[] =>
  alertRuleNames.map((rule) => {
    const set = alerts[rule]
    return { rule, on: set?.on, threshold: decimal(set?.threshold), urgentFrom: decimal(set?.urgentFrom), alertLevel: set?.level }
  })

/** The rows of every list sheet, from a document. */
export function rowsOfDocument(document: Document): Record<ListSheet, SheetRow[]> {
  return {
    scales: document.scales.flatMap(({ key, name, source, policy, bands }) =>
      bands.map((band) => ({
        ...{ key, name, source, gap: policy.gap, overlap: policy.overlap, label: band.label, better: band.better },
        ...{
          lower: decimal(band.lower),
          lowerInclusive: band.lowerInclusive,
          upper: decimal(band.upper),
          upperInclusive: band.upperInclusive,
        },
      })),
    ),
    alerts: document.alerts ? alertRows(document.alerts) : [],
    units: document.units,
    objectives: document.objectives,
    indicators: document.indicators.map((indicator) => {
      const {
        targets,
        composite,
        supportedBy,
        baseline,
        previousYears: _,
        renstra: _renstra,
        comparisons: _comparisons,
        ...row
      } = indicator
      const [q1 = null, q2 = null, q3 = null, q4 = null] = targets.quarters
      return {
        ...row,
        ...{
          baseline: decimal(baseline),
          supportedBy: supportedBy.join(' '),
          compositeKind: composite?.kind,
          expression: composite?.expression,
        },
        ...{
          targetYear: targetCell(targets.year),
          target1: targetCell(q1),
          target2: targetCell(q2),
          target3: targetCell(q3),
          target4: targetCell(q4),
        },
      }
    }),
    inputs: document.indicators.flatMap(({ key: indicator, composite }) =>
      (composite?.inputs ?? []).map(({ key, name, unit, kind, weight, maximum, owner }) => ({
        ...{ indicator, inputKey: key, name, unit, inputKind: kind, weight: decimal(weight), maximum: decimal(maximum), owner },
      })),
    ),
    references: document.indicators.flatMap(({ key: indicator, previousYears, renstra, comparisons }) => [
      ...Object.entries(previousYears).map(([year, figure]) => ({
        indicator,
        referenceKind: 'previous-year',
        year: Number(year),
        value: figureCell(figure),
      })),
      ...Object.entries(renstra.targets).map(([year, target]) => ({
        indicator,
        referenceKind: 'renstra-year',
        year: Number(year),
        value: targetCell(target) ?? '-',
      })),
      ...(renstra.end
        ? [{ indicator, referenceKind: 'renstra-end', year: renstra.end.year, value: targetCell(renstra.end.target) ?? '-' }]
        : []),
      ...comparisons.map(({ name, figure }) => ({ indicator, referenceKind: 'benchmark', name, value: figureCell(figure) })),
    ]),
    budget: document.budget.map(({ key, parent, level, code, name, ceiling, originalCeiling, plan, realised }) => {
      const planUnit = plan?.[0]?.kind ?? 'rupiah'
      const realisedUnit = realised.quarters.find((money) => money)?.kind ?? 'rupiah'
      const [p1 = null, p2 = null, p3 = null, p4 = null] = plan ?? []
      const [r1 = null, r2 = null, r3 = null, r4 = null] = realised.quarters
      return {
        ...{ key, parent, budgetLevel: level, code, name, ceiling: decimal(ceiling), originalCeiling: decimal(originalCeiling) },
        ...{ planUnit: plan && planUnit, plan1: moneyCell(p1, planUnit), plan2: moneyCell(p2, planUnit), plan3: moneyCell(p3, planUnit) },
        ...{ plan4: moneyCell(p4, planUnit), realisedUnit, realised1: moneyCell(r1, realisedUnit), realised2: moneyCell(r2, realisedUnit) },
        ...{ realised3: moneyCell(r3, realisedUnit), realised4: moneyCell(r4, realisedUnit), realisedYear: decimal(realised.year) },
      }
    }),
    budgetYears: document.budget.flatMap(({ key: row, previousYears }) =>
      Object.entries(previousYears).map(([year, { ceiling, realised }]) => ({
        row,
        year: Number(year),
        ceiling: decimal(ceiling),
        realised: decimal(realised),
      })),
    ),
    people: document.people.map(({ key, name, locale, phone }) => ({ key, name, locale, phone })),
    roles: document.people.flatMap(({ key: person, roles }) =>
      roles.map(({ role, scope, unit, from }) => ({ person, role, scope, unitKey: unit, from })),
    ),
    duties: document.people.flatMap(({ key: person, responsible }) =>
      responsible.map(({ indicator, from }) => ({ indicator, person, from })),
    ),
    identities: document.people.flatMap(({ key: person, identities }) => identities.map((identity) => ({ person, ...identity }))),
    rooms: document.rooms.map(({ agencies, ...room }) => ({ ...room, agencies: agencies?.join(' ') })),
    reports: document.reports.map(({ quarter, figure, money, ...report }) => {
      const moneyUnit = money?.kind
      return { ...report, quarter, figure: figureCell(figure), moneyUnit, money: money && moneyCell(money, money.kind) }
    }),
  }
}
