import { shortName } from '../../text/short-name.ts'

type Named = {
  name: string
  shortName?: string | undefined
  subject?: string | undefined
  unit: string
  responsibleUnit?: string | undefined
  /** Who reports it, and what their unit is called: the same name in two units is told apart for somebody who has duties in both. */
  officer?: string | undefined
  unitName?: string | undefined
}

/**
 * Names short enough for a phone: of a sub-activity what is done, of an objective's indicator what is measured. Where two of one unit
 * would be called the same, what they count tells them apart, and as a last resort a number.
 */
export function shortNames(indicators: readonly Named[]): string[] {
  const plain = indicators.map(({ name, subject }) => shortName(subject ?? name))
  const own = apart(plain, indicators, (i) => shortName(indicators[i]?.name ?? ''))
  const told = apart(own, indicators, (i) => {
    const { subject, name = '' } = indicators[i] ?? {}
    return subject === undefined ? shortName(name) : `${shortName(subject, 28)}: ${shortName(name, 28)}`
  })
  const seen = new Map<string, number>()
  return ofTwoUnits(told, indicators).map((name, i) => {
    const place = `${indicators[i]?.responsibleUnit ?? ''}:${name}`
    const count = (seen.get(place) ?? 0) + 1
    seen.set(place, count)
    return count > 1 ? `${name} (${count})` : name
  })
}

/** Names of which one officer would have two, with the unit behind them. */
function ofTwoUnits(names: readonly string[], indicators: readonly Named[]): string[] {
  const shown = names.map((name, i) => indicators[i]?.shortName ?? name)
  return names.map((name, i) => {
    const { officer, unitName, responsibleUnit } = indicators[i] ?? {}
    const another = (other: Named, at: number) =>
      at !== i && other.officer === officer && other.responsibleUnit !== responsibleUnit && shown[at] === shown[i]
    if (officer === undefined || unitName === undefined || !indicators.some(another)) return name
    return `${shortName(name, 32)} (${shortName(unitName, 28)})`
  })
}

/** Names that stand alone within their unit; those that do not are told apart. */
function apart(names: readonly string[], indicators: readonly Named[], tell: (index: number) => string): string[] {
  const count = new Map<string, number>()
  const place = (i: number) => `${indicators[i]?.responsibleUnit ?? ''}:${names[i] ?? ''}`
  names.forEach((_, i) => count.set(place(i), (count.get(place(i)) ?? 0) + 1))
  return names.map((name, i) => ((count.get(place(i)) ?? 0) > 1 ? tell(i) : name))
}
