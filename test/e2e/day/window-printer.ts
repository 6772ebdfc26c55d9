/** The printer of a window under test: what is sent to it stays in the page, so that it can be read as a PDF. */
import type { Page } from '@playwright/test'
import { extractText, getDocumentProxy } from 'unpdf'

export interface WindowPrinter {
  /** Does something that prints. @returns the text of the page */
  printed(print: () => Promise<void>): Promise<string>
}

/** @param pdf the window as it would be on paper */
export async function windowPrinter(page: Page, pdf: () => Promise<Uint8Array>): Promise<WindowPrinter> {
  await page.evaluate(() => {
    window.print = () => {
      const printed = document.querySelector('.print-sheet')?.cloneNode(true) as HTMLElement
      printed.id = 'printed'
      document.body.append(printed)
    }
  })
  return {
    async printed(print) {
      await print()
      await page.locator('#printed').waitFor({ state: 'attached' })
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf())), { mergePages: true })
      await page.evaluate(() => document.querySelector('#printed')?.remove())
      return text
    },
  }
}
