/** What the app saves, in place of the dialogs of the system, which no test can answer. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect } from 'vitest'
import type { OpenApp } from '../support/electron.ts'
import { screen_timeout_ms, type DeskPage } from './desk-page.ts'

export interface AppFiles {
  /** The person's next answer to where something is saved. */
  next(name: string): Promise<void>
  /** The text of a PDF, once the screen says that it is saved. Figures of the letters of the app are not in it. */
  pdf(name: string): Promise<string>
  /** Waits for a file that the page made and that begins like this. */
  begins(name: string, begin: RegExp): Promise<void>
}

/** @param folder where the files go */
export function appFiles({ app }: OpenApp, desk: DeskPage, folder: string): AppFiles {
  const at = (name: string) => join(folder, name)
  async function begins(name: string, begin: RegExp): Promise<void> {
    const text = async () => (existsSync(at(name)) ? readFile(at(name), 'utf8') : '')
    await expect.poll(text, { timeout: screen_timeout_ms }).toMatch(begin)
  }
  return {
    begins,
    async next(name) {
      await app.evaluate(({ dialog, session }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
        session.defaultSession.once('will-download', (_event, item) => item.setSavePath(filePath))
      }, at(name))
    },
    async pdf(name) {
      await desk.sees(new RegExp(RegExp.escape(name)))
      return (await extractText(await getDocumentProxy(new Uint8Array(await readFile(at(name)))), { mergePages: true })).text
    },
  }
}
