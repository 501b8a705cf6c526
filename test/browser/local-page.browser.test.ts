import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LocalHouse } from '../channels/local/local-house.ts'
import { openLocalHouse } from '../channels/local/local-house.ts'
import { openBrowser, openPage, picture } from './page-in-browser.ts'
import { playAlong, playBeginning } from './playing-bot.ts'

let house: LocalHouse
let browser: Browser
let url = ''
let opened: { page: Page; faults: string[] }
beforeAll(async () => {
  house = await openLocalHouse()
  playAlong(house)
  await playBeginning(house)
  url = (await house.server.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await house.close()
})
afterEach(async () => {
  expect(opened.faults).toEqual([])
  await opened.page.close()
})

const wide = { width: 1440, height: 900 }
const phone = { width: 360, height: 740 }
const chatOf = (page: Page, name: string) => page.locator('.chat', { has: page.getByRole('heading', { name, exact: true }) })
const write = async (page: Page, name: string, words: string) => {
  const field = chatOf(page, name).getByRole('textbox')
  await field.fill(words)
  await field.press('Enter')
}

describe('on a wide screen', () => {
  test('officer, verifier, head and room stand beside each other', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    await page.getByText('Laporan TW III 2024: 3 indikator belum dilaporkan', { exact: true }).waitFor()
    expect(await page.locator('.chat h2').allTextContents()).toEqual([
      'Kepala Bagian Hukum',
      'Subbagian Perencanaan',
      'Sekretaris Daerah',
      'Ruang Pimpinan',
    ])
    const boxes = await Promise.all((await page.locator('.chat').all()).map((chat) => chat.boundingBox()))
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(1)
    expect(await page.locator('.clock').innerText()).toMatch(/Jumat, 4 Okt 2024\s+08\.\d\d WIB/)
    await page.getByRole('img', { name: /^Gambar: BKD DKI Jakarta/ }).waitFor()
    await picture(page, 'wide-light')
  })

  test('a value is typed, the button pressed, the card edited: by keyboard alone', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    await write(page, 'Kepala Bagian Hukum', '21.310')
    const chat = chatOf(page, 'Kepala Bagian Hukum')
    const save = chat.getByRole('button', { name: 'Simpan' })
    await save.waitFor()
    await picture(page, 'wide-card')
    await save.focus()
    await page.keyboard.press('Enter')
    await chat.getByText('Tinggal 2 lagi').waitFor()
    expect(await chat.getByText('Tersimpan, menunggu verifikasi.').count()).toBe(1)
    expect(await chat.getByRole('button', { name: 'Simpan' }).count()).toBe(0)
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
    expect(house.kept.filter(({ body }) => body.kind === 'press')).toHaveLength(1)
  })

  test('what a seat types is shown as typed and does nothing', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    const nasty = '<img src=x onerror="document.title=`diambil`"> **tebal** &amp; <b>x</b>'
    await write(page, 'Sekretaris Daerah', nasty)
    const chat = chatOf(page, 'Sekretaris Daerah')
    await chat.getByText(`Kata Anda: ${nasty}`, { exact: true }).waitFor()
    expect(await chat.locator('.message img[src="x"]').count()).toBe(0)
    expect(await chat.locator('.message b').count()).toBe(0)
    expect(await page.title()).toBe('Capaian')
  })

  test('several files are one message, and can be fetched back', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    const chat = chatOf(page, 'Kepala Bagian Hukum')
    await chat.locator('input[type=file]').setInputFiles([
      { name: 'daftar hadir.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 daftar') },
      { name: 'foto.txt', mimeType: 'text/plain', buffer: Buffer.from('isi') },
    ])
    await chat.getByRole('button', { name: 'Hapus lampiran foto.txt' }).waitFor()
    await chat.getByRole('textbox').fill('Bukti TW III')
    await chat.getByRole('button', { name: 'Kirim', exact: true }).click()
    await chat.getByText('Diterima: daftar hadir.pdf, foto.txt').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), chat.getByRole('link', { name: /daftar hadir\.pdf/ }).click()])
    expect(download.suggestedFilename()).toBe('daftar hadir.pdf')
  })

  test('a slash offers the commands; arrows and Enter send one', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    const chat = chatOf(page, 'Sekretaris Daerah')
    const field = chat.getByRole('textbox')
    await field.pressSequentially('/ba')
    expect(await chat.getByRole('option').allTextContents()).toEqual([
      '/bahasaganti bahasa',
      '/bantuancara memakai bot',
      '/batalbatalkan yang sedang berjalan',
    ])
    await picture(page, 'wide-commands')
    await field.press('ArrowDown')
    await field.press('ArrowDown')
    await field.press('Enter')
    await chat.getByText('Perintah bantuan ()').waitFor()
  })

  test('a reply carries the message that it answers', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    const chat = chatOf(page, 'Kepala Bagian Hukum')
    const asked = chat.locator('.message', { hasText: '3 indikator belum dilaporkan' }).first()
    await asked.getByRole('button', { name: 'Balas' }).click()
    await write(page, 'Kepala Bagian Hukum', '3: 20')
    await chat.getByText('Kata Anda: 3: 20').waitFor()
    expect(house.kept.at(-1)?.replyTo).toBe(await asked.getAttribute('data-id'))
  })

  test('in the room one speaks as a member', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    const room = chatOf(page, 'Ruang Pimpinan')
    await room.getByRole('combobox', { name: 'Berbicara sebagai' }).selectOption('Asisten Administrasi Umum')
    await room.getByRole('button', { name: 'Tindak lanjuti' }).click()
    await room.getByText('Ditekan 902.0 oleh kota-bekasi/asisten').waitFor()
    await room.getByRole('button', { name: /Tindak lanjuti.*dipilih/ }).waitFor()
  })

  test('the clock moves forward, by an hour, a day and to the next event', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    await page.getByRole('button', { name: '+1 jam' }).click()
    await page.getByText('Waktu bot kini Jumat, 4 Okt 2024, 09.').waitFor()
    await page.getByRole('button', { name: 'Ke kejadian berikutnya' }).click()
    await page.getByText('Waktu bot kini Senin, 7 Okt 2024, 08.00 WIB').waitFor()
    await page.getByRole('button', { name: '+1 hari' }).click()
    await page.getByText('Waktu bot kini Selasa, 8 Okt 2024, 08.00 WIB').waitFor()
  })

  test('seats are opened, closed and remembered; the words change to English', async () => {
    opened = await openPage(browser, url, wide)
    const { page } = opened
    await page.getByRole('button', { name: 'Kursi' }).click()
    await page.getByRole('searchbox').fill('umum')
    await page.getByRole('checkbox', { name: /Kepala Bagian Umum/ }).check()
    await picture(page, 'wide-seats')
    // Every chat got narrower, and still shows its newest message.
    expect(
      await page.evaluate(
        `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('.log'))`,
      ),
    ).toBeLessThan(2)
    await page.getByRole('button', { name: 'Selesai' }).last().click()
    await page.getByRole('button', { name: 'Tutup percakapan Subbagian Perencanaan' }).click()
    await page.reload()
    await page.getByRole('log').first().waitFor()
    const names = ['Kepala Bagian Hukum', 'Sekretaris Daerah', 'Ruang Pimpinan', 'Kepala Bagian Umum']
    expect(await page.locator('.chat h2').allTextContents()).toEqual(names)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('button', { name: 'To the next event' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('a message that could not be stored is sent again by hand, and arrives once', async () => {
    opened = await openPage(browser, url, wide)
    const { page, faults } = opened
    house.trouble.keep = true
    await write(page, 'Kepala Bagian Hukum', 'sekali saja')
    const chat = chatOf(page, 'Kepala Bagian Hukum')
    await chat.getByRole('button', { name: 'Kirim ulang' }).click()
    await chat.getByText('Kata Anda: sekali saja').waitFor()
    expect(await chat.getByText('sekali saja', { exact: true }).count()).toBe(1)
    // The browser itself reports the 503 that was asked for.
    expect(faults.splice(0)).toHaveLength(1)
  })

  test('in the dark', async () => {
    opened = await openPage(browser, url, { ...wide, dark: true })
    await opened.page.getByText('Laporan TW III 2024: 3 indikator belum dilaporkan', { exact: true }).waitFor()
    expect(await opened.page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(13, 21, 25)')
    await picture(opened.page, 'wide-dark')
  })
})

describe('on a phone, 360 wide', () => {
  test.each([false, true])('one chat at a time, chosen by tabs, nothing sticks out (dark: %s)', async (dark) => {
    opened = await openPage(browser, url, { ...phone, dark })
    const { page } = opened
    const tabs = page.getByRole('tab')
    expect(await tabs.count()).toBe(4)
    expect(await page.locator('.chat:visible').count()).toBe(1)
    await picture(page, `phone-${dark ? 'dark' : 'light'}`)
    await tabs.filter({ hasText: 'Sekretaris Daerah' }).click()
    await page.getByRole('tabpanel', { name: 'Sekretaris Daerah' }).waitFor()
    await page.locator('.chat.current .table').first().scrollIntoViewIfNeeded()
    await picture(page, `phone-table-${dark ? 'dark' : 'light'}`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('tabpanel', { name: 'Ruang Pimpinan' }).waitFor()
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Ruang Pimpinan')
  })

  test('news in another tab is counted there, and gone when it was looked at', async () => {
    opened = await openPage(browser, url, phone)
    const { page } = opened
    await house.send({
      chat: { channel: 'local', id: 'kota-bekasi/perencanaan', kind: 'private' },
      parts: [{ kind: 'paragraph', spans: [{ text: 'Kabar baru' }] }],
    })
    const tab = page.getByRole('tab', { name: /Subbagian Perencanaan/ })
    await tab.getByText('1', { exact: true }).waitFor()
    await picture(page, 'phone-unread')
    await tab.click()
    await page.getByText('Kabar baru').waitFor()
    expect(await tab.locator('.badge').isVisible()).toBe(false)
  })

  test('a picture opens large and closes', async () => {
    opened = await openPage(browser, url, phone)
    const { page } = opened
    await page.getByRole('tab', { name: 'Sekretaris Daerah' }).click()
    await page.getByRole('button', { name: /^Gambar: / }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tutup gambar' }).click()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
