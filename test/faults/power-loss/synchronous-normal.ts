/** Preloaded for the control run alone: commits are no longer on disk when they are answered. */
import Database from 'better-sqlite3'

const prototype = Database.prototype as unknown as { pragma: (source: string, options?: unknown) => unknown }
const { pragma } = prototype

prototype.pragma = function weakened(source: string, options?: unknown): unknown {
  return pragma.call(this, source === 'synchronous=FULL' ? 'synchronous=NORMAL' : source, options)
}
