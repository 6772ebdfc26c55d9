/** Times as numbers, for conditions on documents. */

/** Milliseconds since 1970 of an ISO 8601 text, null for anything else. Without an offset it is UTC, wherever this machine stands. */
export function instantOf(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const ms = Date.parse(/T[\d:.]+$/i.test(text) ? `${text}Z` : text)
  return Number.isNaN(ms) ? null : ms
}
