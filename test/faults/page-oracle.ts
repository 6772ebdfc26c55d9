/** Which waiting writes a damaged copy of a folder still holds, found by comparing it with the sound one page by page. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { leafRows } from '../../src-main/station/store/sqlite/salvage/leaf-rows.ts'
import { openPageFile } from '../../src-main/station/store/sqlite/salvage/page-file.ts'

const page_bytes = 4_096
const frame_bytes = page_bytes + 24

/** Where the newest version of a page is. */
interface Place {
  log: boolean
  at: number
  bytes: number
}

export interface Oracle {
  /** The words (as `wordOf` finds them) of every write in the queue. */
  words: string[]
  /** Those of which every page is in the damaged copy as it was. */
  readable(damaged: string): string[]
}

/** Reads the sound folder once. */
export function oracleOf(folder: string, key: string, wordOf: (operation: string) => string | undefined): Oracle {
  const file = join(folder, 'hallpass.db')
  const source = openPageFile(file, key, { broken: false })
  const place = (page: number): Place => {
    const frame = source.wal.frames.slice(0, source.wal.kept).findLastIndex((found) => found.page === page)
    return frame === -1 ? { log: false, at: (page - 1) * page_bytes, bytes: page_bytes } : { log: true, at: 32 + frame * frame_bytes, bytes: frame_bytes }
  }
  const places = new Map<string, Place[]>()
  for (let page = 1; page <= Math.max(source.wal.pages, source.stored); page++) {
    let overflow: number[] = []
    const read = (number: number) => {
      overflow.push(number)
      return source.page(number).content
    }
    const content = source.page(page).content
    for (const { values } of content ? leafRows(content, page, (number) => source.page(number).content) : []) {
      const operation = values.find((value): value is string => typeof value === 'string' && value.startsWith('{"node":'))
      const word = operation && values.includes('queued') ? wordOf(operation) : undefined
      if (word === undefined || !content) continue
      // The pages of this row alone cannot be told from its neighbours': all of the page's overflow counts.
      overflow = []
      leafRows(content, page, read)
      places.set(word, [page, ...overflow].map(place))
    }
  }
  source.close()
  const sound = { file: readFileSync(file), log: readFileSync(`${file}-wal`) }
  return {
    words: [...places.keys()],
    readable(damaged) {
      const copy = join(damaged, 'hallpass.db')
      const now = { file: existsSync(copy) ? readFileSync(copy) : Buffer.alloc(0), log: existsSync(`${copy}-wal`) ? readFileSync(`${copy}-wal`) : Buffer.alloc(0) }
      const same = ({ log, at, bytes }: Place) => {
        const [a, b] = log ? [sound.log, now.log] : [sound.file, now.file]
        return a.subarray(at, at + bytes).equals(b.subarray(at, at + bytes))
      }
      return [...places].filter(([, of]) => of.every(same)).map(([word]) => word)
    },
  }
}
