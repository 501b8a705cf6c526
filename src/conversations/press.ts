import type { Letter } from './session.ts'
import { both, nothing, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { pressAlert } from './alerts/press-alert.ts'
import { showAgency, showIndicator } from './ask/ask.ts'
import { showDigest } from './digest/show-digest.ts'
import { closeRoom, setRoom } from './rooms/room-choices.ts'
import { chooseScope, coverRoom } from './rooms/room-scope.ts'
import { askForRoom, decideRoom, registerRoom } from './rooms/register-room.ts'
import { conversationOf, discard } from './known-conversations.ts'
import { inviteThem } from './people/invite.ts'
import { openPractice } from './people/practice.ts'
import { changeAbsence, endAbsence } from './remind/absence.ts'
import { notMine } from './remind/not-mine.ts'
import { snoozeUntil } from './remind/snooze.ts'
import { nudge, whoIsLate } from './remind/who-is-late.ts'
import { openReport } from './report/report.ts'
import { pressRules } from './rules/rules.ts'
import { line, message, spans } from './say.ts'
import { chooseLanguage } from './settings.ts'
import type { Talk } from './talk.ts'
import { have, know } from './talk.ts'
import { tasksPage, walkTasks } from './tasks.ts'
import { giveReason, periodText } from './verify/return-reason.ts'
import { open } from './engine.ts'
import { showEvidence } from './verify/show-evidence.ts'
import { tellVerifiers } from './verify/tell-verifiers.ts'
import { accept, review } from './verify/verify.ts'
import { writeTyped } from '../text/write-figure.ts'
import { writeMoment } from '../text/write-date.ts'

type Pressed = NonNullable<Setting['pressed']>

/** A tap on a button. An old one says what has become of it; it never acts twice and never breaks what goes on now. */
export function* press(setting: Setting): Talk<Turn> {
  const { pressed, texts } = setting
  if (!pressed) return says(message([line(texts, 'talk.old-unknown')]))
  if (pressed.forOther) return says(message([line(texts, 'talk.for-other')]))
  const { already } = pressed
  if (already)
    return says(
      message([
        line(texts, 'talk.old-chosen', { choice: already.label, by: already.by, at: writeMoment(already.at, setting.viewer.zone, texts) }),
      ]),
    )
  const old = outdated(setting, pressed)
  if (old) return old
  const turn = yield* act(setting, pressed)
  if (!pressed.once) return turn
  const closing: Turn = { ...says(closed(pressed, setting)), chosen: true }
  // Somebody waits for the answer, and nobody for the old message; unless the answer takes its place.
  const takesItsPlace = turn.messages.some(({ replaces }) => replaces === pressed.outboxId)
  return takesItsPlace ? both(closing, turn) : both(turn, closing)
}

/** The message with what was chosen in the place of its buttons. */
const closed = (pressed: Pressed, { texts }: Setting): Letter =>
  message([...pressed.parts, spans(texts.plain('talk.chosen', { choice: pressed.label }))], { replaces: pressed.outboxId })

/** A choice of a conversation that has moved on, or ended. */
function outdated({ active, suspended, texts }: Setting, pressed: Pressed): Turn | undefined {
  const { action, fate } = pressed
  if (action.kind !== 'choice' && action.kind !== 'resume' && action.kind !== 'discard') return undefined
  const session = [active, ...suspended].find((s) => s?.id === action.conversation)
  const late = action.kind === 'choice' && session?.step !== action.step
  if (session && !late) return undefined
  const why = line(texts, session ? 'talk.old-moved' : `talk.old-${fate ?? 'finished'}`)
  // Whoever scrolls up to it again sees that there is nothing to press.
  const laid = message([...pressed.parts, spans(texts.plain('talk.void'))], { replaces: pressed.outboxId })
  return both(says(laid), says(message([why])))
}

/** A button brings what was said before: edits of that are edits of what it opens. */
const saidBefore = (setting: Setting, message: string | undefined): Setting =>
  message === undefined ? setting : { ...setting, said: { id: message, edited: false } }

function* act(setting: Setting, pressed: Pressed): Talk<Turn> {
  const { action } = pressed
  switch (action.kind) {
    case 'choice': {
      const session = [setting.active, ...setting.suspended].find((s) => s?.id === action.conversation)
      return session ? yield* conversationOf(session).take(session, { kind: 'choice', id: action.id }, setting) : nothing
    }
    case 'resume': {
      const session = [setting.active, ...setting.suspended].find((s) => s?.id === action.conversation)
      return session ? yield* conversationOf(session).takeUp(session, setting) : nothing
    }
    case 'discard': {
      const session = [setting.active, ...setting.suspended].find((s) => s?.id === action.conversation)
      return session ? discard(session, setting) : nothing
    }
    case 'report':
      return yield* openReport(saidBefore(setting, action.message), action, {
        ...(action.text !== undefined && { text: action.text }),
        ...(action.files && { files: action.files }),
      })
    case 'walk':
      return yield* walkTasks(setting, action.from)
    case 'tasks':
      return yield* tasksPage(setting, action.page ?? 0)
    case 'snooze':
      return yield* snoozeUntil(setting, action.until)
    case 'not-mine':
      return yield* notMine(setting, action)
    case 'who-is-late':
      return yield* whoIsLate(setting, action.agencyId)
    case 'nudge':
      return yield* nudge(setting, action.agencyId)
    case 'absence':
      return yield* action.what === 'end' ? endAbsence(setting) : changeAbsence(setting)
    case 'withdraw':
      return yield* withdraw(setting, action.versionId)
    case 'capaian':
      return yield* showAgency(setting, action, pressed.outboxId)
    case 'detail':
      return yield* showIndicator(setting, action)
    case 'verify':
      return yield* accept(setting, action.versionIds)
    case 'return':
      return yield* open(giveReason, { versionId: action.versionId, what: 'return' }, setting)
    case 'ask-reopening':
      return yield* open(giveReason, { versionId: action.versionId, what: 'ask-reopening' }, setting)
    case 'reopen':
      return yield* open(giveReason, { versionId: action.versionId, what: 'reopen' }, setting)
    case 'review':
      return yield* review(setting, action)
    case 'evidence':
      return yield* showEvidence(setting, action.versionId, action.from)
    case 'language':
      return yield* chooseLanguage(setting, action.locale)
    case 'alert':
      return yield* pressAlert(setting, action)
    case 'register-room':
      return yield* registerRoom(setting)
    case 'ask-room':
      return yield* askForRoom(setting, action.covers)
    case 'choose-scope':
      return yield* chooseScope(setting, action)
    case 'cover-room':
      return yield* coverRoom(setting, action.covers)
    case 'decide-room':
      return yield* decideRoom(setting, action.roomId, action.approve)
    case 'set-room':
      return yield* setRoom(setting, action)
    case 'close-room':
      return yield* closeRoom(setting)
    case 'digest':
      return yield* showDigest(setting, action, action.view, pressed.outboxId)
    case 'invite':
      return yield* inviteThem(setting, action.personId, action.replace)
    case 'practice':
      return yield* openPractice(setting, action)
    case 'rules':
      return yield* pressRules(setting, action)
    case 'dismiss':
      return nothing
  }
}

/** “Salah kirim”: the officer takes a report back until it is decided on. */
function* withdraw(setting: Setting, versionId: number): Talk<Turn> {
  const { texts } = setting
  const outcome = yield* have({ do: 'withdraw-report', versionId })
  if (outcome.kind === 'withdrawn') {
    const { version } = outcome
    const said = line(texts, 'report.withdrawn', {
      name: version.name,
      period: periodText(version, texts),
      value: writeTyped(version.figure, version, texts),
    })
    // The version before it is in force again: whoever took back a correction must know what counts now.
    const before = (yield* know({ ask: 'reporting', ...version.key }))?.latest
    const again = before ? [line(texts, 'report.withdrawn-before', { value: writeTyped(before.figure, version, texts) })] : []
    return both(says(message([said, ...again])), tellVerifiers(before ?? version, setting))
  }
  const by = outcome.version?.decision
  if (outcome.why !== 'decided' || !by) return says(message([line(texts, 'talk.not-available')]))
  return says(message([line(texts, 'report.withdraw-refused', { by: by.by, at: writeMoment(by.at, setting.viewer.zone, texts) })]))
}
