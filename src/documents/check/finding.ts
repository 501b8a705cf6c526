import type { z } from 'zod'

/** What can be wrong with a document; each code has its sentence of what is expected in `document.expected`. */
export const findingCodes = [
  'required',
  'wrong-type',
  'not-in-list',
  'unknown-field',
  'out-of-range',
  'not-a-key',
  'text-missing',
  'text-too-long',
  'not-a-number',
  'ambiguous-number',
  'not-rupiah',
  'number-too-large',
  'negative-money',
  'not-a-threshold',
  'not-a-date',
  'not-an-instant',
  'not-a-month',
  'not-a-year',
  'not-a-figure',
  'not-a-target',
  'not-a-quarter',
  'not-four-quarters',
  'denominator-zero',
  'range-turned',
  'not-a-phone',
  'not-a-zone',
  'unknown-format',
  'inputs-missing',
  'not-an-input-key',
  'duplicate-key',
  'unknown-reference',
  'parents-in-a-circle',
  'aggregation-open',
  'aggregation-unclear',
  'expression-missing',
  'expression-faulty',
  'weight-missing',
  'baseline-missing',
  'two-officers',
  'unit-missing',
  'account-taken',
  'room-taken',
  'agencies-missing',
  'unknown-agency',
  'duplicate-report',
  'revision-old',
  'scale-empty',
  'scale-gap',
  'scale-overlap',
  'baseline-not-above',
  'quarters-miss-year',
  'plan-misses-hundred',
  'plan-negative',
  'money-misses-year',
  'parts-miss-whole',
  'no-officer',
  'no-role',
  'not-json',
  'no-documents',
  'not-a-workbook',
  'file-too-large',
  'too-many-rows',
  'sheet-missing',
  'unknown-sheet',
  'unknown-column',
  'heading-missing',
  'title-above',
  'duplicate-row',
  'duplicate-column',
  'not-computed',
  'cell-error',
  'merged-cells',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Where: a cell of a workbook, or the path in the JSON document. */
export type Where = { path: string; sheet?: string; row?: number; column?: string }

/**
 * One thing that is wrong (`error`: nothing is written) or odd (`warning`: real documents have it). `values` fill the sentence; `before` is
 * where that which may be there once stands already.
 */
export type Finding = {
  where: Where
  severity: 'error' | 'warning'
  code: FindingCode
  found: string
  values: Record<string, string>
  before?: Where
}

/** The same finding with its places as they are in the file. */
export const placed = (one: Finding, place: (path: string) => Where): Finding => ({
  ...one,
  where: place(one.where.path),
  ...(one.before && { before: place(one.before.path) }),
})

export const finding = (
  path: string,
  code: FindingCode,
  found: string,
  values: Record<string, string> = {},
  severity: Finding['severity'] = 'error',
): Finding => ({ where: { path }, severity, code, found, values })

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error')

const isCode = (text: string): text is FindingCode => (findingCodes as readonly string[]).includes(text)

/** What a person sees of a found value: short, on one line. */
export function foundText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-'
  const text = typeof value === 'string' ? value : isRange(value) ? `${String(value.low)}–${String(value.high)}` : JSON.stringify(value)
  const line = text.replace(/\s+/g, ' ')
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

const isRange = (value: unknown): value is { low: string | number; high: string | number } =>
  typeof value === 'object' && value !== null && 'low' in value && 'high' in value

const at = (input: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), input)

/** The findings of a failed reading by the schema, every one at its own place. */
export function schemaFindings(error: z.ZodError, input: unknown): Finding[] {
  return error.issues.flatMap((issue): Finding[] => {
    const path = issue.path.map(String).join('.')
    const value = at(input, issue.path)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => finding([path, key].filter(Boolean).join('.'), 'unknown-field', key))
    if (value === undefined) return [finding(path, 'required', '-')]
    if (isCode(issue.message)) return [finding(path, issue.message, foundText(value))]
    if (issue.code === 'invalid_key') return [finding(path, 'not-a-year', foundText(issue.path.at(-1)))]
    if (issue.code === 'invalid_value')
      return [finding(path, 'not-in-list', foundText(value), { list: issue.values.map(String).join(', ') })]
    if (issue.code === 'too_small' || issue.code === 'too_big') {
      const bound = issue.code === 'too_small' ? `≥ ${issue.minimum}` : `≤ ${issue.maximum}`
      return [finding(path, 'out-of-range', foundText(value), { bound })]
    }
    return [finding(path, 'wrong-type', foundText(value), { type: issue.code === 'invalid_type' ? issue.expected : issue.code })]
  })
}
