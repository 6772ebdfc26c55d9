/** What the app saves, in place of the dialogs of the system, which no test can answer. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect } from 'vitest'
import type { OpenApp } from '../../support/electron.ts'
import { screen_timeout_ms } from '../desk-page.ts'
import type { DayFiles } from './day-files.ts'
import { windowPrinter } from './window-printer.ts'

/** @param folder where the files go */
export async function electronFiles({ app, page }: OpenApp, folder: string): Promise<DayFiles> {
  const { printed } = await windowPrinter(page, async () => {
    const pdf = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ preferCSSPageSize: true }))?.toString('base64'))
    return Buffer.from(pdf ?? '', 'base64')
  })
  let files = 0
  /** The person's next answer to where something is saved. */
  async function next(): Promise<string> {
    const path = join(folder, `saved-${++files}`)
    await app.evaluate(({ dialog, session }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(filePath))
    }, path)
    return path
  }
  async function bytes(save: () => Promise<void>): Promise<Buffer> {
    const path = await next()
    await save()
    await expect.poll(() => existsSync(path) && statSync(path).size > 0, { timeout: screen_timeout_ms }).toBe(true)
    return readFile(path)
  }
  return {
    async pdf(print) {
      const path = await next()
      await print()
      await page.getByText(new RegExp(RegExp.escape(`saved-${files}`))).first().waitFor()
      return (await extractText(await getDocumentProxy(new Uint8Array(await readFile(path))), { mergePages: true })).text
    },
    printed,
    bytes,
    saved: async (save) => (await bytes(save)).toString(),
    copied: (text) => app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text),
  }
}
