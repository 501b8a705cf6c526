/** A phone number as E.164 has it, `+62…`; nothing where a text is none. Indonesian numbers may begin with 0, 62 or 8. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  const international = /^(?:\+|00)([1-9]\d{7,14})$/.exec(digits)?.[1]
  if (international) return `+${international.replace(/^620/, '62')}`
  // Mobile numbers only: a number of a landline is nobody's own.
  const own = /^(?:62|0|620)?(8\d{7,11})$/.exec(digits)?.[1]
  return own && `+62${own}`
}
