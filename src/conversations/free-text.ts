import { readFigure } from '../domain/typed/parse-figure.ts'
import { readSeveral } from '../domain/typed/read-several.ts'
import type { ReportKey, Task } from '../domain/requests/requests.ts'
import { unpublishedBehind } from '../domain/typed/typed-words.ts'
import { answerByName, looksLikeFigure } from './answer-by-name.ts'
import { askCapaian } from './ask/ask.ts'
import { readWordedQuestion } from './ask/question-in-words.ts'
import type { WordedQuestion } from './ask/question-in-words.ts'
import { commandNamed, runCommand, takesArgument } from './commands.ts'
import { help, notUnderstood } from './help.ts'
import { conversationOf, discardLast } from './known-conversations.ts'
import { labelled, readNamedList } from './named-list.ts'
import { notUsed } from './not-used.ts'
import { openReport } from './report/report.ts'
import { physicalOf } from './report/read-value.ts'
import { targetNumber } from './report/subject.ts'
import { line, message } from './say.ts'
import { nothing, says } from './session.ts'
import type { Said, Setting, Turn } from './session.ts'
import { openSeveral } from './several.ts'
import { pickButtons, reportMeant, reportNamed } from './start-reporting.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { keyOf, openTasks } from './tasks.ts'
import { readWord } from './words.ts'

/**
 * A text that no conversation waits for: an answer to a message that named an indicator, a numbered list, a number out of the blue, a word,
 * a command without its slash, or a name that is asked about. With `only-lists` nothing but a numbered list is taken.
 */
export function* freeText(text: string, setting: Setting, only?: 'only-lists'): Talk<Turn> {
  const about = setting.repliedTo
  const numbered = readSeveral(text)
  if (numbered && (about?.kind === 'tasks' || numbered.length > 1 || /[:=]/.test(text))) {
    const list: ReportKey[] = about?.kind === 'tasks' ? about.items : yield* know({ ask: 'last-task-list' })
    if (list.length > 0) return yield* openSeveral(setting, numbered, list)
  }
  if (/[;\n]/.test(text)) {
    const named = readNamedList(text, (yield* know({ ask: 'tasks' })).items)
    if (named)
      return yield* openSeveral(
        setting,
        named.answers,
        named.list,
        named.strange.map((strange) => notUsed(strange, setting.texts)),
      )
  }
  if (only) return nothing
  const word = readWord(text)
  if (word === 'yes') return says(message([line(setting.texts, 'talk.noted')]))
  if (word === 'thanks' || word === 'greeting')
    return says(message([line(setting.texts, word === 'thanks' ? 'talk.thanks' : 'talk.greeting', { name: setting.viewer.name })]))
  if (about?.kind === 'indicator') {
    const named = yield* answerByName(text, about, setting.texts)
    return named ? yield* reportMeant(setting, named) : yield* openReport(setting, about, { text })
  }
  if (word === 'help') return yield* help(setting)
  if (word === 'resume') return yield* resumeLast(setting)
  if (word === 'cancel') return discardLast(setting)
  if (looksLikeFigure(text, setting.texts) && readWordedQuestion(text)?.asks !== true) return yield* figureOutOfTheBlue(text, setting)
  const [first = '', ...rest] = text.trim().split(/\s+/)
  if (isCommand(first, rest)) return yield* runCommand(first, rest.join(' '), setting)
  const question = readWordedQuestion(text)
  if (question?.asks) return yield* answerWorded(question, setting)
  const named = hasAnswer(text.trim(), setting) ? yield* reportNamed(text.trim(), setting) : undefined
  if (named) return named
  if (!/\p{L}{2}/u.test(text)) return yield* noFigure(text, setting)
  const found = yield* know({ ask: 'find', text, among: 'both' })
  // What is merely near is worth a question where it may be an agency's short name; a sentence is near to many an indicator.
  const near = found.exact ? found.agencies.length + found.indicators.length > 0 : found.agencies.length > 0 && !/\s/.test(text.trim())
  if (near && text.length <= 100) return yield* askCapaian(setting, text)
  if (question) return yield* answerWorded(question, setting)
  return notUnderstood(setting, text)
}

/** A question in words, answered as its command; a name that is unknown is answered as a name, not as a sentence. */
export const answerWorded = ({ command, argument }: WordedQuestion, setting: Setting): Talk<Turn> => runCommand(command, argument, setting)

