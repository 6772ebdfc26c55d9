/** Which table each page belongs to, as far as the trees can be walked from their roots. */
import { childPages, leafRows } from './leaf-rows.ts'

type ReadPage = (number: number) => Buffer | null

/** Page number to the name of its table, or null for a page of an index. Pages that no readable parent names are missing. */
export function pageOwners(read: ReadPage): Map<number, string | null> {
  const owners = new Map<number, string | null>()
  for (const { name, root } of trees(read)) walk(root, read, (page) => void (owners.has(page) || owners.set(page, name)))
  return owners
}

/** The trees that the schema names; a damaged page 1 names none. */
function trees(read: ReadPage): { name: string | null; root: number }[] {
  const found: { name: string | null; root: number }[] = []
  walk(1, read, (page) => {
    const content = read(page)
    for (const { values: [type, name, , root] } of content ? leafRows(content, page, read) : []) {
      if (typeof root === 'number' && root > 0) found.push({ name: type === 'table' ? String(name) : null, root })
    }
  })
  return found
}

function walk(root: number, read: ReadPage, visit: (page: number) => void): void {
  const seen = new Set<number>()
  let level = [root]
  while (level.length > 0) {
    const fresh = level.filter((page) => !seen.has(page))
    for (const page of fresh) {
      seen.add(page)
      visit(page)
    }
    // All leaves of a tree are equally deep: one that can be read tells for its neighbours.
    const below = (page: number): number[] | undefined => {
      const content = read(page)
      return content ? childPages(content, page) : undefined
    }
    const sample = fresh.find((page) => below(page) !== undefined)
    if (sample === undefined || below(sample)?.length === 0) return
    level = fresh.flatMap((page) => below(page) ?? [])
  }
}
