import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { createTelegramApi } from '../../../src/channels/telegram/api.ts'
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.ts'
import { webhookPath } from '../../../src/channels/telegram/webhook.ts'
import { openTelegramEmulator } from '../../emulators/telegram/emulator.ts'
import { secret, shortTimes, texts } from './telegram-bot.ts'

test.each(['', '/', '/bot-api', '/bot-api/'])(
  'a Bot API server at “%s” of its host is called there, and gives its files there',
  async (path) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"result":{}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const api = createTelegramApi({ token: '1:x', apiRoot: `${root}${path}` })
    const prefix = path.replace(/\/$/, '')
    expect(await api.call('getMe', {}, { timeoutMs: 2_000 })).toMatchObject({ ok: true })
    expect(asked).toEqual([`${prefix}/bot1:x/getMe`])
    expect(api.fileUrl('documents/a')).toBe(`${root}${prefix}/file/bot1:x/documents/a`)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
)

test.each(['', '/', '/kinerja/capaian', '/kinerja/capaian/'])('a house at “%s” of its host gets its updates there', async (path) => {
  const emulator = await openTelegramEmulator()
  const channel = createTelegramChannel({
    token: emulator.token,
    apiRoot: emulator.apiRoot,
    webhook: { url: `https://pemda.example.go.id${path}`, secret },
    texts,
    logger: pino({ level: 'silent' }),
    times: shortTimes,
  })
  await channel.start(() => Promise.resolve())
  await vi.waitFor(() => expect(emulator.done('setWebhook')).toHaveLength(1))
  expect(emulator.done('setWebhook')[0]?.fields['url']).toBe(`https://pemda.example.go.id${path.replace(/\/$/, '')}${webhookPath(secret)}`)
  await channel.stop()
  await emulator.close()
})
