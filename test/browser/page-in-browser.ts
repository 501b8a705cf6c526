import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'

/** Where pictures of the page are put, for looking at: not in the repository. */
const shots = fileURLToPath(new URL('../.out/', import.meta.url))

/** Where the browser lies on Debian and elsewhere; none is downloaded for the tests. */
const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome']

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiums.find((path) => existsSync(path)) ?? 'chromium',
    args: ['--headless', '--no-sandbox', '--disable-background-networking'],
  })

/** A window on the page; it fails the test when the page's own code fails or the browser refuses one of its files. */
export async function openPage(
  browser: Browser,
  url: string,
  look: { width: number; height: number; dark?: boolean; before?: (page: Page) => Promise<unknown> },
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (said) => {
    if (said.type() === 'error') faults.push(said.text())
  })
  await look.before?.(page)
  await page.goto(url)
  await page.getByRole('log').first().waitFor({ state: 'attached' })
  return { page, faults }
}

/** Takes a picture of the page, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: `${shots}${name}.png` })
}
