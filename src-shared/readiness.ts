/** "Could we open with the internet off?": one answer and what it rests on. The window puts it into words. */

/** `stop`: the desk could not open. `attention`: it could, but somebody should look. `unknown`: this station cannot tell. */
export type CheckState = 'good' | 'attention' | 'stop' | 'unknown'

export type ReadinessCheck =
  | { code: 'people'; state: CheckState; people: number }
  /** Sittings and candidates of today and tomorrow; when this laptop last had everything (null: it has no headquarters, or never had). */
  | { code: 'roster'; state: CheckState; sittings: number; candidates: number; synced_at: string | null; alone: boolean }
  | { code: 'waiting'; state: CheckState; pending: number; conflicts: number; since: string | null }
  /** How far this laptop's clock is ahead of headquarters', milliseconds. */
  | { code: 'clock'; state: CheckState; ahead_ms: number | null; alone: boolean }
  /** Until when people can sign in without a line. */
  | { code: 'lease'; state: CheckState; until: string | null }
  | { code: 'disk'; state: CheckState; free_bytes: number | null }
  | { code: 'backup'; state: CheckState; at: string | null }

export interface Readiness {
  at: string
  checks: ReadinessCheck[]
}
