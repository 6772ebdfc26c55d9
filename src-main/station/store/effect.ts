/** What one pending write does to one record, small enough to be laid over a newer base again and again. */
import type { Doc, Key } from './store.ts'

export interface PendingEffect {
  key: Key
  change: FieldChange
}

export type FieldChange =
  | { kind: 'create'; doc: Doc; site: string | null }
  | {
      kind: 'set'
      /** Field to new value; null means absent. */
      fields: Record<string, unknown>
      /** Arrays told apart by a member: elements set and keys removed. */
      keyed?: Record<string, { by: string; put: Doc[]; remove: unknown[] }>
      /** Arrays that only grow: elements to have. */
      grow?: Record<string, unknown[]>
      site?: string | null
    }
  | { kind: 'delete' }
