import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { startEmulator } from '../emulators/running-emulator.ts'
import type { RunningEmulator } from '../emulators/running-emulator.ts'
import { openBrowser, openPage, picture } from './page-in-browser.ts'

let browser: Browser
let emulator: RunningEmulator
beforeAll(async () => {
  ;[browser, emulator] = await Promise.all([openBrowser(), startEmulator()])
}, 60_000)
afterAll(async () => {
  await browser.close()
  await emulator.stop()
})

/** A call of a bot. */
async function call<T>(method: string, fields: object): Promise<T> {
  const { TELEGRAM_API_ROOT: root, TELEGRAM_BOT_TOKEN: token } = emulator.env
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${root}/bot${token}/${method}`, { method: 'POST', headers, body: JSON.stringify(fields) })
  return ((await answer.json()) as { result: T }).result
}

test('the page of the emulator: one types as somebody, sees what the bot says, presses its button and sends a file', async () => {
  const { page, faults } = await openPage(browser, emulator.page, { width: 1000, height: 700 })
  const telegram = page.locator('section').first()
  await telegram.getByLabel('somebody new').fill('Budi <b>')
  await telegram.getByRole('button', { name: 'Add' }).click()
  await telegram.getByLabel('what you say').fill('halo')
  await telegram.getByLabel('what you say').press('Enter')
  await telegram.getByText('halo').waitFor()

  type Update = {
    update_id: number
    message?: { chat: { id: number }; text?: string; document?: object }
    callback_query?: { data: string }
  }
  const [said] = await call<Update[]>('getUpdates', { timeout: 5 })
  expect(said?.message?.text).toBe('halo')
  const keyboard = { inline_keyboard: [[{ text: 'Simpan', callback_data: '7.0' }]] }
  await call('sendMessage', { chat_id: said?.message?.chat.id, text: 'Berapa <realisasinya>?', reply_markup: keyboard })
  await telegram.getByText('Berapa <realisasinya>?').waitFor()
  await telegram.getByRole('button', { name: 'Simpan' }).click()
  const [pressed] = await call<Update[]>('getUpdates', { offset: (said?.update_id ?? 0) + 1, timeout: 5 })
  expect(pressed?.callback_query?.data).toBe('7.0')

  await telegram.getByLabel('file').setInputFiles({ name: 'bukti.pdf', mimeType: 'application/pdf', buffer: Buffer.from('isi') })
  await telegram.getByRole('button', { name: 'Send' }).click()
  await telegram.getByText('[bukti.pdf]').waitFor()
  const [file] = await call<Update[]>('getUpdates', { offset: (pressed?.update_id ?? 0) + 1, timeout: 5 })
  expect(file?.message?.document).toMatchObject({ file_name: 'bukti.pdf', mime_type: 'application/pdf' })

  // The next message is refused with 429, and only that one.
  await telegram.getByRole('button', { name: '429' }).click()
  const say = (text: string) => call<{ message_id: number } | undefined>('sendMessage', { chat_id: said?.message?.chat.id, text })
  await expect.poll(() => say('pertama'), { timeout: 5_000 }).toBeUndefined()
  expect((await say('kedua'))?.message_id).toBeGreaterThan(0)
  await telegram.getByText('kedua').waitFor()
  await picture(page, 'emulator')
  expect(faults).toEqual([])
}, 60_000)

const slowly = (times: number) => {
  let left = times
  return (page: Page) =>
    page.route(/telegram\/(people|add)/, async (route) => {
      // Only the first answers, so that what comes after them overtakes them.
      if (left-- > 0) await new Promise((later) => setTimeout(later, 1_500))
      await route.continue()
    })
}

test.each([1, 2, 4])(
  'whoever adds somebody before the page has heard its first %i answers speaks as them',
  async (times) => {
    const { page, faults } = await openPage(browser, emulator.page, { width: 1000, height: 700, before: slowly(times) })
    const telegram = page.locator('section').first()
    const name = `Citra ${times}`
    await telegram.getByLabel('somebody new').fill(name)
    await telegram.getByRole('button', { name: 'Add' }).click()
    await telegram.getByLabel('what you say').fill(`halo dari ${name}`)
    await telegram.getByLabel('what you say').press('Enter')
    await telegram.getByText(`halo dari ${name}`).waitFor()
    expect(await telegram.getByLabel('who you are').inputValue()).toBe(name)
    const seen = await fetch(`${emulator.page}/telegram/chat?person=${encodeURIComponent(name)}`)
    expect(await seen.json()).toMatchObject([{ bot: false, text: `halo dari ${name}` }])
    expect(faults).toEqual([])
  },
  60_000,
)

test('what is typed while a message is on its way stays, and what could not be taken comes back', async () => {
  const { page } = await openPage(browser, emulator.page, { width: 1000, height: 700 })
  const telegram = page.locator('section').first()
  const words = telegram.getByLabel('what you say')
  await page.route(/telegram\/say/, async (route) => {
    await new Promise((later) => setTimeout(later, 800))
    await (route.request().postData()?.includes('hilang') ? route.fulfill({ status: 400, json: { error: 'not now' } }) : route.continue())
  })
  await words.fill('pertama')
  await words.press('Enter')
  await words.fill('sedang diketik')
  await telegram.getByText('pertama', { exact: true }).waitFor()
  expect(await words.inputValue()).toBe('sedang diketik')
  await words.fill('hilang')
  await words.press('Enter')
  await telegram.getByText('not now').waitFor()
  await expect.poll(() => words.inputValue()).toBe('hilang')
}, 60_000)
