import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LocalHouse } from './local-house.ts'
import { openLocalHouse, privateChat } from './local-house.ts'

let house: LocalHouse
beforeAll(async () => {
  house = await openLocalHouse()
})
afterAll(() => house.close())
beforeEach(() => {
  house.kept.length = 0
})

const headers = { host: 'localhost:3000' }
const hukum = '/local/seats/kota-bekasi/kabag-hukum'
const sendFiles = (seat: string, files: File[], fields: Record<string, string> = {}) => {
  const form = new FormData()
  files.forEach((file) => form.append('file', file))
  Object.entries(fields).forEach(([name, value]) => form.append(name, value))
  return house.server.inject({ method: 'POST', url: `${seat}/files`, payload: form, headers })
}
const pdf = (name: string) => new File(['%PDF-1.4 bukti'], name, { type: 'application/pdf' })
type Sent = { message: { id: string; text: string; files: { id: number; url: string; name: string; type: string; size: number }[] } }

test('files of one message arrive together, and the house can fetch each', async () => {
  const answer = await sendFiles(hukum, [pdf('daftar hadir.pdf'), new File(['a;b'], 'rincian.csv', { type: 'text/plain' })], {
    id: 'album',
    caption: 'Bukti TW III',
  })
  expect(answer.statusCode).toBe(201)
  expect(answer.json<Sent>().message).toMatchObject({
    text: 'Bukti TW III',
    files: [
      { name: 'daftar hadir.pdf', type: 'application/pdf', size: 14 },
      { name: 'rincian.csv', type: 'text/csv', size: 3 },
    ],
  })
  const body = house.kept[0]?.body
  if (body?.kind !== 'upload') throw new Error('no upload was kept')
  expect(body.caption).toBe('Bukti TW III')
  const contents = await Promise.all(body.files.map((file) => house.channel.fetch(file)))
  expect(contents.map((content) => ('bytes' in content ? Buffer.from(content.bytes).toString() : content))).toEqual([
    '%PDF-1.4 bukti',
    'a;b',
  ])
})

test('sent again with its id it is one message, one deed', async () => {
  const [first, second] = [
    await sendFiles(hukum, [pdf('a.pdf')], { id: 'dua-kali' }),
    await sendFiles(hukum, [pdf('a.pdf')], { id: 'dua-kali' }),
  ]
  expect([first.statusCode, second.statusCode]).toEqual([201, 200])
  expect(second.json<Sent>().message.id).toBe(first.json<Sent>().message.id)
  expect(house.kept).toHaveLength(1)
})

test('a file is given back to its chat and to no other, and never as something a browser would run', async () => {
  const sent = (await sendFiles(hukum, [new File(['<script>1</script>'], 'halaman.txt', { type: 'text/html' })])).json<Sent>()
  const file = sent.message.files[0]
  const back = await house.server.inject({ url: file?.url ?? '', headers })
  expect(back.body).toBe('<script>1</script>')
  expect(back.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''halaman.txt",
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const elsewhere = await house.server.inject({ url: `/local/seats/kota-bekasi/sekda/files/${file?.id}`, headers })
  expect(elsewhere.json()).toEqual({ error: { code: 'unknown-file', message: 'Berkas tidak ditemukan.' } })
})

test('a picture of the bot is shown in the page', async () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex')
  await house.send({ chat: privateChat('kota-bekasi/sekda'), file: { name: 'capaian.png', type: 'image/png', bytes: png } })
  const { messages } = (await house.server.inject({ url: '/local/seats/kota-bekasi/sekda/messages', headers })).json<{
    messages: Sent['message'][]
  }>()
  const shown = await house.server.inject({ url: messages.at(-1)?.files[0]?.url ?? '', headers })
  expect(shown.headers['content-type']).toBe('image/png')
  expect(shown.rawPayload).toEqual(png)
})

test('what is too large, of another kind, or nothing, is refused and not kept', async () => {
  const large = await sendFiles(hukum, [new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'besar.pdf')])
  expect(large.json()).toMatchObject({ error: { code: 'file-too-large' } })
  const program = await sendFiles(hukum, [new File(['x'], 'program.exe')])
  expect([program.statusCode, program.json<{ error: { code: string } }>().error.code]).toEqual([415, 'file-type'])
  expect((await sendFiles(hukum, [])).json()).toMatchObject({ error: { code: 'empty' } })
  expect((await sendFiles('/local/seats/kota-bekasi/tidak-ada', [pdf('a.pdf')])).statusCode).toBe(404)
  expect(house.kept).toEqual([])
})

test('a file that is no longer there is gone', async () => {
  expect(await house.channel.fetch({ ref: '999999', name: 'a.pdf' })).toEqual({ refused: 'gone' })
  expect(await house.channel.fetch({ ref: '../rahasia', name: 'a.pdf' })).toEqual({ refused: 'gone' })
})
