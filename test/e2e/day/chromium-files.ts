/** What a browser prints and saves. The printer is the window itself: what is sent to it is kept, and Chromium makes a PDF of it. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'
import type { DayFiles } from './day-files.ts'

export async function chromiumFiles(page: Page): Promise<DayFiles> {
  await page.context().grantPermissions(['clipboard-write'])
  await page.evaluate(() => {
    window.print = () => {
      const printed = document.querySelector('.print-sheet')?.cloneNode(true) as HTMLElement
      printed.id = 'printed'
      document.body.append(printed)
    }
  })
  async function bytes(save: () => Promise<void>): Promise<Buffer> {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    return readFile(await download.path())
  }
  return {
    async pdf(print) {
      await print()
      await page.locator('#printed').waitFor({ state: 'attached' })
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true }))), { mergePages: true })
      await page.evaluate(() => document.querySelector('#printed')?.remove())
      return text
    },
    bytes,
    saved: async (save) => (await bytes(save)).toString(),
    copied: (text) => page.evaluate((words) => navigator.clipboard.writeText(words), text),
  }
}
