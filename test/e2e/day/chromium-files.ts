/** What a browser prints and saves. Chromium makes a PDF of what goes to its printer. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { DayFiles } from './day-files.ts'
import { windowPrinter } from './window-printer.ts'

export async function chromiumFiles(page: Page): Promise<DayFiles> {
  await page.context().grantPermissions(['clipboard-write'])
  const { printed } = await windowPrinter(page, () => page.pdf({ preferCSSPageSize: true }))
  async function bytes(save: () => Promise<void>): Promise<Buffer> {
    const [download] = await Promise.all([page.waitForEvent('download'), save()])
    return readFile(await download.path())
  }
  return {
    pdf: printed,
    printed,
    bytes,
    saved: async (save) => (await bytes(save)).toString(),
    copied: (text) => page.evaluate((words) => navigator.clipboard.writeText(words), text),
  }
}
