/** "Did you mean": the known word that is nearest to a mistyped one. */

const distance_max = 2

/** The nearest word, undefined where none is near enough. */
export function suggest(typed: string, words: readonly string[]): string | undefined {
  const ranked = words.map((word) => ({ word, away: distance(typed, word) })).sort((a, b) => a.away - b.away)
  const [best] = ranked
  if (!best) return undefined
  if (best.away <= Math.min(distance_max, Math.floor(best.word.length / 2))) return best.word
  return words.find((word) => typed.length >= 3 && word.startsWith(typed))
}

/** Letters to insert, remove or exchange (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
