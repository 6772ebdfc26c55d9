/** A page on its way to the printer, or into a PDF. */
import { useEffect, useState } from 'react'
import { useI18n } from '../../ui/i18n.ts'
import { printPage, savePage } from '../../ui/print-sheet.tsx'

export type Target = 'paper' | 'pdf'

export interface Printer<Page> {
  /** What is to be on the page now. */
  page: Page | null
  target: Target
  /** What became of the last one. */
  said: string | null
  print: (page: Page) => void
  aim: (target: Target) => void
}

/** @param nameOf what a PDF of the page is called */
export function usePrinter<Page>(nameOf: (page: Page) => string): Printer<Page> {
  const { t } = useI18n()
  const [page, setPage] = useState<Page | null>(null)
  const [target, setTarget] = useState<Target>('paper')
  const [said, setSaid] = useState<string | null>(null)
  // The page has to be there before it is copied.
  useEffect(() => {
    if (page === null) return
    if (target === 'paper') {
      printPage()
      return setPage(null)
    }
    savePage(nameOf(page))
      .then((name) => setSaid(name === null ? null : t('print.saved', { name })), () => setSaid(t('print.not-saved')))
      .finally(() => setPage(null))
    // One page, one time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [page])
  return { page, target, said, aim: setTarget, print: (next) => (setSaid(null), setPage(next)) }
}
