import type { Document } from '../../documents/shape/document.ts'
import type { FigureText } from '../../documents/shape/figure-value.ts'

/**
 * One report as an officer makes it in chat: what is typed for the figure, with the money behind it where the indicator carries some. A
 * composite is asked for input by input.
 */
export type ReplayStep = {
  indicatorKey: string
  quarter: 1 | 2 | 3 | 4 | 'year'
  personKey: string
  typed: string
  inputs: string[]
}

/** Every report of a year, quarter by quarter, the year's own behind TW IV, officer by officer. */
export function replayPlan(document: Document): ReplayStep[] {
  const order = new Map(document.people.map(({ key }, i) => [key, i]))
  const composites = new Map(document.indicators.map(({ key, composite }) => [key, composite?.inputs.map((input) => input.key) ?? []]))
  return document.reports
    .flatMap((report) => stepOf(report, composites.get(report.indicator) ?? []) ?? [])
    .sort((a, b) => rank(a) - rank(b) || (order.get(a.personKey) ?? 0) - (order.get(b.personKey) ?? 0))
}

const rank = ({ quarter }: ReplayStep): number => (quarter === 'year' ? 5 : quarter)

function stepOf({ indicator, quarter, figure, money, by }: Document['reports'][number], inputKeys: string[]): ReplayStep | undefined {
  if (by === undefined) return undefined
  const spent = money && `; ${money.kind === 'percent' ? `${comma(money.value)}%` : `Rp ${comma(money.value)}`}`
  return { indicatorKey: indicator, quarter, personKey: by, typed: `${asTyped(figure)}${spent ?? ''}`, inputs: inputsOf(figure, inputKeys) }
}

const comma = (text: string): string => text.replace('.', ',')
const ratio = ({ numerator, denominator }: { numerator: string; denominator: string }): string =>
  `${comma(numerator)}/${comma(denominator)}`

const inputsOf = (figure: FigureText, keys: string[]): string[] => {
  const given = figure.kind === 'number' ? figure.inputs : undefined
  if (!given) return []
  return keys.flatMap((key) => {
    const input = given[key]
    return input ? [input.parts ? ratio(input.parts) : comma(input.value)] : []
  })
}

const asTyped = (figure: FigureText): string => {
  switch (figure.kind) {
    case 'number':
      return figure.parts ? ratio(figure.parts) : comma(figure.value)
    case 'grade':
      return figure.score === undefined ? figure.letter : `${figure.letter} (${comma(figure.score)})`
    case 'not-yet-published':
      return 'belum rilis'
  }
}
