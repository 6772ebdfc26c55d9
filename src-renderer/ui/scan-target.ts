/** Who takes what is scanned: a screen that works with sheets of paper comes before the desk's own "go there". */
import { useEffect, useRef } from 'react'
import type { Scan } from '../../src-shared/desk.ts'

/** True where the scan was taken. */
export type ScanTarget = (code: string, found: Scan) => boolean

const targets: ScanTarget[] = []

/** Offers a scan to the screens that want one, the newest first. */
export function offerScan(code: string, found: Scan): boolean {
  return targets.toReversed().some((target) => target(code, found))
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
