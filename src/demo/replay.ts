import { ImportDocument } from '../documents/document.ts'
import type { Document } from '../documents/document.ts'
import type { FigureText } from '../documents/figure-value.ts'
import { demoEntries, wholeYear } from './demo-documents.ts'

/** One report as an officer makes it in chat: what is typed for the figure, and for the money where the indicator carries it. */
export type ReplayStep = { indicatorKey: string; quarter: 1 | 2 | 3 | 4; personKey: string; typed: string; money?: string }

/** Every quarterly report that the played agency made in its year, quarter by quarter, officer by officer. */
export async function setdaReplay(): Promise<ReplayStep[]> {
  const entry = (await demoEntries()).find(({ loadUpTo }) => loadUpTo !== undefined)
  if (!entry) return []
  const document = ImportDocument.parse(await wholeYear(entry))
  const order = new Map(document.people.map(({ key }, i) => [key, i]))
  return document.reports
    .flatMap((report) => stepOf(report) ?? [])
    .sort((a, b) => a.quarter - b.quarter || (order.get(a.personKey) ?? 0) - (order.get(b.personKey) ?? 0))
}

function stepOf({ indicator, quarter, figure, money, by }: Document['reports'][number]): ReplayStep | undefined {
  if (quarter === 'year' || by === undefined) return undefined
  return {
    indicatorKey: indicator,
    quarter,
    personKey: by,
    typed: asTyped(figure),
    ...(money && { money: `${comma(money.value)}${money.kind === 'percent' ? '%' : ''}` }),
  }
}

const comma = (text: string): string => text.replace('.', ',')

const asTyped = (figure: FigureText): string => {
  switch (figure.kind) {
    case 'number':
      return figure.parts ? `${comma(figure.parts.numerator)}/${comma(figure.parts.denominator)}` : comma(figure.value)
    case 'grade':
      return figure.score === undefined ? figure.letter : `${figure.letter} (${comma(figure.score)})`
    case 'not-yet-published':
      return 'belum rilis'
  }
}
