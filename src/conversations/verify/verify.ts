import { grouped } from '../../domain/grouped.ts'
import type { QuarterNumber, VersionFacts } from '../../domain/requests/requests.ts'
import type { Button, Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeTyped } from '../../text/write-figure.ts'
import type { Talk } from '../talk.ts'
import { have, know } from '../talk.ts'
import { heading, line, message, spans } from '../say.ts'
import { both, button, says, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { decidedBefore, periodText } from './return-reason.ts'
import { oneWaiting, waitingMessage } from './tell-verifiers.ts'

const mostAccepted = 8

/** What waits for the viewer's decision, unit by unit. */
export function* showWaiting(setting: Setting): Talk<Turn> {
  const waiting = yield* know({ ask: 'waiting' })
  if (waiting.every((w) => w.versions.length === 0)) return says(message([line(setting.texts, 'verify.nothing')]))
  const letters = waiting.flatMap((group) => {
    const units = [...new Set(group.versions.map((v) => v.unitId))]
    return units.map((unit) =>
      waitingMessage(
        group,
        group.versions.filter((v) => v.unitId === unit),
        setting.texts,
      ),
    )
  })
  return says(...letters.map((letter) => ({ ...letter, urgency: 'answer' as const })))
}

/** The reports of a period one after the other. */
export function* review(setting: Setting, of: { agencyId: number; year: number; quarter: QuarterNumber; index: number }): Talk<Turn> {
  const waiting = yield* know({ ask: 'waiting', agencyId: of.agencyId })
  const versions = waiting.find((w) => w.year === of.year && w.quarter === of.quarter)?.versions ?? []
  const version = versions[of.index] ?? versions[0]
  if (!version) return says(message([line(setting.texts, 'verify.nothing')]))
  const shown = oneWaiting(version, setting.texts)
  const next =
    of.index + 1 < versions.length ? [[button(setting.texts.plain('common.next'), { kind: 'review', ...of, index: of.index + 1 })]] : []
  return says({ ...shown, urgency: 'answer', buttons: [...(shown.buttons ?? []), ...next] })
}

/** Accepts reports; whoever decided before is named. The officers hear in one line each. */
export function* accept(setting: Setting, versionIds: number[]): Talk<Turn> {
  const { texts } = setting
  const { verified, already } = yield* have({ do: 'verify-reports', versionIds })
  const [first] = verified
  const parts = already.map((version) => decidedBefore(version, setting))
  if (first && verified.length === 1)
    parts.unshift(
      line(texts, 'verify.accepted', {
        name: first.name,
        period: periodText(first, texts),
        value: writeTyped(first.figure, first, texts),
      }),
    )
  if (verified.length > 1) parts.unshift(line(texts, 'verify.accepted-several', { count: verified.length }))
  if (parts.length === 0) parts.push(line(texts, 'talk.not-available'))
  const more = first ? yield* nextWaiting(first, texts) : []
  return both(says(message(parts, more.length > 0 ? { buttons: [more] } : {})), acceptedNotices(verified))
}

/** A button to what else waits of the same unit and period, for one who goes through them one by one. */
export function* nextWaiting(decided: VersionFacts, texts: Texts): Talk<Button[]> {
  const { agencyId, key, unitId } = decided
  const groups = yield* know({ ask: 'waiting', agencyId })
  const versions = groups.find((group) => group.year === key.year && group.quarter === key.quarter)?.versions ?? []
  const index = versions.findIndex((version) => version.unitId === unitId && version.versionId !== decided.versionId)
  if (index < 0) return []
  return [button(texts.plain('verify.next-waiting'), { kind: 'review', agencyId, year: key.year, quarter: key.quarter, index })]
}

function acceptedNotices(verified: VersionFacts[]): Turn {
  const byPerson = new Map<number, VersionFacts[]>()
  for (const version of verified)
    if (version.by.personId !== undefined) byPerson.set(version.by.personId, [...(byPerson.get(version.by.personId) ?? []), version])
  return tells(
    ...[...byPerson].map(([personId, versions]) => ({
      to: { personId },
      write: (theirs: Setting['texts']) => {
        const [one] = versions
        if (one && versions.length === 1)
          return message(
            [
              line(theirs, 'verify.accepted-to-officer', {
                name: one.name,
                period: periodText(one, theirs),
                value: writeTyped(one.figure, one, theirs),
              }),
            ],
            { urgency: 'notice' },
          )
        return message(acceptedLines(versions, theirs), { urgency: 'notice' })
      },
    })),
  )
}

/** What of an officer's was accepted, by period, on a phone's screen. */
function acceptedLines(versions: readonly VersionFacts[], texts: Texts): Part[] {
  return [...grouped(versions, (version) => periodText(version, texts))].flatMap(([period, of]) => {
    const lines = of.slice(0, mostAccepted).map((version) => `${version.name}: ${writeTyped(version.figure, version, texts)}`)
    if (of.length > lines.length) lines.push(texts.plain('verify.more', { count: of.length - lines.length }))
    return [heading(texts.plain('verify.accepted-several-to-officer', { count: of.length, period })), spans(lines.join('\n'))]
  })
}
