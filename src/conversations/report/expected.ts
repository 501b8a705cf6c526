import type { Texts } from '../../text/texts.ts'
import type { Choice } from '../engine.ts'

const offers = ['this-month', 'next-month', 'next-quarter', 'unknown'] as const

/** When a figure might be published, as buttons. */
export const expectedChoices = (texts: Texts): Choice[][] => [
  offers.slice(0, 2).map((id) => ({ id, label: texts.plain(`report.expected-choice.${id}`) })),
  offers.slice(2).map((id) => ({ id, label: texts.plain(`report.expected-choice.${id}`) })),
]

/** The month (`2025-03`) that a choice means on a day; nothing for "not known". */
export function expectedMonth(choice: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const later = choice === 'this-month' ? 0 : choice === 'next-month' ? 1 : choice === 'next-quarter' ? 3 - ((month - 1) % 3) : undefined
  if (later === undefined) return undefined
  const index = month - 1 + later
  return `${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
