/** Reads a file line by line, a piece at a time: files of any size, synchronously, because a transaction does not wait. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { body_bytes_max } from '../../../src-shared/limits.ts'
import { CliError, EXIT } from '../exit.ts'
import { ImportError } from './import-error.ts'

const chunk_bytes = 1_048_576
const line_bytes_max = body_bytes_max
const LINE_FEED = 0x0a

export interface Line {
  /** Counting from 1, as editors do. */
  number: number
  text: string
}

/** An open file that can be read through more than once. */
export interface LineFile {
  /** Every line that is not blank. @throws ImportError over-long or not UTF-8 */
  lines(): Generator<Line>
  close(): void
}

/** @throws CliError where the file cannot be read */
export function openLines(file: string): LineFile {
  const handle = openFile(file)
  const { size, mtimeMs } = fstatSync(handle)
  const unchanged = () => {
    const now = fstatSync(handle)
    return now.size === size && now.mtimeMs === mtimeMs
  }
  return {
    *lines() {
      let number = 0
      for (const bytes of rawLines(handle)) {
        number++
        const text = decode(bytes, number)
        if (text.trim() !== '') yield { number, text }
      }
      if (!unchanged()) throw new CliError(EXIT.failed, `${file} was changed while it was read. Nothing was imported.`)
    },
    close: () => closeSync(handle),
  }
}

function openFile(file: string): number {
  try {
    const handle = openSync(file, 'r')
    if (fstatSync(handle).isFile()) return handle
    closeSync(handle)
  } catch (error) {
    throw new CliError(EXIT.failed, `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  throw new CliError(EXIT.failed, `${file} is not a file.`)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Buffer, number: number): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new ImportError(number, 'is not UTF-8.')
  }
}

/** The pieces between line feeds; a last line needs none. */
function* rawLines(handle: number): Generator<Buffer> {
  const chunk = Buffer.allocUnsafe(chunk_bytes)
  let rest: Buffer[] = []
  let restBytes = 0
  let count = 0
  const keep = (piece: Buffer) => {
    restBytes += piece.length
    if (restBytes > line_bytes_max) throw new ImportError(count + 1, `is longer than ${line_bytes_max} bytes.`)
    rest.push(piece)
  }
  for (let position = 0; ; ) {
    const read = readSync(handle, chunk, 0, chunk_bytes, position)
    if (read === 0) break
    position += read
    let from = 0
    for (let to = chunk.indexOf(LINE_FEED); to >= 0 && to < read; to = chunk.indexOf(LINE_FEED, from)) {
      keep(chunk.subarray(from, to))
      yield rest.length === 1 ? (rest[0] as Buffer) : Buffer.concat(rest)
      rest = []
      restBytes = 0
      count++
      from = to + 1
    }
    // The chunk is filled again: what goes on in the next one is copied.
    if (from < read) keep(Buffer.from(chunk.subarray(from, read)))
  }
  if (restBytes > 0) yield Buffer.concat(rest)
}
