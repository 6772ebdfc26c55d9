/** A page for the printer: nothing of it is on the screen. */
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import './print.css'

export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(<div className="print-sheet">{children}</div>, document.body)
}

/** Opens the window's own print dialog. */
export function printPage(): void {
  window.print()
}

/**
 * Saves the page as a PDF: in the app as a file, in a browser by its print dialog, which offers the name.
 * @returns the file's name; null where nobody knows, because the dialog is the browser's own or was left
 */
export async function savePage(name: string): Promise<string | null> {
  if (window.hallpass) return (await window.hallpass.savePdf(name)).file
  const title = document.title
  document.title = name
  window.print()
  document.title = title
  return null
}
