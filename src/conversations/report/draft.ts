import { z } from 'zod'
import { DecimalText } from '../../domain/decimal.ts'
import { Figure, Money, Parts } from '../../domain/figure.ts'
import type { ReportKey } from '../../domain/requests/requests.ts'
import type { Texts } from '../../text/texts.ts'

const quarter = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export const Key = z.object({ indicatorId: z.number().int(), year: z.number().int(), quarter })

/** A walk through all that is due: the reports in order, and which one this is. */
export const Walk = z.object({
  queue: z.array(Key),
  at: z.number().int(),
  /** What was typed for reports of the queue already, and their names, by their place in it. */
  texts: z.record(z.string(), z.string()).optional(),
  names: z.record(z.string(), z.string()).optional(),
})
export type Walk = z.output<typeof Walk>

const Evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), ref: z.string(), name: z.string(), type: z.string().optional() }),
  z.object({ kind: z.literal('link'), url: z.string() }),
])

/** What an officer has told of one report so far. */
export const ReportDraft = z.object({
  key: Key,
  name: z.string(),
  /** The version that was in force when the draft began; 0 for none. A newer one at Simpan is shown, not overwritten. */
  base: z.number().int(),
  typed: z.string().optional(),
  figure: Figure.optional(),
  money: Money.optional(),
  /** More than one reading, or one that has to be asked back. */
  pending: z.object({ why: z.enum(['which', 'really', 'suggestion', 'dash']), text: z.string(), readings: z.array(Figure) }).optional(),
  /** Money with more than one reading, or far from the plan. */
  pendingMoney: z.object({ text: z.string(), readings: z.array(Money) }).optional(),
  inputs: z.record(z.string(), z.object({ value: DecimalText, parts: Parts.optional() })),
  cause: z.string().optional(),
  evidence: z.array(Evidence),
  /** How much evidence of the version in force goes along into the new one. */
  kept: z.number().int().default(0),
  /** Steps that were answered by "skip" or a yes, and are not asked again for this figure; `caption` where the note is only what stood beside evidence. */
  settled: z.array(z.enum(['far', 'cause', 'evidence', 'expected', 'caption'])),
  /** A step asked for by a button of the card. */
  wants: z.enum(['value', 'money', 'note']).optional(),
  /** Somebody reported meanwhile, as people are told of it. */
  newer: z.object({ by: z.string(), value: z.string(), at: z.string(), number: z.number().int() }).optional(),
  leave: z.enum(['save', 'next', 'previous', 'stop', 'theirs']).optional(),
  walk: Walk.optional(),
})
export type ReportDraft = z.output<typeof ReportDraft>

/** What was typed for the reports of a walk that come after this one, each with its name: nobody's typing is lost without a word. */
export const typedAhead = (walk: Walk | undefined, texts: Texts): string[] =>
  (walk?.queue ?? []).flatMap((_key, at) => {
    const typed = walk?.texts?.[String(at)]
    const name = walk?.names?.[String(at)]
    return walk && at > walk.at && typed !== undefined && name !== undefined ? [texts.plain('report.typed-ahead', { name, typed })] : []
  })

/** A fresh draft of a report. */
export const newDraft = (key: ReportKey, name: string, base: number, walk?: Walk): ReportDraft => ({
  key,
  name,
  base,
  inputs: {},
  evidence: [],
  kept: 0,
  settled: [],
  ...(walk && { walk }),
})

/** The figure of a draft at a step that comes after it. Throws where there is none. */
export function figureOf(draft: ReportDraft): Figure {
  if (!draft.figure) throw new Error('this step comes after the figure')
  return draft.figure
}

/** The draft with another figure: what was asked about the old one is asked anew, what was written stays. */
export function withFigure(draft: ReportDraft, figure: Figure, typed: string): ReportDraft {
  const { pending: _pending, wants: _wants, ...rest } = draft
  return { ...rest, figure, typed, settled: draft.settled.filter((s) => s === 'evidence' || s === 'caption') }
}

/** The draft without what a step asked for. */
export function without<K extends 'pending' | 'pendingMoney' | 'wants' | 'newer' | 'leave' | 'figure'>(
  draft: ReportDraft,
  ...keys: K[]
): ReportDraft {
  const copy = { ...draft }
  for (const key of keys) delete copy[key]
  return copy
}

/** The draft with one more sentence to its note: what was written before stays. */
export function withNote(draft: ReportDraft, text: string): ReportDraft {
  return { ...draft, cause: oneMore(draft.cause, text), settled: [...draft.settled.filter((s) => s !== 'caption'), 'cause'] }
}

/** The same with what stood beside evidence: it tells no cause, so that is still asked. */
export const withCaption = (draft: ReportDraft, text: string): ReportDraft => ({
  ...draft,
  cause: oneMore(draft.cause, text),
  ...(draft.cause === undefined && { settled: [...draft.settled, 'caption'] }),
})

const oneMore = (before: string | undefined, text: string): string =>
  before?.trim() ? `${before.trim()}${/[.!?…]$/.test(before.trim()) ? '' : '.'} ${text.trim()}` : text.trim()

/** The draft whose figure is asked for anew: the inputs of what is computed, the value of anything else. */
export const anew = (draft: ReportDraft, computed: boolean): ReportDraft =>
  computed ? { ...without(draft, 'pending', 'wants', 'figure'), inputs: {} } : { ...without(draft, 'pending'), wants: 'value' }

/** One more step that is not asked again. */
export const settle = (draft: ReportDraft, what: ReportDraft['settled'][number]): ReportDraft => ({
  ...draft,
  settled: [...draft.settled, what],
})

/** How much evidence the report would have, if it were saved now. */
export const evidenceCount = (draft: ReportDraft): number => draft.kept + draft.evidence.length
