/**
 * Which scope a 429 is meant in, which a platform does not say: a second chat within moments of the first means the bot as a whole.
 * A chat that floods alone is left alone, however long it has to wait.
 */
export function createFloodScope(withinMs = 2_000): (chatId: string, now: number) => 'bot' | 'chat' {
  let last: { chatId: string; at: number } | undefined
  return (chatId, now) => {
    const other = last !== undefined && last.chatId !== chatId && now - last.at < withinMs
    last = { chatId, at: now }
    return other ? 'bot' : 'chat'
  }
}
