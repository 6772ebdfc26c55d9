/** A page on its way to the printer, or into a PDF. */
import { useEffect, useState } from 'react'
import { useI18n } from './i18n.ts'
import { printPage, savePage } from './print-sheet.tsx'

export type Target = 'paper' | 'pdf'

export interface Printer<Page> {
  /** What is to be on the page now. */
  page: Page | null
  /** What became of the last one. */
  said: string | null
  print: (page: Page, target: Target) => void
}

/** @param nameOf what a PDF of the page is called */
export function usePrinter<Page>(nameOf: (page: Page) => string): Printer<Page> {
  const { t } = useI18n()
  const [sent, setSent] = useState<{ page: Page; target: Target } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  // The page has to be there before it is copied.
  useEffect(() => {
    if (sent === null) return
    if (sent.target === 'paper') {
      printPage()
      return setSent(null)
    }
    savePage(nameOf(sent.page))
      .then((name) => setSaid(name === null ? null : t('print.saved', { name })), () => setSaid(t('print.not-saved')))
      .finally(() => setSent(null))
    // One page, one time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sent])
  return { page: sent?.page ?? null, said, print: (page, target) => (setSaid(null), setSent({ page, target })) }
}
