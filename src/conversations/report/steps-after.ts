import type { ReportingFacts } from '../../domain/requests/requests.ts'
import { isProse } from '../../domain/typed/prose.ts'
import type { Texts } from '../../text/texts.ts'
import type { Choice, Read, Step } from '../engine.ts'
import { line, spans } from '../say.ts'
import { readWord } from '../words.ts'
import { card, shortValue } from './card.ts'
import { anew, figureOf, settle, withNote, without } from './draft.ts'
import type { ReportDraft } from './draft.ts'
import { expectedChoices, expectedMonth } from './expected.ts'
import { readingOf, splitMoney, takeValue } from './read-value.ts'
import { takeFiles, takeLinks } from './evidence.ts'
import { aboutReport, indicatorOf, isComputed } from './subject.ts'

type ReportStep = Step<ReportDraft, ReportingFacts>

/** A note that nobody asked for. */
export const noteStep: ReportStep = {
  accepts: ['text', 'files'],
  ask: (_draft, facts, texts) => ({
    parts: [line(texts, 'report.note')],
    choices: [[{ id: 'skip', label: texts.plain('common.skip') }]],
    about: aboutReport(facts),
  }),
  read: (said, draft) => {
    const noted = (text: string, given: ReportDraft): Read<ReportDraft> => ({
      kind: 'understood',
      draft: settle({ ...without(given, 'wants'), cause: text.trim() }, 'cause'),
    })
    if (said.kind === 'files') return takeFiles(said, draft, noted)
    const { draft: given, rest, found } = takeLinks(said.kind === 'text' ? said.text : '', draft)
    return found && rest === '' ? { kind: 'understood', draft: given } : noted(rest, given)
  },
  skip: (draft) => without(draft, 'wants'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-cause'))],
}

/** “Nanti saya kirim”, “fotonya menyusul”. */
const later = /\b(?:nanti|menyusul|besok|lusa|belum ada|later|tomorrow)\b/i

/** Evidence where the indicator demands it: a file, a photo, or a link. It may follow later; then the verifier sees that it is missing. */
export const evidenceStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => ({
    parts: [...card(draft, facts, figureOf(draft), texts).slice(0, 2), line(texts, 'report.evidence')],
    choices: [[{ id: 'skip', label: texts.plain('report.evidence-later') }]],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    const noted = (text: string, given: ReportDraft): Read<ReportDraft> => ({ kind: 'understood', draft: withNote(given, text) })
    if (said.kind === 'files') return takeFiles(said, draft, noted)
    if (said.kind === 'choice') return { kind: 'refused', parts: evidenceStep.help(draft, facts, texts) }
    const { draft: given, rest, found } = takeLinks(said.text, draft)
    if (found) return rest === '' ? { kind: 'understood', draft: given } : noted(rest, given)
    if (later.test(rest)) return { kind: 'understood', draft: settle(draft, 'evidence') }
    return { kind: 'refused', parts: [line(texts, 'report.evidence-link', { text: rest })] }
  },
  skip: (draft) => settle(draft, 'evidence'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-evidence'))],
}

/** When a figure that is not yet published is expected. */
export const expectedStep: ReportStep = {
  accepts: ['choice', 'text', 'files'],
  ask: (draft, facts, texts) => ({
    parts: [...card(draft, facts, figureOf(draft), texts), line(texts, 'report.expected')],
    choices: expectedChoices(texts),
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft)
    if (said.kind === 'text') {
      // “Ya” says nothing of when; the question is not worth asking twice.
      if (readWord(said.text) === 'yes') return { kind: 'understood', draft: settle(draft, 'expected') }
      return takeValue(said.text, draft, facts, texts)
    }
    const expected = expectedMonth(said.id, facts.today)
    return {
      kind: 'understood',
      draft: settle({ ...draft, figure: { kind: 'not-yet-published', ...(expected && { expected }) } }, 'expected'),
    }
  },
  skip: (draft) => settle(draft, 'expected'),
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}

/** The card with everything understood, before it is saved. */
export const confirmStep: ReportStep = {
  accepts: ['text', 'choice', 'files'],
  ask: (draft, facts, texts) => ({
    parts: card(draft, facts, figureOf(draft), texts, 'say-missing'),
    choices: confirmChoices(draft, facts, texts),
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind === 'files') return takeFiles(said, draft, (caption, given) => takeAfterthought(caption, given, facts, texts))
    if (said.kind === 'choice') {
      const input = /^input-(.+)$/.exec(said.id)?.[1]
      if (input)
        return {
          kind: 'understood',
          draft: { ...without(draft, 'figure'), inputs: Object.fromEntries(Object.entries(draft.inputs).filter(([key]) => key !== input)) },
        }
      if (said.id === 'save') return { kind: 'understood', draft: { ...draft, leave: 'save' } }
      if (said.id === 'money' || said.id === 'note') return { kind: 'understood', draft: { ...draft, wants: said.id } }
      return { kind: 'understood', draft: anew(draft, isComputed(facts)) }
    }
    const word = readWord(said.text)
    if (word === 'save' || word === 'yes') return { kind: 'understood', draft: { ...draft, leave: 'save' } }
    if (word === 'no') return { kind: 'understood', draft: anew(draft, isComputed(facts)) }
    if (word !== undefined) return { kind: 'refused', parts: confirmStep.help(draft, facts, texts) }
    const { draft: given, rest, found } = takeLinks(said.text, draft)
    return found && rest === '' ? { kind: 'understood', draft: given } : takeAfterthought(rest, given, facts, texts)
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-confirm'))],
}

/** What is written below the card: words are a note, a number is a new figure, money is money. */
function takeAfterthought(text: string, draft: ReportDraft, facts: ReportingFacts, texts: Texts): Read<ReportDraft> {
  const both = facts.plan.budget.length > 0 && splitMoney(text) !== undefined
  return !both && isProse(text, readingOf(text, facts, texts), { unit: indicatorOf(facts).unit })
    ? { kind: 'understood', draft: withNote(draft, text) }
    : takeValue(text, draft, facts, texts)
}

function confirmChoices(draft: ReportDraft, facts: ReportingFacts, texts: Texts): Choice[][] {
  const first: Choice[] = [{ id: 'save', label: texts.plain('common.save'), style: 'primary' }]
  const { composite } = indicatorOf(facts)
  const inputs =
    composite && Object.keys(draft.inputs).length > 0
      ? composite.inputs.map((input, i) => ({ id: `input-${input.key}`, label: texts.plain('report.input-change', { number: i + 1 }) }))
      : []
  if (inputs.length === 0) first.push({ id: 'change', label: texts.plain('common.change'), ...(!composite && { asks: 'value' }) })
  first.push({ id: 'cancel', label: texts.plain('common.cancel') })
  const second: Choice[] = []
  const [row] = facts.plan.budget
  if (row && !draft.money && !row.ceiling.isZero()) second.push({ id: 'money', label: texts.plain('report.add-money') })
  second.push({ id: 'note', label: texts.plain(draft.cause ? 'report.change-note' : 'report.add-note') })
  return [first, ...chunk(inputs), ...(second.length > 0 ? [second] : [])]
}

const chunk = (choices: Choice[]): Choice[][] => {
  const inRow = choices.length === 4 ? 2 : 3
  return Array.from({ length: Math.ceil(choices.length / inRow) }, (_, i) => choices.slice(i * inRow, (i + 1) * inRow))
}

/** Somebody reported meanwhile: both figures are shown, and the officer decides. */
export const newerStep: ReportStep = {
  accepts: ['choice'],
  ask: (draft, facts, texts) => ({
    parts: [
      line(texts, 'report.newer', {
        by: draft.newer?.by ?? '',
        theirs: draft.newer?.value ?? '',
        at: draft.newer?.at ?? '',
        mine: draft.figure ? shortValue(draft.figure, indicatorOf(facts), texts) : '',
      }),
    ],
    choices: [
      [
        { id: 'mine', label: texts.plain('report.use-mine') },
        { id: 'theirs', label: texts.plain('report.leave-theirs') },
      ],
    ],
    about: aboutReport(facts),
  }),
  read: (said, draft, facts, texts) => {
    if (said.kind !== 'choice') return { kind: 'refused', parts: newerStep.help(draft, facts, texts) }
    if (said.id === 'mine')
      return { kind: 'understood', draft: { ...without(draft, 'newer'), base: draft.newer?.number ?? draft.base, leave: 'save' } }
    return { kind: 'understood', draft: { ...draft, leave: 'theirs' } }
  },
  help: (_draft, _facts, texts) => [spans(texts.plain('report.help-choice'))],
}
