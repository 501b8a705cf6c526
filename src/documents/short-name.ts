/** Words that a short name can do without. */
const empty = /^(jumlah|persentase|presentase|nilai|tingkat|indeks|cakupan|yang|dan|dari|pada|dalam|untuk|di|ke|atas|serta|the|of)$/i

/**
 * A name short enough for a phone's line: what is measured, without the words that all indicators begin with.
 * Where the indicator's own name says little ("Jumlah Dokumen"), its subject leads.
 */
export function shortNameOf(name: string, subject?: string, longest = 48): string {
  const says = name.split(/\s+/).filter((word) => !empty.test(word)).length
  const whole = subject && says < 2 ? `${subject}: ${lower(name)}` : name
  if (whole.length <= longest) return whole
  const lead = subject && subject.length <= longest ? subject : trimmed(subject ?? name)
  return lead.length <= longest ? lead : cut(lead, longest)
}

const trimmed = (name: string): string => {
  const short = name.replace(/^(jumlah|persentase|presentase|cakupan|tingkat)\s+/i, '')
  return short.charAt(0).toUpperCase() + short.slice(1)
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const cut = (text: string, longest: number): string => {
  const words = text.slice(0, longest - 1).split(/\s+/)
  if (text.charAt(longest - 1) !== ' ' && words.length > 1) words.pop()
  while (words.length > 1 && empty.test(words.at(-1) ?? '')) words.pop()
  return `${words.join(' ').replace(/[,;:(-]+$/, '')}…`
}
