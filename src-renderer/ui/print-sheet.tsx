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
