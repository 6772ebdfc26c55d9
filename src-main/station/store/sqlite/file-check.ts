/** Beside the database: what tells a wrong key from a damaged file, and the salt without which no page could be checked. Neither says anything about the key. */
import { createHmac } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { salt_bytes } from './salvage/page-cipher.ts'

export interface FileCheck {
  salt: Buffer
  /** A keyed hash of a fixed text. */
  key: string
}

const private_mode = 0o600

/** The note, undefined where there is none or it cannot be read. */
export function readCheck(note: string): FileCheck | undefined {
  try {
    const { salt, key } = JSON.parse(readFileSync(note, 'utf8')) as { salt: string; key: string }
    return /^[0-9a-f]{32}$/.test(salt) && typeof key === 'string' ? { salt: Buffer.from(salt, 'hex'), key } : undefined
  } catch {
    return undefined
  }
}

export function keyFits(check: FileCheck, key: string): boolean {
  return check.key === keyHash(key)
}

/**
 * Notes what the file is opened with, where that is not what is noted already.
 * @param sync makes the note durable
 */
export function writeCheck(note: string, file: string, key: string, sync: (file: string) => void): void {
  const salt = saltOf(file)
  const known = readCheck(note)
  if (!salt || (known && known.salt.equals(salt) && keyFits(known, key))) return
  const temporary = `${note}.${process.pid}`
  writeFileSync(temporary, `${JSON.stringify({ salt: salt.toString('hex'), key: keyHash(key) })}\n`, { mode: private_mode })
  sync(temporary)
  renameSync(temporary, note)
  sync(note)
}

function keyHash(key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update('hallpass database').digest('hex')
}

function saltOf(file: string): Buffer | undefined {
  if (!existsSync(file)) return undefined
  const salt = Buffer.alloc(salt_bytes)
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, salt, 0, salt_bytes, 0) === salt_bytes ? salt : undefined
  } finally {
    closeSync(handle)
  }
}
