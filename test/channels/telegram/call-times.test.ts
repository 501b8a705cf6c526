import pino from 'pino'
import { expect, test } from 'vitest'
import type { Outgoing } from '../../../src/channels/channel.ts'
import type { Answer } from '../../../src/channels/telegram/api.ts'
import { createSend } from '../../../src/channels/telegram/send.ts'
import { sendingSeconds } from '../../../src/delivery/out/sender.ts'

/** Sends over a line on which each call takes so long; what each call was given at most, and what became of the letter. */
async function sendSlowly(answers: Partial<Record<string, { takesMs: number; answer?: Answer<unknown> }>>, more: Partial<Outgoing>) {
  let clock = 0
  const given: [string, number][] = []
  const send = createSend({
    api: {
      fileUrl: () => '',
      call: async (method, _, { timeoutMs }) => {
        given.push([method, timeoutMs])
        const { takesMs, answer } = answers[method] ?? { takesMs: 100 }
        clock += Math.min(takesMs, timeoutMs)
        if (takesMs > timeoutMs) return { ok: false, failure: { kind: 'answer-lost', why: 'TimeoutError' } }
        return answer ?? { ok: true, result: { message_id: 1 } }
      },
    },
    logger: pino({ level: 'silent' }),
    timeoutMs: 15_000,
    uploadMs: 40_000,
    now: () => clock,
  })
  const letter: Outgoing = {
    outboxId: 1,
    chat: { channel: 'telegram', id: '1', kind: 'private' },
    parts: [],
    buttons: [],
    urgency: 'answer',
  }
  const delivery = await send({ ...letter, ...more })
  return { delivery: delivery.kind, given, took: clock }
}

const parts: Outgoing['parts'] = [{ kind: 'paragraph', spans: [{ text: 'Bukti' }] }]
const file = { name: 'putusan.pdf', type: 'application/pdf', bytes: new Uint8Array(1) }

test('a file may take longer than words', async () => {
  expect(await sendSlowly({ sendMessage: { takesMs: 20_000 } }, { parts })).toMatchObject({
    delivery: 'unsure',
    given: [['sendMessage', 15_000]],
  })
  expect(await sendSlowly({ sendDocument: { takesMs: 38_000 } }, { parts, file })).toMatchObject({
    delivery: 'sent',
    given: [['sendDocument', 40_000]],
  })
})

test('however slow the line is, a letter is done with while the sender still holds it', async () => {
  const refusal = { ok: false, failure: { kind: 'said-no', code: 400, description: 'Bad Request: IMAGE_PROCESS_FAILED' } } as const
  const picture = { ...file, type: 'image/png' }
  const twice = await sendSlowly(
    { sendPhoto: { takesMs: 39_000, answer: refusal }, sendDocument: { takesMs: 60_000 } },
    { parts, file: picture },
  )
  expect(twice.given).toEqual([
    ['sendPhoto', 40_000],
    ['sendDocument', 6_000],
  ])
  const long: Outgoing['parts'] = [{ kind: 'paragraph', spans: [{ text: 'kata '.repeat(3_000) }] }]
  const words = await sendSlowly({ sendDocument: { takesMs: 36_000 }, sendMessage: { takesMs: 14_000 } }, { parts: long, file })
  // What is sent right behind another begins up to twelve seconds after it was taken.
  for (const { took } of [twice, words]) expect(12_000 + took).toBeLessThan(sendingSeconds * 1000)
})
