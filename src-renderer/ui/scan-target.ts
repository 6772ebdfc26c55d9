/** Who takes what is scanned: a screen that works with sheets of paper comes before the desk's own "go there". */
import { useEffect, useRef } from 'react'
import type { Scan } from '../../src-shared/desk.ts'

/** True where the scan was taken. */
export type ScanTarget = (code: string, found: Scan) => boolean

const targets: ScanTarget[] = []

/** Offers what is scanned now, once it is known, to the screens that are there now and still are then, the newest first: a sheet is for whoever was at the desk when it was scanned. */
export function scanOffer(): ScanTarget {
  const here = targets.toReversed()
  return (code, found) => here.some((target) => targets.includes(target) && target(code, found))
}

/** Takes scans for as long as the component is there. */
export function useScanTarget(target: ScanTarget): void {
  const latest = useRef(target)
  latest.current = target
  useEffect(() => {
    const stable: ScanTarget = (code, found) => latest.current(code, found)
    targets.push(stable)
    return () => void targets.splice(targets.indexOf(stable), 1)
  }, [])
}
