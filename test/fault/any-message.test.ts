import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDeed } from './any-deed.ts'
import { openEveryChannel, wordsOf } from './every-channel.ts'
import { openPureChat, summaries } from './pure-house.ts'
import type { Deed, PureChat } from './pure-house.ts'
import { shareOf } from './share.ts'

const chats = shareOf(5_000)
const each = 20

const squeezed = (text: string): string => text.replace(/\s|\u200b/g, '')

test(`${chats * each} messages of any kind: each is answered, and what is answered is right markup on every channel, with the words as they were written`, async () => {
  const everywhere = openEveryChannel()
  let messages = 0
  let letters = 0
  const says = async (chat: PureChat, deed: Deed): Promise<void> => {
    messages += 1
    const { turn, expectsAnswer } = chat.hear(deed)
    if (expectsAnswer) expect(turn.messages).not.toEqual([])
    for (const message of turn.messages) {
      letters += 1
      const arrived = await everywhere(message, letters % 1_000_000)
      const labels = (message.buttons ?? []).flat().map(({ label }) => label)
      const words = squeezed(wordsOf(message.parts))
      expect(arrived.local).toEqual({ words: wordsOf(message.parts), labels })
      expect(arrived.telegram.labels).toEqual(labels)
      expect(arrived.slack.labels).toHaveLength(labels.length)
      // A table is laid out anew for each channel; everything else arrives letter for letter.
      if (message.parts.some(({ kind }) => kind === 'table')) continue
      expect(squeezed(arrived.telegram.words)).toBe(words)
      expect(squeezed(arrived.slack.words)).toBe(words)
    }
    expect(chat.sessions().filter(({ status }) => status === 'active').length).toBeLessThanOrEqual(1)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyDeed, { minLength: each, maxLength: each, size: 'max' }),
      fc.constantFrom('id' as const, 'en' as const),
      async (deeds, locale) => {
        const chat = openPureChat(locale)
        for (const deed of deeds) await says(chat, deed)
        expect(summaries(chat)).not.toContain('')
        // Whatever was going on: it can be ended, and then the chat is as it was at first.
        for (let left = chat.sessions().length; left > 0; left -= 1) {
          await says(chat, { body: { kind: 'text', text: 'batal' } })
          await says(chat, { body: { kind: 'text', text: 'lanjutkan' } })
        }
        await says(chat, { body: { kind: 'command', name: 'batal', argument: '' } })
        expect(chat.sessions().filter(({ status }) => status === 'active')).toEqual([])
      },
    ),
    { numRuns: chats, seed: 20_241_004, endOnFailure: true },
  )
  expect(messages).toBeGreaterThanOrEqual(chats * each)
  expect(letters).toBeGreaterThan(chats * each * 0.9)
}, 600_000)
