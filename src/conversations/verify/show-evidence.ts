import type { EvidenceFacts, EvidenceSeen, VersionFacts } from '../../domain/requests/requests.ts'
import type { Button, Message, Subject } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { writeMoment } from '../../text/write-date.ts'
import { heading, line, message, spans } from '../say.ts'
import { button, says } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { know } from '../talk.ts'
import type { Talk } from '../talk.ts'
import { decidedValues, periodText } from './return-reason.ts'

/** Files that are sent at once; the others follow at a press. */
const atOnce = 10

/** The button that opens a report's evidence, in a row of its own; none where there is nothing to open. */
export const evidenceButton = ({ evidence, versionId }: Pick<VersionFacts, 'evidence' | 'versionId'>, texts: Texts): Button[][] =>
  evidence > 0 ? [[button(texts.plain('verify.evidence.open', { count: evidence }), { kind: 'evidence', versionId })]] : []

/**
 * A report's evidence: its links in one message, each file in one of its own, as they are numbered. Only to a person alone: a file may
 * name people, and what is sent into a room is read by everybody in it.
 */
export function* showEvidence(setting: Setting, versionId: number, from = 0): Talk<Turn> {
  const { texts, chat } = setting
  if (chat.kind === 'room') return says(message([line(texts, 'verify.evidence.not-here')]))
  const facts = yield* know({ ask: 'evidence', versionId })
  if (!facts) return says(message([line(texts, 'talk.not-available')]))
  const { version, evidence } = facts
  if (version.decision?.kind === 'withdrawn')
    return says(message([line(texts, 'verify.already-withdrawn', decidedValues(version, setting))]))
  if (evidence.length === 0)
    return says(message([line(texts, 'verify.evidence.none', { name: version.name, period: periodText(version, texts) })]))
  const files = evidence.filter(isFile)
  const shown = files.slice(from, from + atOnce)
  const letters = [...(from === 0 ? linksOf(facts, setting) : []), ...shown.map((file, i) => fileOf(file, from + i, facts, setting))]
  const left = files.length - from - shown.length
  if (left > 0) letters.push(moreOf(left, from + shown.length, facts, texts))
  return says(...letters)
}

const isFile = (one: EvidenceSeen): one is Extract<EvidenceSeen, { kind: 'file' }> => one.kind === 'file'
const isLink = (one: EvidenceSeen): one is Extract<EvidenceSeen, { kind: 'link' }> => one.kind === 'link'

function linksOf({ version, evidence }: EvidenceFacts, { texts, viewer }: Setting): Message[] {
  const links = evidence.filter(isLink)
  if (links.length === 0) return []
  const rows = links.map((one) => spans({ text: one.url, link: one.url }, ` · ${givenText(one, texts, viewer.zone)}`))
  return [message([title(version, texts), ...rows], { about: aboutOf(version) })]
}

function fileOf(
  file: Extract<EvidenceSeen, { kind: 'file' }>,
  place: number,
  { version, evidence }: EvidenceFacts,
  { texts, viewer }: Setting,
): Message {
  const count = evidence.filter(isFile).length
  const given = givenText(file, texts, viewer.zone)
  const caption = count === 1 ? given : texts.plain('verify.evidence.file', { number: place + 1, count, given })
  const gone = line(texts, 'verify.evidence.gone', { name: file.name })
  return message([title(version, texts), spans(caption)], {
    file: { kind: 'stored', fileId: file.fileId, gone, locale: texts.locale },
    about: aboutOf(version),
  })
}

/** Who gave it and when; of what was imported only when. */
const givenText = ({ by, at }: EvidenceSeen, texts: Texts, zone: string): string => {
  const moment = writeMoment(at, zone, texts)
  return by === '' ? moment : texts.plain('verify.evidence.by', { by, at: moment })
}

const moreOf = (left: number, from: number, { version }: EvidenceFacts, texts: Texts): Message =>
  message([line(texts, 'verify.evidence.left', { count: left })], {
    buttons: [
      [
        button(texts.plain('verify.evidence.more', { count: Math.min(left, atOnce) }), {
          kind: 'evidence',
          versionId: version.versionId,
          from,
        }),
      ],
    ],
  })

const title = (version: VersionFacts, texts: Texts) =>
  heading(texts.plain('verify.evidence.title', { name: version.name, period: periodText(version, texts) }))

const aboutOf = ({ agencyId, key }: VersionFacts): Subject => ({ kind: 'indicator', agencyId, ...key })
