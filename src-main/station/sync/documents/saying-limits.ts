/** The sync control of a station whose upstream has only the documents' API says so, and what that means. */
import type { Line } from '../../../../src-shared/ipc.ts'
import type { SyncControl, SyncStatus } from '../../../../src-shared/sync-control.ts'
import { limitSentence, type UpstreamLimit } from '../../../../src-shared/upstream-limits.ts'

/** The same control with `limits` in its status (sentences) and in its line (codes that the window puts into words). */
export function sayingLimits<S extends SyncControl & { limits(): UpstreamLimit[] | undefined }>(sync: S): S {
  const inStatus = (status: SyncStatus): SyncStatus => {
    const limits = sync.limits()
    return limits ? { ...status, upstreamKind: 'documents', limits: limits.map(limitSentence) } : status
  }
  const inLine = (line: Line): Line => {
    const limits = sync.limits()
    return limits ? { ...line, limits } : line
  }
  return { ...sync, status: () => inStatus(sync.status()), line: () => inLine(sync.line()), onLine: (listener) => sync.onLine((line) => listener(inLine(line))) }
}
