import { checkFigures } from './check-figures.ts'
import { checkPeople } from './check-people.ts'
import type { Document } from '../shape/document.ts'
import { ImportDocument } from '../shape/document.ts'
import { finding, schemaFindings } from './finding.ts'
import type { Finding, FindingCode } from './finding.ts'
import { readRest } from './read-rest.ts'
import { scaleFindings } from '../../domain/rating/scale.ts'
import { readScaleText } from '../shape/read-scale.ts'

/** A document that may be written, or none; and everything that is wrong or odd with it, at once. */
export type Checked = {
  document?: Document
  findings: Finding[]
  /** Where a path of the document stands in the file, for what is found later. */ locate?: (path: string) => Finding['where']
}

/** Reads a document through the schema and checks what one part says of another. */
export function checkDocument(input: unknown): Checked {
  const read = ImportDocument.safeParse(input)
  if (!read.success) {
    const findings = schemaFindings(read.error, input)
    return { findings: [...findings, ...checkRest(input, findings)] }
  }
  return { document: read.data, findings: crossChecks(read.data) }
}

const nothing = () => false

function crossChecks(document: Document, unsure: (path: string) => boolean = nothing): Finding[] {
  return [
    ...checkKeys(document),
    ...checkReferences(document),
    ...checkScales(document),
    ...checkFigures(document, unsure),
    ...checkPeople(document),
  ]
}

/** What is said of neighbours too: where one of them is wrong, it can't be relied on. */
const ofNeighbours = new Set<FindingCode>(['expression-faulty', 'agencies-missing'])

/** Errors in what the parts say of each other where single values are wrong. Warnings wait: they add up what is not there. */
function checkRest(input: unknown, wrong: Finding[]): Finding[] {
  const paths = wrong.map(({ where }) => where.path)
  const rest = readRest(input, paths)
  if (!rest) return []
  const isSure = ({ where: { path }, code }: Finding) => {
    const around = path.slice(0, path.lastIndexOf('.') + 1)
    return !rest.unsure(path) && !(ofNeighbours.has(code) && paths.some((of) => of.startsWith(around)))
  }
  return crossChecks(rest.document, rest.unsure).filter((found) => found.severity === 'error' && isSure(found))
}

const sections = ['scales', 'units', 'objectives', 'indicators', 'budget', 'people'] as const

/** Every key once in its section. */
function checkKeys(document: Document): Finding[] {
  return sections.flatMap((section) => {
    const first = new Map<string, number>()
    return document[section].flatMap(({ key }, i) => {
      const before = first.get(key)
      if (before !== undefined)
        return [{ ...finding(`${section}.${i}.key`, 'duplicate-key', key), before: { path: `${section}.${before}.key` } }]
      first.set(key, i)
      return []
    })
  })
}

const keysOf = (rows: readonly { key: string }[]): Set<string> => new Set(rows.map(({ key }) => key))

/** Every key that a part names exists in the part that it names. */
function checkReferences(document: Document): Finding[] {
  const findings: Finding[] = []
  const known = Object.fromEntries(sections.map((section) => [section, keysOf(document[section])]))
  const refer = (path: string, section: (typeof sections)[number], key: string | undefined): void => {
    if (key !== undefined && !known[section]?.has(key)) findings.push(finding(path, 'unknown-reference', key, { section }))
  }
  const { rules } = document
  refer('rules.capaianScale', 'scales', rules.capaianScale)
  refer('rules.absorptionScale', 'scales', rules.absorptionScale)
  refer('rules.efficiencyScale', 'scales', rules.efficiencyScale)
  for (const section of ['units', 'objectives', 'budget'] as const) {
    for (const [i, row] of document[section].entries()) refer(`${section}.${i}.parent`, section, row.parent)
    findings.push(...circles(section, document[section]))
  }
  for (const [i, indicator] of document.indicators.entries()) {
    const path = `indicators.${i}`
    refer(`${path}.objective`, 'objectives', indicator.objective)
    refer(`${path}.responsibleUnit`, 'units', indicator.responsibleUnit)
    refer(`${path}.moneyOf`, 'budget', indicator.moneyOf)
    refer(`${path}.valueScale`, 'scales', indicator.valueScale)
    for (const [j, key] of indicator.supportedBy.entries()) refer(`${path}.supportedBy.${j}`, 'budget', key)
  }
  for (const [i, person] of document.people.entries()) {
    for (const [j, { unit }] of person.roles.entries()) refer(`people.${i}.roles.${j}.unit`, 'units', unit)
    for (const [j, { indicator }] of person.responsible.entries()) refer(`people.${i}.responsible.${j}`, 'indicators', indicator)
  }
  for (const [i, report] of document.reports.entries()) {
    refer(`reports.${i}.indicator`, 'indicators', report.indicator)
    refer(`reports.${i}.by`, 'people', report.by)
    refer(`reports.${i}.decidedBy`, 'people', report.decidedBy)
  }
  return findings
}

/** A row that is above itself. */
function circles(section: string, rows: readonly { key: string; parent?: string }[]): Finding[] {
  const parents = new Map(rows.map(({ key, parent }) => [key, parent]))
  return rows.flatMap(({ key }, i) => {
    let above = parents.get(key)
    for (let steps = 0; above !== undefined && steps <= rows.length; steps++) {
      if (above === key) return [finding(`${section}.${i}.parent`, 'parents-in-a-circle', key)]
      above = parents.get(above)
    }
    return []
  })
}

/** Gaps and overlaps are printed in real scales: they are said, with the policy that settles them. */
function checkScales(document: Document): Finding[] {
  return document.scales.flatMap((scale, i) =>
    scaleFindings(readScaleText(scale)).flatMap(({ kind, from, to, labels }): Finding[] => {
      const values = { scale: scale.name, labels: labels.join(', '), policy: kind === 'overlap' ? scale.policy.overlap : scale.policy.gap }
      const stretch = `${from?.toFixed() ?? '-∞'} … ${to?.toFixed() ?? '∞'}`
      if (kind === 'gap') return [finding(`scales.${i}`, 'scale-gap', stretch, values, 'warning')]
      if (kind === 'overlap') return [finding(`scales.${i}`, 'scale-overlap', stretch, values, 'warning')]
      if (kind === 'no-bands' || kind === 'empty-band') return [finding(`scales.${i}.bands`, 'scale-empty', stretch, values)]
      return []
    }),
  )
}
