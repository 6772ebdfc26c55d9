/** How large and how deep data is, found without recursion, so that no depth can exhaust the stack. */
export interface JsonSize {
  /** Characters of texts and names, and one for each member. */
  units: number
  depth: number
}

/** Measures JSON data. */
export function jsonSize(value: unknown): JsonSize {
  let units = 0
  let deepest = 0
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    units += typeof next.value === 'string' ? next.value.length + 1 : 1
    if (typeof next.value !== 'object' || next.value === null) continue
    deepest = Math.max(deepest, next.depth)
    for (const [name, member] of Object.entries(next.value)) {
      units += name.length
      waiting.push({ value: member, depth: next.depth + 1 })
    }
  }
  return { units, depth: deepest }
}
