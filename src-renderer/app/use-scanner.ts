/** Hears the scanner wherever the focus is, and goes to what was scanned. */
import { useEffect, useState } from 'react'
import { scan } from '../api/desk-api.ts'
import { useOpenSheet } from '../features/paper/open-sheet.ts'
import { focusOn, PERSON_ID } from '../ui/focus-on.ts'
import { listenToKeys } from '../ui/key-dispatch.ts'
import type { Scanned } from '../ui/key-dispatch.ts'
import { offerScan } from '../ui/scan-target.ts'
import { go, useRoute } from './route-store.ts'

export interface LastScan {
  code: string
  /** What came of it: a place to go to, a sheet of paper, nothing known, or no answer. */
  result: 'found' | 'sheet' | 'unknown' | 'failed'
}

/** Grows with each scan that opened something, so that an open dialog gives way. */
export function useScanner(): LastScan | null {
  const [last, setLast] = useState<LastScan | null>(null)
  useEffect(() => {
    async function onScan({ code, putBack }: Scanned): Promise<void> {
      const found = await scan(code).catch(() => null)
      if (found && offerScan(code, found)) return setLast({ code, result: 'found' })
      if (found?.registration) {
        const here = useRoute.getState()
        go({ place: 'roster', event: here.place === 'roster' ? here.event : null, registration: found.registration })
        // The panel may only now come onto the screen.
        setTimeout(() => focusOn(PERSON_ID))
      } else if (found?.event) go({ place: 'roster', event: found.event, registration: null })
      else if (found?.sheet !== undefined && found.sheet_event !== undefined) {
        useOpenSheet.setState({ code: found.sheet })
        go({ place: 'paper', event: found.sheet_event, registration: null })
      } else putBack()
      setLast({ code, result: found === null ? 'failed' : found.registration || found.event ? 'found' : found.sheet ? 'sheet' : 'unknown' })
    }
    return listenToKeys((scanned) => void onScan(scanned))
  }, [])
  return last
}
