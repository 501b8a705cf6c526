import { z } from 'zod'
import { missedReason } from '../domain/capaian.ts'
import { Figure, Money } from '../domain/figure.ts'
import type { NumberedAnswer } from '../domain/typed/read-several.ts'
import type { Outcomes, ReportingFacts, ReportKey } from '../domain/requests/requests.ts'
import type { Part } from '../message/message.ts'
import { writeNumber, writePercent } from '../text/write-number.ts'
import { writeTyped } from '../text/write-figure.ts'
import type { Texts } from '../text/texts.ts'
import { writeReason } from '../text/write-reason.ts'
import { finished, open } from './engine.ts'
import type { Conversation, Finish } from './engine.ts'
import { assessDraft, ratedNow, shortMoney } from './report/card.ts'
import { Key, newDraft } from './report/draft.ts'
import { takeValue } from './report/read-value.ts'
import { refusedSave } from './report/refused-save.ts'
import { missingStep, openReport } from './report/report.ts'
import { cardName, indicatorOf, targetText } from './report/subject.ts'
import { tellVerifiers } from './verify/tell-verifiers.ts'
import { line, message, spans } from './say.ts'
import { both, nothing, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { have, know } from './talk.ts'
import type { Talk } from './talk.ts'

/** One answer of a list: read and plausible (`figure`), or one that needs a look first; then `shown` is why, where that is known. */
const Item = z.object({
  key: Key,
  number: z.number().int(),
  name: z.string(),
  text: z.string(),
  base: z.number().int(),
  figure: Figure.optional(),
  money: Money.optional(),
  shown: z.string(),
})
const Draft = z.object({ items: z.array(Item), done: z.enum(['save', 'each']).optional() })
type Draft = z.output<typeof Draft>

/** Several answers at once (“1: 81,02; 2: 87,75”): shown together, saved together; what is doubtful follows one by one. */
export const several: Conversation<Draft, true> = {
  name: 'several',
  version: 1,
  draft: Draft,
  steps: {
    confirm: {
      accepts: ['choice'],
      ask: (draft, _facts, texts) => {
        const good = draft.items.filter((i) => i.figure).length
        const rest = draft.items.length - good
        const parts: Part[] = [
          line(texts, 'report.several.heading', { count: draft.items.length }),
          ...draft.items.map((item) => lineOf(item, texts)),
        ]
        if (rest > 0 && good > 0) parts.push(line(texts, 'report.several.rest', { count: rest }))
        const save = good > 0 ? [{ id: 'save', label: texts.plain('report.several.save', { count: good }), style: 'primary' as const }] : []
        return {
          parts,
          choices: [
            [
              ...save,
              { id: 'each', label: texts.plain('report.several.one-by-one') },
              { id: 'cancel', label: texts.plain('common.cancel') },
            ],
          ],
        }
      },
      read: (said, draft) =>
        said.kind === 'choice'
          ? { kind: 'understood', draft: { ...draft, done: said.id === 'save' ? 'save' : 'each' } }
          : { kind: 'refused', parts: [] },
      help: (_draft, _facts, texts) => [spans(texts.plain('report.several.help'))],
    },
  },
  facts: () => needsNothing(),
  next: (draft) => (draft.done ? finished : 'confirm'),
  finish: finishSeveral,
  summary: ({ items }, texts) => {
    // What was typed is in the notice when it is closed: nobody has to look for it.
    const typed = items.map(({ name, text }) => `${name} (${text})`).join('; ')
    return texts.plain('report.several.summary', { count: items.length, typed })
  },
}

/** A talk that needs nothing from the house. */
function* needsNothing(): Talk<true> {
  yield* []
  return true
}

const lineOf = (item: Draft['items'][number], texts: Texts): Part =>
  item.figure
    ? { kind: 'paragraph', spans: [{ text: item.shown }] }
    : item.shown
      ? line(texts, 'report.several.item-missed', { number: item.number, name: item.name, text: item.text, reason: item.shown })
      : line(texts, 'report.several.item-look', { number: item.number, name: item.name, text: item.text })

/** Opens a list of answers; `list` is what the numbers refer to, `said` what stands before it. */
export function* openSeveral(
  setting: Setting,
  answers: NumberedAnswer[],
  list: readonly ReportKey[],
  said: readonly Part[] = [],
): Talk<Turn> {
  const { texts } = setting
  const items: Draft['items'] = []
  const before: Part[] = [...said]
  for (const { number, text } of answers) {
    const key = list[number - 1]
    const facts = key && (yield* know({ ask: 'reporting', ...key }))
    if (!key || !facts) before.push(line(texts, 'report.several.unknown-number', { number, text }))
    else if (refusedSave(facts, texts)) before.push(...(refusedSave(facts, texts)?.parts ?? []))
    else {
      const item = readItem(number, text, key, facts, texts)
      if (item.figure && isReported(item.figure, facts)) before.push(line(texts, 'report.several.same', { number, name: item.name, text }))
      else items.push(item)
    }
  }
  const [only] = items
  if (!only) return says(message(before))
  if (items.length === 1) return yield* openReport(setting, only.key, { text: only.text, before })
  return yield* open(several, { items }, setting, before)
}

/** Whether the very same figure is in force already. */
const isReported = (figure: Figure, { latest }: ReportingFacts): boolean =>
  latest !== undefined && latest.state !== 'returned' && JSON.stringify(latest.figure) === JSON.stringify(figure)

function readItem(number: number, text: string, key: ReportKey, facts: ReportingFacts, texts: Texts): Draft['items'][number] {
  const name = cardName(facts)
  const base = facts.latest?.number ?? 0
  const plain = { key, number, name, text, base, shown: '' }
  const fresh = newDraft(key, name, base)
  const read = indicatorOf(facts).composite ? undefined : takeValue(text, fresh, facts, texts)
  const figure = read?.kind === 'understood' ? read.draft.figure : undefined
  if (read?.kind !== 'understood' || !figure) return plain
  const rated = ratedNow(assessDraft(read.draft, facts, figure), facts)
  const missed = missedReason(rated.capaian)
  if (missed) return { ...plain, shown: writeReason(missed, texts) }
  // What would be asked about when it comes alone (a cause, evidence, a doubt) is asked one by one.
  if (missingStep(read.draft, facts) !== 'confirm') return plain
  const ofParts = figure.kind === 'number' && figure.parts !== undefined
  const value =
    figure.kind === 'number' && !figure.provisional && !ofParts
      ? writeNumber(figure.value, texts.locale)
      : writeTyped(figure, { ...indicatorOf(facts), parts: true }, texts)
  const shown = rated.shown
    ? texts.plain(ofParts ? 'report.several.item-parts' : 'report.several.item', {
        number,
        name,
        value,
        target: targetText(facts, texts),
        percent: writePercent(rated.shown, texts.locale, facts.plan.agency.rules.decimals),
      })
    : texts.plain('report.several.item-plain', { number, name, value })
  const { money } = read.draft
  if (!money) return { ...plain, figure, shown }
  return { ...plain, figure, money, shown: `${shown} · ${texts.plain('report.several.money', { money: shortMoney(money, texts) })}` }
}

type Submitted = Extract<Outcomes['submit-report'], { kind: 'submitted' }>

/** One word to the verifiers of each unit and period, however many reports of it were saved. */
function tellOfAll(saved: Submitted[], setting: Setting): Turn {
  const groups = new Map(
    saved.map(({ version }) => [`${version.agencyId}:${version.unitId ?? 0}:${version.key.year}:${version.key.quarter}`, version]),
  )
  return [...groups.values()].reduce((told, version) => both(told, tellVerifiers(version, setting)), nothing)
}

function* finishSeveral(draft: Draft, _facts: true, setting: Setting): Talk<Finish<Draft>> {
  const { texts } = setting
  const saved: Submitted[] = []
  const parts: Part[] = []
  const left: Draft['items'] = []
  for (const item of draft.items) {
    if (draft.done !== 'save' || !item.figure) {
      left.push(item)
      continue
    }
    const outcome = yield* have({
      do: 'submit-report',
      ...item.key,
      figure: item.figure,
      ...(item.money && { money: item.money }),
      evidence: [],
      basedOn: item.base,
    })
    if (outcome.kind === 'submitted') {
      saved.push(outcome)
    } else left.push(item)
  }
  const last = saved.at(-1)
  if (last) {
    const rest = last.remaining > 0 ? texts.plain('report.left', { count: last.remaining }) : texts.plain('report.all-done')
    parts.push(spans(`${texts.plain('report.several.saved', { count: saved.length })} ${rest}`))
  }
  const turn = both(parts.length > 0 ? says(message(parts)) : nothing, tellOfAll(saved, setting))
  const queue = left.map((i) => i.key)
  const [first] = left
  if (!first) return { kind: 'ended', turn }
  const byPlace = (of: (item: Draft['items'][number]) => string) => Object.fromEntries(left.map((item, at) => [String(at), of(item)]))
  const walk = { queue, at: 0, texts: byPlace(({ text }) => text), names: byPlace(({ name }) => name) }
  return { kind: 'ended', turn, then: { open: (rest) => openReport(rest, first.key, { walk, text: first.text }) } }
}
