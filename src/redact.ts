/** What must never be read in a log or on a screen, known by its shape. */
const shapes: [pattern: RegExp, instead: string][] = [
  // Telegram: in addresses behind "bot", and alone.
  [/\bbot\d+:[\w-]+/g, 'bot[token]'],
  [/\b\d{6,}:[\w-]{30,}/g, '[token]'],
  [/\bxox[a-z]-[\w-]+/gi, '[token]'],
  [/\bxapp-[\w-]+/gi, '[token]'],
  // Indonesian numbers in their usual ways of writing, and any number with a plus in front.
  [/(?<![\w.+-])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\w)/g, '[phone]'],
  [/(?<![\w+])\+\d(?:[ -]?\(?\d(?:\)(?=[ -]))?){7,14}(?!\w)/g, '[phone]'],
]

/** The password of an address is hidden, in whatever text the address stands. */
export const redactAddress = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"']*):([^\s"'\\]*)@/gi, '$1:[password]@')

/**
 * A text without tokens of Telegram and Slack, phone numbers and passwords in addresses; `secrets` are left out literally,
 * whatever their shape. What is too short to tell from an ordinary word is not treated as a secret.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length >= 4).reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
  return shapes.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), redactAddress(known))
}
