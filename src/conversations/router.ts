import type { Action } from '../message/action.ts'
import type { Incoming } from '../message/incoming.ts'
import { clockTime, timeUnitOf } from '../domain/typed/read-duration.ts'
import { answerQuestion } from './alerts/alert-words.ts'
import { answerByName } from './answer-by-name.ts'
import { commandNamed, isCommandName, runCommand } from './commands.ts'
import { correctedList } from './corrected-list.ts'
import { draftOf } from './engine.ts'
import { conversationOf } from './known-conversations.ts'
import { press } from './press.ts'
import { report } from './report/report.ts'
import { indicatorOf } from './report/subject.ts'
import { line, message } from './say.ts'
import { wake } from './wake.ts'
import { both, button, nothing, onceButton, says } from './session.ts'
import type { Said, Session, Setting, Turn } from './session.ts'
import { know } from './talk.ts'
import type { Talk } from './talk.ts'
import { edited } from './edited.ts'
import { readWordedQuestion } from './ask/question-in-words.ts'
import { answerWorded, freeFiles, freeText } from './free-text.ts'
import { several } from './several.ts'
import { reportMeant } from './start-reporting.ts'
import { listedInSheet } from './sheet.ts'
import { welcome } from './help.ts'
import { readWord } from './words.ts'

/** What one incoming comes to. Pure: everything that it must know it asks for. */
export function* converse(incoming: Incoming, setting: Setting): Talk<Turn> {
  const { body } = incoming
  const private_ = setting.chat.kind === 'private'
  const outside = private_ || setting.room ? undefined : unregistered(incoming, setting)
  if (outside) return outside
  switch (body.kind) {
    case 'command':
      // “@Capaian bantuan hukum 1”: what is said to the bot in a room is no command for that.
      if (body.called !== undefined && !isCommandName(body.name)) return yield* interrupted(setting, yield* freeText(body.called, setting))
      return yield* interrupted(setting, yield* runCommand(body.name, body.argument, setting))
    case 'press':
      return yield* press(setting)
    case 'text':
      if (setting.said?.edited) {
        const old = yield* edited(body.text, setting.said.id, setting)
        if (old) return old
      }
      // What stands on a button was typed instead of tapped.
      if (setting.pressed) return yield* press(setting)
      if (setting.repliedTo?.kind === 'question' && readWord(body.text) === undefined)
        return yield* answerQuestion(setting, setting.repliedTo.alertIds, body.text)
      if (setting.repliedTo?.kind !== 'indicator' && setting.active) return yield* toSession(setting, { kind: 'text', text: body.text })
      if (!private_ && setting.repliedTo === undefined) return nothing
      return yield* freeText(body.text, setting)
    case 'upload': {
      const said: Said = {
        kind: 'files',
        files: body.files,
        ...(body.caption !== undefined && { caption: body.caption }),
        ...(body.sheet && { sheet: body.sheet }),
      }
      const listed = private_ || setting.active ? yield* listedInSheet(said, setting) : undefined
      if (listed) return listed
      if (setting.active && setting.repliedTo === undefined) return yield* toSession(setting, said)
      return private_ || setting.repliedTo ? yield* freeFiles(said, setting) : nothing
    }
    case 'contact':
      return private_ ? says(message([line(setting.texts, 'invite.phone-known', { name: setting.viewer.name })])) : nothing
    case 'unreadable':
      if (!private_) return nothing
      return says(message([line(setting.texts, setting.active ? 'talk.unreadable-with' : 'talk.unreadable')]))
    case 'wake':
      return yield* wake(setting, body.conversation, body.what)
    case 'membership':
      return body.change === 'joined' && private_ ? yield* welcome(setting) : nothing
  }
}

const registering: ReadonlySet<Action['kind']> = new Set(['register-room', 'ask-room', 'choose-scope'])

/** A room that nobody has registered learns how it can be, and nothing else. */
function unregistered({ body }: Incoming, { texts, pressed }: Setting): Turn | undefined {
  switch (body.kind) {
    case 'command':
      return commandNamed(body.name) === 'daftar' ? undefined : says(message([line(texts, 'room.unregistered')]))
    case 'press':
      return pressed && registering.has(pressed.action.kind) ? undefined : says(message([line(texts, 'room.unregistered')]))
    case 'membership': {
      // In a channel of Telegram nobody can type a command; whoever let the bot in can press there.
      const register = button(texts.plain('room.button.register'), { kind: 'register-room' })
      return body.change === 'joined' ? says(message([line(texts, 'room.unregistered')], { buttons: [[register]] })) : nothing
    }
    case 'text':
    case 'upload':
    case 'contact':
    case 'unreadable':
    case 'wake':
      return nothing
  }
}

/** An answer to the running conversation; a list of several answers and a question in words pass by it. */
function* toSession(setting: Setting, said: Said): Talk<Turn> {
  const { active } = setting
  if (!active) return nothing
  // Where words are asked for, only a reply to a list is one.
  const inWords = (active.step === 'cause' || active.step === 'note') && setting.repliedTo?.kind !== 'tasks'
  if (said.kind === 'text' && active.name === 'report' && !inWords) {
    const passing = (yield* isTimeOf(active, said.text)) ? nothing : yield* freeText(said.text, setting, 'only-lists')
    if (passing !== nothing) return passing
    const question = readWordedQuestion(said.text)
    if (question?.asks) return yield* interrupted(setting, yield* answerWorded(question, setting))
    const command = /^(lapor|tugas|capaian|target|report|tasks)\s+(?![\d-])(.+)$/is.exec(said.text.trim())
    if (command?.[1]) return yield* interrupted(setting, yield* runCommand(command[1], command[2] ?? '', setting))
    // Of a computed figure one input is asked for, which may be called as an indicator is.
    const draft = active.step === 'input' ? undefined : draftOf(report, active)
    const named = draft && (yield* answerByName(said.text, draft.key, setting.texts))
    if (named) return yield* interrupted(setting, yield* reportMeant(setting, named))
  }
  const corrected = said.kind === 'text' && active.name === several.name ? yield* correctedList(said.text, active, setting) : undefined
  if (corrected) return corrected
  if (said.kind === 'text' && readWord(said.text) === 'resume') return yield* conversationOf(active).takeUp(active, setting)
  return yield* conversationOf(active).take(active, said, setting)
}

/** Whether a text is the time that is asked for, and no line of a list: “12:30” where the unit is hours. */
function* isTimeOf(session: Session, text: string): Talk<boolean> {
  const draft = clockTime.test(text.trim()) ? draftOf(report, session) : undefined
  const facts = draft && (yield* know({ ask: 'reporting', ...draft.key }))
  return facts !== undefined && timeUnitOf(indicatorOf(facts).unit) === 'hour'
}

/** A command in the middle of a conversation: it is answered, the conversation waits, and going on is offered. */
function* interrupted(setting: Setting, turn: Turn): Talk<Turn> {
  yield* []
  const { active, texts } = setting
  if (!active || turn.sessions.length > 0) return turn
  const what = conversationOf(active).summary(active, texts)
  const offer = message([line(texts, 'talk.still-open', { what })], {
    buttons: [
      [
        onceButton(texts.plain('talk.resume'), { kind: 'resume', conversation: active.id }),
        onceButton(texts.plain('talk.discard'), { kind: 'discard', conversation: active.id }),
      ],
    ],
  })
  return both(turn, { messages: [offer], sessions: [{ kind: 'keep', ...active, status: 'suspended' }] })
}
