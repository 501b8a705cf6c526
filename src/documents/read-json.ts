import { finding } from './check/finding.ts'
import type { Finding } from './check/finding.ts'

export const largestFile = 20 * 1024 * 1024

/** The documents of a JSON file: one, a list, or `{ "documents": [...] }`. */
export function documentsInJson(bytes: Uint8Array): { inputs: unknown[]; findings: Finding[] } {
  if (bytes.length > largestFile)
    return { inputs: [], findings: [finding('', 'file-too-large', `${Math.ceil(bytes.length / 2 ** 20)} MB`, { limit: '20 MB' })] }
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    return { inputs: [], findings: [finding('', 'not-json', cause instanceof Error ? cause.message.slice(0, 80) : '-')] }
  }
  const listed = typeof parsed === 'object' && parsed !== null && 'documents' in parsed ? parsed.documents : parsed
  const inputs: unknown[] = Array.isArray(listed) ? listed : [listed]
  return inputs.length > 0 ? { inputs, findings: [] } : { inputs: [], findings: [finding('', 'no-documents', '[]')] }
}
