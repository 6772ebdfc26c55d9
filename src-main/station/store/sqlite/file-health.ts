/** Looks at a database file before SQLite does, which would drop a damaged log and open an emptied file without a word. */
import { existsSync, statSync } from 'node:fs'
import { StoreError } from '../store-error.ts'
import { keyFits, type FileCheck } from './file-check.ts'
import { page_bytes, salt_bytes } from './salvage/page-cipher.ts'
import { openPageFile, type PageFile } from './salvage/page-file.ts'
import { readWalIndex } from './salvage/wal-index.ts'

/** The part of SQLite's header that is not encrypted: page size, versions (1 or 2 each), reserved bytes, fractions. */
const PLAIN_HEADER = /^1000(0101|0202)50402020$/
/** Where page 1 says how many pages there are. */
const page_count_at = 28

/**
 * What is wrong with the file, as the rest of a sentence that begins with its name; null where it is sound as far as a quick look goes.
 * @param check what was noted when the folder was last opened
 * @param everyPage true authenticates all pages, false only what an open needs
 * @throws StoreError wrong-key
 */
export function damageOf(file: string, key: string, check: FileCheck | undefined, everyPage: boolean): string | null {
  const bytes = existsSync(file) ? statSync(file).size : undefined
  if (!bytes) return check ? missing(file, key, check, bytes) : null
  const pages = openPageFile(file, key, { broken: false, ...(check ? { knownSalt: check.salt } : {}) })
  try {
    if (pages.salt === null) return unreadable(file, key, check, pages, bytes)
    return headDamage(pages) ?? logDamage(pages, file) ?? cutDamage(pages) ?? (everyPage ? pageDamage(pages) : null)
  } finally {
    pages.close()
  }
}

function missing(file: string, key: string, check: FileCheck, bytes: number | undefined): string {
  if (!keyFits(check, key)) throw wrongKey(file)
  return bytes === undefined ? 'is missing' : 'is empty'
}

/** Not one page opens: another key, unless there is nothing that a key could open. */
function unreadable(file: string, key: string, check: FileCheck | undefined, pages: PageFile, bytes: number): string {
  const blank = bytes < page_bytes || pages.head.every((byte) => byte === 0)
  if (!blank || (check && !keyFits(check, key))) throw wrongKey(file)
  return 'has no page that can be read'
}

function wrongKey(file: string): StoreError {
  return new StoreError('wrong-key', `${file} cannot be opened with this key, or it is not a Hallpass database. Nothing was changed.`)
}

function headDamage({ salt, head, page }: PageFile): string | null {
  const sound = head.subarray(0, salt_bytes).equals(salt ?? Buffer.alloc(0)) && PLAIN_HEADER.test(head.subarray(salt_bytes, 24).toString('hex'))
  return sound && page(1).whole ? null : 'has a damaged first page'
}

/**
 * An unfinished last commit is no damage: it was not acknowledged. Anything whole after it is: the next commit begins once the one before is on disk.
 * After a kill the shared index still says how many frames were acknowledged.
 */
function logDamage({ wal }: PageFile, file: string): string | null {
  const index = readWalIndex(`${file}-shm`)
  const acknowledged = index && index.committed > index.copied && (wal.salts === null || index.salts.equals(wal.salts)) ? index.committed : 0
  if (acknowledged > wal.kept) return 'has a cut or damaged log'
  if (wal.salts === null) return wal.frames.some(({ commit }) => commit > 0) ? 'has a damaged log' : null
  const tail = wal.frames.slice(wal.kept)
  const unfinished = tail.findIndex(({ commit }) => commit > 0)
  return unfinished !== -1 && unfinished < tail.length - 1 ? 'has a damaged log' : null
}

/** The last commit, or page 1, says how many pages there are; each has to be in the file or in the log. */
function cutDamage({ wal, stored, page }: PageFile): string | null {
  const expected = wal.pages || (page(1).content?.readUInt32BE(page_count_at) ?? 0)
  const logged = new Set(wal.frames.slice(0, wal.kept).map((frame) => frame.page))
  for (let number = stored + 1; number <= expected; number++) if (!logged.has(number)) return 'is cut short'
  return null
}

function pageDamage({ wal, stored, page }: PageFile): string | null {
  const expected = wal.pages || (page(1).content?.readUInt32BE(page_count_at) ?? stored)
  let damaged = 0
  for (let number = 1; number <= expected; number++) if (!page(number).whole) damaged++
  return damaged === 0 ? null : `has ${damaged} damaged ${damaged === 1 ? 'page' : 'pages'} of ${expected}`
}
