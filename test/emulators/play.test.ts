import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../setup/free-port.ts'
import { capaian, startBot } from '../setup/running-bot.ts'
import type { RunningBot } from '../setup/running-bot.ts'
import type { Shown } from './play/stage.ts'
import { startEmulator } from './running-emulator.ts'
import type { RunningEmulator } from './running-emulator.ts'

const soon = { timeout: 60_000, interval: 50 }
let folder: string
let emulator: RunningEmulator
let bot: RunningBot
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capaian-playing-'))
  emulator = await startEmulator()
  const imported = await capaian(['import', emulator.document, '--yes'], emulator.env, folder)
  if (imported.status !== 0) throw new Error(imported.stderr)
  bot = await startBot({ ...emulator.env, PORT: String(await freePort()) }, folder, 115_000)
}, 200_000)
afterAll(async () => {
  await bot.stop()
  await emulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Somebody new on a platform, as whom the operator has invited. */
async function joins(platform: string, person: string, key: string) {
  await emulator.post(`/${platform}/add`, { person })
  const chat = () => emulator.get<Shown[]>(`/${platform}/chat?person=${encodeURIComponent(person)}`)
  const act = (what: string, body: object) => emulator.post(`/${platform}/${what}`, { person, ...body })
  const hear = (text: string) =>
    vi.waitFor(async () => {
      const message = (await chat()).findLast((one) => one.bot && one.text.includes(text))
      expect(message, text).toBeDefined()
      return message as Shown
    }, soon)
  const invited = await capaian(['invite', `kota-coba/${key}`, '--json'], emulator.env, folder)
  const { code } = JSON.parse(invited.stdout) as { code: string }
  return { chat, act, hear, code }
}

test('somebody who begins on Telegram shares their number by the key that is offered', async () => {
  const { act, hear } = await joins('telegram', 'Citra', 'petugas-1')
  await act('say', { text: '/start' })
  const offered = await hear('bagikan kontak Anda sendiri')
  expect(offered.buttons).toEqual(['Bagikan nomor saya'])
  await act('press', { message: offered.id, button: 0 })
  await hear('tidak ada dalam daftar')
}, 180_000)

describe.each([
  { platform: 'telegram', key: 'petugas-1', indicator: 'Diklat Pegawai', value: '19', capaian: '95,00%' },
  { platform: 'slack', key: 'petugas-2', indicator: 'Indeks Kepuasan Masyarakat', value: '83', capaian: '100,00%' },
])('on $platform', ({ platform, key, indicator, value, capaian: shown }) => {
  test('a person joins with the code, reports with the printed environment alone, adds a file, and gets every answer though some of it goes wrong', async () => {
    const { chat, act, hear, code } = await joins(platform, 'Ani', key)
    await act('say', { text: code })
    await hear(key === 'petugas-1' ? 'Kepala Bidang 1' : 'Kepala Bidang 2')
    await act('say', { text: `/lapor ${indicator}` })
    await hear('Berapa realisasinya?')
    await emulator.post(`/${platform}/trouble`, { kind: 'lost-before', times: 1 })
    await emulator.post(`/${platform}/disorder`, { twice: true, shuffled: false })
    await act('say', { text: value })
    const card = await hear(shown)
    await emulator.post(`/${platform}/trouble`, { kind: '502', times: 1 })
    const bytes = Buffer.from('isi bukti').toString('base64')
    await act('send', { name: 'bukti.pdf', type: 'application/pdf', base64: bytes, caption: '' })
    const again = await vi.waitFor(async () => {
      const newest = (await chat()).findLast((one) => one.bot && one.buttons.includes('Simpan'))
      expect(newest?.text).toContain('Bukti: 1')
      expect(newest?.id).not.toBe(card.id)
      return newest as Shown
    }, soon)
    await act('press', { message: again.id, button: again.buttons.indexOf('Simpan') })
    await hear('Tersimpan')
    const said = (await chat()).filter((one) => one.bot).map(({ text }) => text)
    expect(said.filter((text) => text.startsWith('Tersimpan'))).toHaveLength(1)
    expect((await chat()).find(({ files }) => files.includes('bukti.pdf'))?.bot).toBe(false)
  }, 180_000)

  test('what nobody can do is refused in words', async () => {
    await expect(emulator.post(`/${platform}/press`, { person: 'Ani', message: '1', button: 99 })).rejects.toThrow('no button 99')
    await expect(emulator.post(`/${platform}/say`, { person: 'Budi', text: 'x' })).rejects.toThrow('nobody is called Budi here')
    await expect(emulator.post(`/${platform}/trouble`, { kind: 'fire' })).rejects.toThrow('Invalid')
  })
})
