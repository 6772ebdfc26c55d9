/** The pages of a database file and its log, each at its newest version that is whole. Reads only. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { makePageCipher, page_bytes, salt_bytes, type PageCipher } from './page-cipher.ts'
import { readWal, type Frame, type Wal } from './wal-file.ts'

/** Enough to find one whole page in a file of which most is gone. */
const sample_pages_max = 64

export interface PageFile {
  wal: Wal
  /** Whole pages in the file itself. */
  stored: number
  /** The first bytes of the file as they are. */
  head: Buffer
  /** The file's own salt, where pages prove that it is damaged the one that fits them; null where no page can be read with this key. */
  salt: Buffer | null
  /** The newest whole version of a page. `whole` is false where a newer version, or the only one, is damaged. */
  page(number: number): { content: Buffer | null; whole: boolean }
  close(): void
}

/**
 * @param broken true reads also what the log holds after the place where its chain breaks
 * @param knownSalt the salt that the file had when it was last opened
 * @param log the name of the log unless it is that of the file
 */
export function openPageFile(file: string, key: string, { broken, knownSalt, log = `${file}-wal` }: { broken: boolean; knownSalt?: Buffer | undefined; log?: string | undefined }): PageFile {
  const handle = existsSync(file) ? openSync(file, 'r') : undefined
  const bytes = handle === undefined ? 0 : fstatSync(handle).size
  const wal = readWal(log)
  const frames = broken ? wal.frames.slice(0, wal.frames.findLastIndex(({ commit }) => commit > 0) + 1) : wal.frames.slice(0, wal.kept)
  const versions = Map.groupBy(frames, ({ page }) => page)
  const stored = Math.floor(bytes / page_bytes)
  const raw = (number: number): Buffer => {
    const content = Buffer.alloc(page_bytes)
    const read = handle === undefined ? 0 : readSync(handle, content, 0, page_bytes, (number - 1) * page_bytes)
    return content.subarray(0, read)
  }
  const head = raw(1).subarray(0, 100)
  const salt = fittingSalt({ key, wal, stored, raw, knownSalt, head })
  const cipher = salt && makePageCipher(key, salt)
  return {
    wal, stored, head, salt,
    page: (number) => (cipher ? newest(cipher, number, versions.get(number) ?? [], () => raw(number)) : { content: null, whole: false }),
    close: () => handle !== undefined && closeSync(handle),
  }
}

function newest(cipher: PageCipher, number: number, frames: readonly Frame[], raw: () => Buffer): { content: Buffer | null; whole: boolean } {
  const candidates = frames.map(({ content }) => content)
  for (let i = candidates.length - 1; i >= -1; i--) {
    const content = i < 0 ? raw() : candidates[i]
    if (content && cipher.authentic(content, number)) return { content: cipher.plain(content, number), whole: i === candidates.length - 1 }
  }
  return { content: null, whole: false }
}

interface Search {
  key: string
  wal: Wal
  stored: number
  raw: (number: number) => Buffer
  knownSalt: Buffer | undefined
  head: Buffer
}

/** The salt under which at least one page is authentic. */
function fittingSalt({ key, wal, stored, raw, knownSalt, head }: Search): Buffer | null {
  const inLog = wal.frames.filter(({ page }) => page === 1).map(({ content }) => content)
  const salts = [head, ...inLog.slice(-1), ...(knownSalt ? [knownSalt] : [])].map((bytes) => bytes.subarray(0, salt_bytes))
  const step = Math.max(1, Math.floor(stored / sample_pages_max))
  return salts.find((salt) => {
    if (salt.length < salt_bytes) return false
    const cipher = makePageCipher(key, salt)
    for (let number = 1; number <= stored; number += step) if (cipher.authentic(raw(number), number)) return true
    return wal.frames.slice(-sample_pages_max).some(({ page, content }) => cipher.authentic(content, page))
  }) ?? null
}
