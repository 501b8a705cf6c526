const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** The three signs by which Slack tells its own markup from what people type, as it wants them written. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)

/** `<https://a.b|a.b>` was typed as `a.b`, `<#C1|umum>` as `#umum`; a mention keeps the id, because names change. */
function typed(inside: string): string {
  const [target = '', label] = inside.split('|')
  if (target.startsWith('@') || target.startsWith('!')) return label ?? target.replace(/^!/, '@')
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
  return label ?? target.replace(/^mailto:/, '')
}

/** What a person typed, from the text that Slack makes of it. */
export const asTyped = (text: string): string => unescaped(text.replace(/<([^<>]*)>/g, (_, inside: string) => typed(inside)))
