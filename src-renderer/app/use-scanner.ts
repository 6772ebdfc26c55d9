/** Hears the scanner wherever the focus is, and goes to what was scanned. */
import { useEffect, useState } from 'react'
import { scan } from '../api/desk-api.ts'
import { useOpenSheet } from '../features/paper/open-sheet.ts'
import { keepWhoIsOpen } from '../features/roster/roster-store.ts'
import { focusOn, PERSON_ID } from '../ui/focus-on.ts'
import { listenToKeys } from '../ui/key-dispatch.ts'
import type { Scanned } from '../ui/key-dispatch.ts'
import { scanOffer } from '../ui/scan-target.ts'
import { go, useRoute } from './route-store.ts'

export interface LastScan {
  code: string
  /** What came of it: a place to go to, a sheet of paper, nothing known, no answer, or an answer after the hand went on. */
  result: 'found' | 'sheet' | 'unknown' | 'failed' | 'overtaken'
}

/** Grows with each scan that opened something, so that an open dialog gives way. */
export function useScanner(): LastScan | null {
  const [last, setLast] = useState<LastScan | null>(null)
  useEffect(() => listenToKeys(async (scanned) => {
    const result = await taken(scanned)
    setLast({ code: scanned.code, result })
  }), [])
  return last
}

/** Takes what was scanned to its place. */
async function taken({ code, putBack, isHandStill }: Scanned): Promise<LastScan['result']> {
  keepWhoIsOpen()
  const offer = scanOffer()
  const found = await scan(code).catch(() => null)
  if (found && offer(code, found)) return 'found'
  // Nobody is put in the place of somebody who is being clicked or searched for by now.
  if (!isHandStill()) return 'overtaken'
  if (found?.registration) {
    await openPerson(found.registration)
    return 'found'
  }
  if (found?.event) {
    go({ place: 'roster', event: found.event, registration: null })
    return 'found'
  }
  if (found?.sheet !== undefined && found.sheet_event !== undefined) {
    useOpenSheet.setState({ code: found.sheet })
    go({ place: 'paper', event: found.sheet_event, registration: null })
    return 'sheet'
  }
  putBack()
  return found === null ? 'failed' : 'unknown'
}

/** Among all where another place than the roster was open. @returns once the panel has the focus */
async function openPerson(registration: string): Promise<void> {
  const here = useRoute.getState()
  go({ place: 'roster', event: here.place === 'roster' ? here.event : null, registration })
  // The panel may only now come onto the screen.
  await new Promise((resolve) => setTimeout(resolve))
  focusOn(PERSON_ID)
}
