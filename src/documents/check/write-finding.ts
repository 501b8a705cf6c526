import { catalogue } from '../../text/catalogue.ts'
import type { Texts } from '../../text/texts.ts'
import type { Change } from '../difference.ts'
import type { Finding, Where } from './finding.ts'

/** A finding in words: where it is, what was found, what is expected, and all of it as one sentence. */
export type WrittenFinding = { where: string; found: string; expected: string; sentence: string }

export function writeFinding(texts: Texts, { where, severity, code, found, values, before }: Finding): WrittenFinding {
  const place = writeWhere(texts, where)
  const first = before && { first: writeBefore(texts, before, where) }
  const expected = texts.plain(`document.expected.${code}`, { ...inWords(texts, values), ...first })
  const sentence = texts.plain(severity === 'error' ? 'document.sentence' : 'document.warning', { where: place, found, expected })
  return { where: place, found, expected, sentence }
}

/** Names that the program has for things, in the words that people have for them. */
function inWords(texts: Texts, values: Finding['values']): Finding['values'] {
  const { type, policy, made } = values
  return {
    ...values,
    ...(type !== undefined && { type: texts.plain(`document.type.${isIn(catalogue.id.document.type, type) ? type : 'other'}`) }),
    ...(isIn(catalogue.id.document.policy, policy) && { policy: texts.plain(`document.policy.${policy}`) }),
    ...(isIn(catalogue.id.document.made, made) && { made: texts.plain(`document.made.${made}`) }),
  }
}

const isIn = <T extends object>(names: T, name: string | undefined): name is keyof T & string => name !== undefined && name in names

function writeWhere(texts: Texts, { path, sheet, row, column }: Where): string {
  if (sheet === undefined) return path === '' ? texts.plain('document.where.file') : texts.plain('document.where.path', { path })
  if (row === undefined) return texts.plain('document.where.sheet', { sheet })
  return texts.plain('document.where.cell', { sheet, row, column: column ?? '-' })
}

/** The row alone where it is one of the same sheet, of which the sentence has spoken. */
const writeBefore = (texts: Texts, before: Where, { sheet }: Where): string =>
  before.row !== undefined && sheet !== undefined && before.sheet === sheet
    ? texts.plain('document.where.row', { row: before.row })
    : writeWhere(texts, before)

/** A change as a line: `+` added, `-` removed, `~` changed. */
export function writeChange(texts: Texts, { path, kind, from = '-', to = '-' }: Change): string {
  if (kind === 'added') return texts.plain('document.change.added', { path, to })
  if (kind === 'removed') return texts.plain('document.change.removed', { path, from })
  return path.endsWith('(order)')
    ? texts.plain('document.change.moved', { path })
    : texts.plain('document.change.changed', { path, from, to })
}
