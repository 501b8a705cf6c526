import { dateOf } from '../../calendar/dates.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { SnoozeUntil } from '../../domain/requests/reminder-requests.ts'
import type { Button } from '../../message/message.ts'
import { writeNearDate, writeTime } from '../../text/write-date.ts'
import { line, message } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have } from '../talk.ts'
import type { Talk } from '../talk.ts'

const wishes: readonly SnoozeUntil[] = ['two-hours', 'tomorrow', 'monday']

/** `/tunda`: when to be reminded again, by buttons; `/tunda besok` at once. */
export function* askSnooze(setting: Setting, argument: string): Talk<Turn> {
  const { texts } = setting
  const wish = readWish(argument)
  if (wish) return yield* snoozeUntil(setting, wish)
  const buttons: Button[] = wishes.map((until) => button(texts.plain(`remind.button.${until}`), { kind: 'snooze', until }))
  const asked = argument === '' ? line(texts, 'remind.snooze.ask') : line(texts, 'remind.snooze.unknown', { text: argument })
  return says(message([asked], { buttons: [buttons] }))
}

/** Puts the viewer's reminders off, and says until when; a due date that came before the wish is said too. */
export function* snoozeUntil(setting: Setting, until: SnoozeUntil): Talk<Turn> {
  const { texts, today } = setting
  const outcome = yield* have({ do: 'snooze', until })
  if (outcome.kind === 'nothing-due') return says(message([line(texts, 'remind.snooze.nothing')]))
  if (outcome.kind === 'last-day') return says(message([line(texts, 'remind.snooze.passed')]))
  const when = momentInWords(outcome.until, setting)
  if (outcome.due === undefined) return says(message([line(texts, 'remind.snooze.done', { when })]))
  return says(message([line(texts, 'remind.snooze.shortened', { when, due: writeNearDate(outcome.due, today, texts) })]))
}

/** A moment near enough to be said in words: `besok, Sabtu, 5 Okt, pukul 07.30`. */
export const momentInWords = (instant: string, { texts, today, viewer }: Setting): string =>
  `${writeNearDate(dateOf(instant, zoneOf(viewer.zone)), today, texts)}, ${writeTime(instant, viewer.zone, texts)}`

/** What was typed as a wish, in either language; nothing where it is none. */
const readWish = (text: string): SnoozeUntil | undefined => {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(?:(?:sampai|hingga|sd|s\.d\.|until|till|hari|on|for|selama)\s+)+/, '')
  if (/^(2|dua|two) ?(jam|hours?)\b/.test(plain)) return 'two-hours'
  if (/^(besok|tomorrow)\b/.test(plain)) return 'tomorrow'
  return /^(senin|monday)\b/.test(plain) ? 'monday' : undefined
}
