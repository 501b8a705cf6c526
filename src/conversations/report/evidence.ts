import type { EvidenceGiven } from '../../domain/requests.ts'
import type { IncomingFile } from '../../message/incoming.ts'
import type { Read } from '../engine.ts'
import type { Said } from '../session.ts'
import type { ReportDraft } from './draft.ts'

/** Files that a person sent, as evidence. */
export const evidenceOf = (files: readonly IncomingFile[]): EvidenceGiven[] =>
  files.map((file) => ({ kind: 'file', ref: file.ref, name: file.name, ...(file.type && { type: file.type }) }))

/** A link that stands alone is evidence at every step; nothing where a text is something else. */
export function takeLink(text: string, draft: ReportDraft): Read<ReportDraft> | undefined {
  const url = text.trim()
  if (!/^https?:\/\/\S+$/i.test(url)) return undefined
  return { kind: 'understood', draft: { ...draft, evidence: [...draft.evidence, { kind: 'link', url }] } }
}

/** Files at any step are evidence, and the question stays; a caption is the answer that came with them. */
export function takeFiles(
  said: Extract<Said, { kind: 'files' }>,
  draft: ReportDraft,
  answer?: (caption: string, draft: ReportDraft) => Read<ReportDraft>,
): Read<ReportDraft> {
  const given: ReportDraft = { ...draft, evidence: [...draft.evidence, ...evidenceOf(said.files)] }
  return said.caption?.trim() && answer ? answer(said.caption, given) : { kind: 'understood', draft: given }
}
