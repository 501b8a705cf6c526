import type { EvidenceGiven } from '../../domain/requests/requests.ts'
import type { IncomingFile } from '../../message/incoming.ts'
import type { Read } from '../engine.ts'
import type { Said } from '../session.ts'
import type { ReportDraft } from './draft.ts'

/** Files that a person sent, as evidence. */
export const evidenceOf = (files: readonly IncomingFile[]): EvidenceGiven[] =>
  files.map((file) => ({ kind: 'file', ref: file.ref, name: file.name, ...(file.type && { type: file.type }) }))

/** An address, with its scheme or as people copy it without. */
const address = /https?:\/\/\S+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|id|net|org|gov|ly|gl|me|app|io)\/\S+/giu
/** What people write around a link, and says nothing. */
const labels =
  /\b(?:ini|berikut|bukti(?:nya)?|link(?:nya)?|tautan(?:nya)?|dokumen(?:nya)?|foto(?:nya)?|terlampir|lampiran(?:nya)?|evidence|attached|here)\b[ :.,]*/giu

/** Links are evidence at every step; `rest` is what was written beside them, empty where nothing was. */
export function takeLinks(text: string, draft: ReportDraft): { draft: ReportDraft; rest: string; found: boolean } {
  const urls = (text.match(address) ?? []).map((url) => url.replace(/[.,;:)\]]+$/, ''))
  if (urls.length === 0) return { draft, rest: text.trim(), found: false }
  const links = urls.map((url): EvidenceGiven => ({ kind: 'link', url: /^https?:/i.test(url) ? url : `https://${url}` }))
  const beside = text.replace(address, ' ').trim()
  const rest = /[\p{L}\d]/u.test(beside.replace(labels, '')) ? beside : ''
  return { draft: { ...draft, evidence: [...draft.evidence, ...links] }, rest, found: true }
}

/** Files at any step are evidence, and the question stays; a caption is the answer that came with them, and the files are kept however it is read. */
export function takeFiles(
  said: Extract<Said, { kind: 'files' }>,
  draft: ReportDraft,
  answer?: (caption: string, draft: ReportDraft) => Read<ReportDraft>,
): Read<ReportDraft> {
  const given: ReportDraft = { ...draft, evidence: [...draft.evidence, ...evidenceOf(said.files)] }
  if (!said.caption?.trim() || !answer) return { kind: 'understood', draft: given }
  const read = answer(said.caption, given)
  return read.kind === 'refused' ? { ...read, draft: read.draft ?? given } : read
}
