import { z } from 'zod'
import { quarterName } from '../../domain/requests/requests.ts'
import type { VersionFacts } from '../../domain/requests/requests.ts'
import { writeMoment, writePeriod } from '../../text/write-date.ts'
import { writeTyped } from '../../text/write-figure.ts'
import type { Part } from '../../message/message.ts'
import type { Texts } from '../../text/texts.ts'
import { finished } from '../engine.ts'
import type { Conversation } from '../engine.ts'
import { line, message, quote, spans } from '../say.ts'
import { both, button, onceButton, says, tells } from '../session.ts'
import type { Setting, Turn } from '../session.ts'
import { have, know } from '../talk.ts'

/** Why something is asked in words before it is done: returning a report, asking to reopen it, reopening it. */
const ReasonDraft = z.object({
  versionId: z.number().int(),
  what: z.enum(['return', 'ask-reopening', 'reopen']),
  reason: z.string().optional(),
})
type ReasonDraft = z.output<typeof ReasonDraft>

const asking = { return: 'verify.ask-reason', 'ask-reopening': 'report.reopening-reason', reopen: 'verify.ask-reopen-reason' } as const

/** Asks for a reason, then has it done and tells whom it concerns. */
export const giveReason: Conversation<ReasonDraft, VersionFacts> = {
  name: 'reason',
  version: 1,
  draft: ReasonDraft,
  steps: {
    reason: {
      accepts: ['text'],
      ask: (draft, version, texts) => ({
        parts: [line(texts, asking[draft.what], { name: version.name, period: periodText(version, texts) })],
        choices: [[{ id: 'cancel', label: texts.plain('common.cancel') }]],
      }),
      read: (said, draft) =>
        said.kind === 'text' && said.text.trim() !== ''
          ? { kind: 'understood', draft: { ...draft, reason: said.text.trim() } }
          : { kind: 'refused', parts: [] },
      help: (_draft, _version, texts) => [spans(texts.plain('verify.help-reason'))],
    },
  },
  next: (draft) => (draft.reason ? finished : 'reason'),
  facts: (draft) => know({ ask: 'version', versionId: draft.versionId }),
  finish: function* (draft, _version, setting) {
    const reason = draft.reason ?? ''
    switch (draft.what) {
      case 'return':
        return { kind: 'ended', turn: returned(yield* have({ do: 'return-report', versionId: draft.versionId, reason }), reason, setting) }
      case 'ask-reopening': {
        const outcome = yield* have({ do: 'ask-reopening', versionId: draft.versionId, reason })
        const version = yield* know({ ask: 'version', versionId: draft.versionId })
        if (outcome.kind === 'refused' || !version)
          return { kind: 'ended', turn: says(message([line(setting.texts, 'talk.not-available')])) }
        return {
          kind: 'ended',
          turn: both(says(message([line(setting.texts, 'report.reopening-asked')])), askToReopen(version, reason, setting)),
        }
      }
      case 'reopen': {
        const outcome = yield* have({ do: 'reopen-report', versionId: draft.versionId, reason })
        if (outcome.kind === 'refused') {
          const version = outcome.why === 'not-yours' ? undefined : yield* know({ ask: 'version', versionId: draft.versionId })
          const said = version?.decision ? decidedBefore(version, setting) : line(setting.texts, 'talk.not-available')
          return { kind: 'ended', turn: says(message([said])) }
        }
        return { kind: 'ended', turn: reopened(outcome.version, reason, setting) }
      }
    }
  },
  summary: (_draft, texts) => texts.plain('verify.summary'),
}

export const periodText = (version: VersionFacts, texts: Texts): string =>
  writePeriod({ year: version.key.year, quarter: quarterName(version.key.quarter) }, texts)

type Returned = { kind: 'returned' | 'already'; version: VersionFacts } | { kind: 'refused' }

function returned(outcome: Returned, reason: string, setting: Setting): Turn {
  const { texts } = setting
  if (outcome.kind === 'refused') return says(message([line(texts, 'talk.not-available')]))
  const { version } = outcome
  if (outcome.kind === 'already') return says(message([decidedBefore(version, setting)]))
  const told = says(
    message([line(texts, 'verify.returned', { name: version.name, period: periodText(version, texts), by: version.by.name })]),
  )
  if (version.by.personId === undefined) return told
  return both(
    told,
    tells({
      to: { personId: version.by.personId },
      write: (theirs) =>
        message(
          [
            line(theirs, 'verify.returned-to-officer', { name: version.name, period: periodText(version, theirs) }),
            quote(reason),
            line(theirs, 'verify.figure-kept', { value: writeTyped(version.figure, version, theirs) }),
          ],
          {
            buttons: [[button(theirs.plain('report.change-figure'), { kind: 'report', ...version.key })]],
            about: { kind: 'indicator', agencyId: version.agencyId, ...version.key },
            urgency: 'notice',
          },
        ),
    }),
  )
}

function askToReopen(version: VersionFacts, reason: string, setting: Setting): Turn {
  return tells({
    to: { verifiersOf: { agencyId: version.agencyId, ...(version.unitId !== undefined && { unitId: version.unitId }) } },
    write: (theirs) =>
      message(
        [
          line(theirs, 'verify.asked-to-reopen', {
            by: setting.viewer.name,
            name: version.name,
            period: periodText(version, theirs),
            value: writeTyped(version.figure, version, theirs),
          }),
          quote(reason),
        ],
        {
          buttons: [[onceButton(theirs.plain('verify.reopen'), { kind: 'reopen', versionId: version.versionId })]],
          urgency: 'notice',
        },
      ),
  })
}

function reopened(version: VersionFacts, reason: string, setting: Setting): Turn {
  const told = says(message([line(setting.texts, 'verify.reopened', { name: version.name, period: periodText(version, setting.texts) })]))
  if (version.by.personId === undefined) return told
  return both(
    told,
    tells({
      to: { personId: version.by.personId },
      write: (theirs) =>
        message([line(theirs, 'verify.reopened-to-officer', { name: version.name, period: periodText(version, theirs) }), quote(reason)], {
          buttons: [[button(theirs.plain('report.correct'), { kind: 'report', ...version.key })]],
          about: { kind: 'indicator', agencyId: version.agencyId, ...version.key },
          urgency: 'notice',
        }),
    }),
  )
}

/** Who was quicker: another verifier, or the officer who has withdrawn the report meanwhile. */
export const decidedBefore = (version: VersionFacts, setting: Setting): Part =>
  line(
    setting.texts,
    version.decision?.kind === 'withdrawn' ? 'verify.already-withdrawn' : 'verify.already',
    decidedValues(version, setting),
  )

/** “sudah diputuskan oleh …, 7 Okt, pukul 09.12” */
export const decidedValues = (version: VersionFacts, setting: Setting): Record<string, string> => ({
  name: version.name,
  by: version.decision?.by ?? '',
  at: version.decision ? writeMoment(version.decision.at, setting.viewer.zone, setting.texts) : '',
})
