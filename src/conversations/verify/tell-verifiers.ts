import type { UnitStanding, VersionFacts, Waiting } from '../../domain/requests/requests.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Button, Message, Part, UnitPeriod } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writePeriod } from '../../text/write-date.ts'
import { writeTyped, writeTarget } from '../../text/write-figure.ts'
import { writePercent, writeRupiahShort } from '../../text/write-number.ts'
import { readUnit } from '../../text/write-unit.ts'
import { heading, message, quote, spans } from '../say.ts'
import { button, onceButton, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { evidenceButton } from './show-evidence.ts'

/**
 * Tells those who verify: one message for a unit's reports of a period, which grows in place until somebody answers it. It is written when
 * it is sent: whoever has reported need not wait for it, and reports that come at the same time are told of together.
 */
export const tellVerifiers = ({ agencyId, unitId, key: { year, quarter } }: VersionFacts, { viewer }: Setting): Turn => {
  const unit = unitId === undefined ? {} : { unitId }
  const of: UnitPeriod = { agencyId, ...unit, year, quarter }
  return tells({
    to: { verifiersOf: { agencyId, ...unit } },
    topic: standingTopics(of).waiting,
    write: ({ locale }) =>
      message([], { urgency: 'notice', unwritten: { kind: 'unit-standing', ...of, governmentId: viewer.governmentId, locale } }),
  })
}

/** What messages on a unit's reports are filed under: those that grow in place, and that which says that all are in. */
export const standingTopics = ({ agencyId, unitId, year, quarter }: UnitPeriod): { waiting: string; complete: string } => {
  const of = `${agencyId}:${unitId ?? 0}:${year}:${quarter}`
  return { waiting: `waiting:${of}`, complete: `complete:${of}` }
}

/** How a unit stands, for its verifiers. The message that makes it complete is one of its own: an edit rings no bell. Nothing where nothing waits. */
export function standingMessage(
  { waiting, expected, missing }: UnitStanding,
  of: UnitPeriod,
  texts: Texts,
): { body: Message; topic: string } | undefined {
  if (!waiting) return undefined
  const complete = expected > 1 && missing === 0 ? expected : undefined
  const topics = standingTopics(of)
  return {
    body: waitingMessage(waiting, waiting.versions, texts, complete),
    topic: complete === undefined ? topics.waiting : topics.complete,
  }
}

/**
 * The reports of a unit and period that wait: one in full, several as a list that can be taken at once. `complete` is how many the unit owed,
 * where all of them are in.
 */
export function waitingMessage(group: Waiting, versions: Waiting['versions'], texts: Texts, complete?: number): Message {
  const [only] = versions
  if (only && versions.length === 1 && complete === undefined) return oneWaiting(only, texts)
  const period = writePeriod({ year: group.year, quarter: quarterName(group.quarter) }, texts)
  const unit = only?.unitName ?? group.agency.shortName
  const plausible = versions.filter((v) => v.plausible)
  const parts: Part[] = [
    heading(
      complete === undefined
        ? texts.plain('verify.several', { period, unit, count: versions.length })
        : texts.plain('verify.complete', { period, unit, count: complete }),
    ),
  ]
  parts.push(
    spans(
      versions
        .slice(0, 8)
        .map((v, i) => `${i + 1}. ${versionLine(v, texts)}`)
        .join('\n'),
    ),
  )
  if (versions.length > 8) parts.push(spans(texts.plain('verify.more', { count: versions.length - 8 })))
  const look = versions.length - plausible.length
  if (look > 0) parts.push(spans(texts.plain('verify.look', { plausible: plausible.length, look })))
  const all: Button[] =
    plausible.length > 0
      ? [
          onceButton(
            texts.plain('verify.accept-plausible', { count: plausible.length }),
            { kind: 'verify', versionIds: plausible.map((v) => v.versionId) },
            'primary',
          ),
        ]
      : []
  const each = button(texts.plain('verify.one-by-one'), {
    kind: 'review',
    agencyId: group.agency.id,
    year: group.year,
    quarter: group.quarter,
    index: 0,
  })
  return message(parts, { buttons: [[...all, each]], urgency: 'notice' })
}

/** One report that waits, with what a verifier looks at, and the two decisions. */
export function oneWaiting(version: Waiting['versions'][number], texts: Texts): Message {
  const period = writePeriod({ year: version.key.year, quarter: quarterName(version.key.quarter) }, texts)
  const parts: Part[] = [
    heading(texts.plain('verify.one', { name: version.name, period })),
    spans(versionLine(version, texts, true)),
    spans(texts.plain('verify.by', { by: version.by.name })),
  ]
  if (version.money)
    parts.push(
      spans(
        texts.plain('report.money', {
          money:
            version.money.kind === 'percent'
              ? texts.plain('report.money-percent', { percent: writePercent(version.money.value, texts.locale) })
              : writeRupiahShort(version.money.value, texts),
        }),
      ),
    )
  if (version.cause) parts.push(quote(version.cause))
  if (version.evidence > 0) parts.push(spans(texts.plain('report.evidence-given', { count: version.evidence })))
  if (version.lacksEvidence) parts.push(spans(texts.plain('report.evidence-missing')))
  return message(parts, {
    buttons: [
      [
        onceButton(texts.plain('verify.accept'), { kind: 'verify', versionIds: [version.versionId] }, 'primary'),
        onceButton(texts.plain('verify.return'), { kind: 'return', versionId: version.versionId }),
      ],
      ...evidenceButton(version, texts),
    ],
    urgency: 'notice',
    about: { kind: 'indicator', agencyId: version.agencyId, ...version.key },
  })
}

function versionLine(version: Waiting['versions'][number], texts: Texts, alone = false): string {
  // “1 dari 2 kasus”: the unit stands once.
  const counted = readUnit(version.unit).kind !== 'percent' && version.target?.kind === 'number' && version.figure.kind === 'number'
  const value = writeTyped(version.figure, counted ? { ...version, unit: '' } : version, texts)
  const target = version.target ? writeTarget(version.target, version, texts) : undefined
  const percent = version.shown && writePercent(version.shown.value, texts.locale, version.shown.decimals)
  const figures = target
    ? texts.plain(percent === undefined ? 'verify.with-target' : counted ? 'verify.of-target' : 'verify.against-target', {
        value,
        target,
        percent: percent ?? '',
      })
    : value
  const mark = version.plausible ? '' : ` · ⚠ ${texts.plain('verify.check')}`
  return alone ? `${figures}${mark}` : `${version.name}: ${figures}${mark}`
}