/** Files that no conversation waits for: evidence for the report that they answer, or asked for which. */
export function* freeFiles(said: Extract<Said, { kind: 'files' }>, setting: Setting): Talk<Turn> {
  const caption = said.caption?.trim()
  const text = caption ? { text: caption } : {}
  if (setting.repliedTo?.kind === 'indicator') return yield* openReport(setting, setting.repliedTo, { ...text, files: said.files })
  const { items } = yield* know({ ask: 'tasks' })
  const candidates = items.filter((task) => task.state !== 'verified' && task.state !== 'locked')
  const [only] = candidates
  if (!only) return says(message([line(setting.texts, 'talk.file-no-task')]))
  if (candidates.length === 1) return yield* openReport(setting, keyOf(only), { ...text, files: said.files })
  return says(
    message([line(setting.texts, 'talk.file-without-report')], {
      buttons: pickButtons(candidates, setting, caption || undefined, said.files),
    }),
  )
}

/** A command without its slash: alone, or with what it is about where it takes that (“bantuan hukum 1” is no call for help). */
const isCommand = (first: string, rest: string[]): boolean => {
  const name = commandNamed(first)
  return name !== undefined && (rest.length === 0 || takesArgument(name))
}

/** Whether a figure may stand behind a name: a digit, words like “belum rilis”, and behind a colon a grade or “nihil” too. */
const hasAnswer = (text: string, setting: Setting): boolean => {
  const behind = labelled.exec(text)?.groups?.['figure']
  return /\d/.test(text) || unpublishedBehind.test(text) || (behind !== undefined && looksLikeFigure(behind, setting.texts))
}

function* figureOutOfTheBlue(text: string, setting: Setting): Talk<Turn> {
  const waiting = setting.suspended.find((session) => session.name === 'report')
  if (waiting) return yield* conversationOf(waiting).take(waiting, { kind: 'text', text }, setting)
  const { items } = yield* know({ ask: 'tasks' })
  const grade = readFigure(text, { decimals: 2, grade: true, locale: setting.texts.locale })
  const letter = /\p{L}/u.test(text) && grade.kind === 'understood' && grade.figure.kind === 'grade'
  // A letter is an answer only where a grade is the target.
  const open = openTasks(items).filter((task) => !letter || task.target?.kind === 'grade')
  const [only] = open
  if (!only && letter) return notUnderstood(setting, text)
  if (!only) return says(message([line(setting.texts, 'report.none-due', { text: text.trim() })]))
  if (open.length === 1) return yield* openReport(setting, keyOf(only), { text })
  const question = line(setting.texts, 'report.which-indicator', { value: text.trim() })
  return says(message([question], { buttons: pickButtons(likeliestFirst(open, text, setting), setting, text) }))
}

/** Digits and marks that are no figure: refused where only one report can be meant, else shown with what would be right. */
function* noFigure(text: string, setting: Setting): Talk<Turn> {
  const { items } = yield* know({ ask: 'tasks' })
  const [only, ...others] = openTasks(items)
  if (only && others.length === 0 && /\d/.test(text)) return yield* openReport(setting, keyOf(only), { text })
  return /\d/.test(text) ? says(message([line(setting.texts, 'talk.no-number', { text: text.trim() })])) : notUnderstood(setting, text)
}

/** Tasks in the order in which a text fits them: readable there, plausible there, near the target. */
function likeliestFirst(tasks: Task[], text: string, { texts }: Setting): Task[] {
  const distance = (task: Task): number => {
    const target = targetNumber(task.target)
    const context = { unit: task.unit, decimals: task.decimals, locale: texts.locale, ...(target && { target }) }
    const read = readFigure(physicalOf(text), context)
    if (read.kind === 'refused') return Number.MAX_VALUE
    const figure = read.kind === 'ambiguous' ? read.choices[0]?.figure : read.figure
    if (figure?.kind !== 'number' || figure.value.isZero() || !target || target.isZero()) return improbable
    return Math.abs(figure.value.div(target).abs().ln().toNumber()) + (read.kind === 'far' ? improbable : 0)
  }
  return tasks
    .map((task) => ({ task, away: distance(task) }))
    .sort((a, b) => a.away - b.away)
    .map(({ task }) => task)
}
/** Further away than any plausible value. */
const improbable = 1000

function* resumeLast(setting: Setting): Talk<Turn> {
  const [last] = setting.suspended
  if (!last) return says(message([line(setting.texts, 'talk.nothing-open')]))
  return yield* conversationOf(last).takeUp(last, setting)
}
