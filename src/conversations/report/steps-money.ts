import type { Money } from '../../domain/figure.ts'
import { rupiahOf } from '../../domain/money/row-money.ts'
import type { ReportingFacts } from '../../domain/requests/requests.ts'
import { writePercent, writeRupiahShort } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'
import type { Step } from '../engine.ts'
import { spans } from '../say.ts'
import { readWord } from '../words.ts'
import { shortMoney } from './card.ts'
import { without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { takeFiles } from './evidence.ts'
import { takeMoney } from './read-value.ts'
import { aboutReport, shortPeriodOf } from './subject.ts'

type ReportStep = Step<ReportDraft, ReportingFacts>

/** The money of a sub-activity's quarter. */
export const moneyStep: ReportStep = {
  accepts: ['text', 'files'],
  asks: 'value',
  ask: (_draft, facts, texts) => {
    const [row] = facts.plan.budget
    const planned = facts.key.quarter > 0 ? row?.plan?.[(facts.key.quarter - 1) as 0 | 1 | 2 | 3] : undefined
    const period = shortPeriodOf(facts.key, texts)
    const sentences = [texts.plain('report.money-ask', { period, ceiling: row ? writeRupiahShort(row.ceiling, texts) : '' })]
    if (planned) {
      const plan = planned.kind === 'percent' ? writePercent(planned.value, texts.locale) : writeRupiahShort(planned.value, texts)
      sentences.push(texts.plain('report.money-plan', { period, plan }))
    }
    return {
      parts: [spans(sentences.join(' '))],
      choices: [[{ id: 'skip', label: texts.plain('common.skip') }]],
      about: aboutReport(facts),
    }
  },
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft, (caption, given) => takeMoney(caption, given, facts, texts))
    return said.kind === 'text'
      ? takeMoney(said.text, draft, facts, texts)
      : { kind: 'refused', parts: moneyStep.help(draft, facts, texts) }
  },
  skip: (draft) => without(draft, 'wants'),
  help: (_draft, facts, texts) => [spans(texts.plain('report.help-money', { period: shortPeriodOf(facts.key, texts) }))],
}

/** Rupiah in full, percent with what they are of. */
const moneyInWords = (money: Money, texts: Texts): string =>
  money.kind === 'percent' ? texts.plain('report.money-percent', { percent: shortMoney(money, texts) }) : shortMoney(money, texts)

/** Asks back where an amount has two readings, or is far from the plan. */
export const whichMoneyStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => {
    const { text, readings } = draft.pendingMoney ?? { text: '', readings: [] }
    const [only] = readings
    const period = shortPeriodOf(facts.key, texts)
    const [row] = facts.plan.budget
    const over = only && row && !row.ceiling.isZero() && rupiahOf(only, row.ceiling).gt(row.ceiling)
    const really = over
      ? texts.plain('report.money-over', { value: moneyInWords(only, texts), period, ceiling: writeRupiahShort(row.ceiling, texts) })
      : only && texts.plain('report.money-really', { value: moneyInWords(only, texts), period })
    const asked = really !== undefined && readings.length === 1 ? really : texts.plain('report.which', { text })
    const labelOf = (value: string) => (readings.length === 1 ? texts.plain('report.choice.yes-value', { value }) : value)
    const choices = readings.map((money, i) => ({ id: `reading-${i}`, label: labelOf(moneyInWords(money, texts)) }))
    return {
      parts: [spans(asked)],
      choices: [[...choices, { id: 'rewrite', label: texts.plain('report.choice.rewrite'), asks: 'value' }]],
      about: aboutReport(facts),
    }
  },
  read: (said, draft, facts, texts) => {
    const readings = draft.pendingMoney?.readings ?? []
    if (said.kind === 'files') return takeFiles(said, draft)
    if (said.kind === 'text') {
      const [only] = readings
      if (only && readings.length === 1 && readWord(said.text) === 'yes')
        return { kind: 'understood', draft: { ...without(draft, 'pendingMoney'), money: only } }
      return takeMoney(said.text, draft, facts, texts)
    }
    const chosen = said.kind === 'choice' ? /^reading-(\d)$/.exec(said.id)?.[1] : undefined
    const money = chosen === undefined ? undefined : readings[Number(chosen)]
    return {
      kind: 'understood',
      draft: money ? { ...without(draft, 'pendingMoney'), money } : { ...without(draft, 'pendingMoney'), wants: 'money' },
    }
  },
  skip: (draft) => without(draft, 'pendingMoney'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}
