import type { Action } from '../../message/action.ts'
import type { ChatLetter } from '../../store/chats/chat-reads.ts'
import type { ReplayStep } from './replay-plan.ts'
import { withButton } from './stage.ts'
import type { Stage } from './stage.ts'

/** A step with what the bot calls its indicator. */
export type Part = ReplayStep & { indicatorId: number; shortName: string }

const mostTurns = 400
const doesWalk = ({ kind }: Action): boolean => kind === 'walk'

/**
 * An officer who answers a whole list at once, by its numbers: the newest reminder where it names all they have, else what `/tugas` lists.
 * `open` says what of the list still waits afterwards. What was doubtful is answered one by one, the rest as `playOfficer` does.
 */
export async function playList(
  stage: Stage,
  seat: string,
  parts: Part[],
  { reminder, open }: { reminder: ChatLetter | undefined; open: () => Promise<ReadonlySet<string>> },
): Promise<void> {
  const simple = parts.filter(({ inputs }) => inputs.length === 0)
  const inReminder = reminder?.sentAs ? numbered(reminder, simple) : []
  const byReply = inReminder.length > 0 && inReminder.length === simple.length
  const list = byReply ? undefined : (await stage.say(seat, '/tugas')).findLast(({ about }) => about?.kind === 'tasks')
  const answers = byReply ? inReminder : list ? numbered(list, simple) : []
  const words = answers.map(({ number, part }) => `${number}: ${part.typed}`).join('\n')
  const replyTo = byReply && reminder?.sentAs ? { replyTo: reminder.sentAs } : {}
  if (words === '') return playOfficer(stage, seat, parts)
  let letters = await stage.say(seat, words, replyTo)
  const confirm = withButton(letters, savesList) ?? withButton(letters, oneByOne)
  if (confirm) letters = await stage.press(seat, confirm, withButton([confirm], savesList) ? savesList : oneByOne)
  const waiting = await open()
  const listed = new Set(answers.map(({ part }) => part))
  const left = parts.filter((part) => !listed.has(part) || waiting.has(cellOf(part)))
  await answerAll(stage, seat, letters, left)
  if (left.length > 0) await playOfficer(stage, seat, left)
}

/** How a report is named among what waits: `12:3`, the year's `12:0`. */
export const cellOf = ({ indicatorId, quarter }: Pick<Part, 'indicatorId' | 'quarter'>): string => `${indicatorId}:${numberOf(quarter)}`

const savesList = (action: Action): boolean => action.kind === 'choice' && action.step === 'confirm' && action.id === 'save'
const oneByOne = (action: Action): boolean => action.kind === 'choice' && action.id === 'each'

/** What of some reports a list names, each with its number there, in the order of the list. */
const numbered = ({ about }: ChatLetter, parts: readonly Part[]): { number: number; part: Part }[] =>
  (about?.items ?? []).flatMap(({ indicatorId, quarter }, at) => {
    const part = parts.find((one) => cellOf(one) === `${indicatorId}:${quarter}`)
    return part ? [{ number: at + 1, part }] : []
  })

/**
 * An officer at work on what they have to report: through all that is due one by one, leaving out what they have no figure for, then what
 * they have although nothing was due.
 */
export async function playOfficer(stage: Stage, seat: string, parts: Part[]): Promise<void> {
  const left = [...parts]
  const tasks = await stage.say(seat, '/tugas')
  const walk = withButton(tasks, doesWalk)
  if (walk) await answerAll(stage, seat, await stage.press(seat, walk, doesWalk), left)
  for (let next = left[0]; next; next = left[0]) {
    const count = left.length
    await answerAll(stage, seat, await beginByName(stage, seat, next), left)
    if (left.length === count) throw new Error(`${seat} could not report ${next.indicatorKey} of ${periodOf(next)}`)
  }
}

const periodOf = ({ quarter }: ReplayStep): string => (quarter === 'year' ? 'setahun 2024' : `TW${quarter} 2024`)

/** An officer sends a returned report again: by the button of the note that told them, with the same figure. */
export async function mendReport(stage: Stage, seat: string, note: ChatLetter, part: Part): Promise<void> {
  await answerAll(stage, seat, await stage.press(seat, note, ({ kind }) => kind === 'report'), [part])
}

/** What is not due is asked for by name; the figure is the answer to what the bot shows of it. */
async function beginByName(stage: Stage, seat: string, { shortName, indicatorId, ...step }: Part): Promise<ChatLetter[]> {
  const isIt = (action: Action) => action.kind === 'detail' && action.indicatorId === indicatorId
  let shown = await stage.say(seat, `/capaian ${shortName} ${periodOf(step)}`)
  const choice = withButton(shown, isIt)
  if (choice) shown = await stage.press(seat, choice, isIt)
  const letter = shown.findLast(({ about }) => about?.indicatorId === indicatorId)
  if (!letter?.sentAs) throw new Error(`${seat} does not find ${shortName}`)
  return stage.say(seat, step.typed, { replyTo: letter.sentAs })
}

/** Answers what is asked until nothing is asked any more; what was saved is taken out of `left`. */
async function answerAll(stage: Stage, seat: string, begun: ChatLetter[], left: Part[]): Promise<void> {
  let letters = begun
  let skipped = 0
  const inputs = new Map<number, number>()
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const asked = letters.findLast(({ about }) => about !== undefined)
    if (!asked) return
    const part = left.find(
      ({ indicatorId, quarter }) => asked.about?.indicatorId === indicatorId && asked.about.quarter === numberOf(quarter),
    )
    const step = stepOf(asked)
    const choose = (id: string) => stage.press(seat, asked, (action) => action.kind === 'choice' && action.id === id)
    if (step === 'value' && part) letters = await stage.say(seat, part.typed)
    else if (step === 'value') {
      skipped += 1
      letters = await choose(left.length === 0 || skipped > left.length + 1 ? 'leave-stop' : 'leave-next')
    } else if (step === 'input' && part) {
      const given = inputs.get(part.indicatorId) ?? 0
      inputs.set(part.indicatorId, given + 1)
      letters = await stage.say(seat, part.inputs[given] ?? part.typed)
    } else if (step !== undefined) {
      letters = await choose(answers[step] ?? 'skip')
      if (step === 'confirm' && part) left.splice(left.indexOf(part), 1)
      skipped = step === 'confirm' ? 0 : skipped
    } else {
      const on = left.length > 0 ? withButton(letters, doesWalk) : undefined
      if (!on) return
      letters = await stage.press(seat, on, doesWalk)
    }
  }
  throw new Error(`${seat} is asked without end`)
}

const numberOf = (quarter: ReplayStep['quarter']): number => (quarter === 'year' ? 0 : quarter)

/** What an officer taps: the figure is right, there is nothing to add, save it. */
const answers: Record<string, string> = { which: 'reading-0', 'which-money': 'reading-0', far: 'right', confirm: 'save', newer: 'mine' }

/** The step that a question waits at; a question without any button is one for an input. */
function stepOf({ buttons }: ChatLetter): string | undefined {
  const actions = buttons.flat().map(({ action }) => action)
  if (actions.length === 0) return 'input'
  return actions.find((action) => action.kind === 'choice')?.step
}
