/** Where the key of the database comes from: the environment, a named file, or the folder's own file, made on first use. */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreError } from './store/store-error.ts'

export const DATABASE_FILE = 'hallpass.db'
export const KEY_FILE = 'station.key'
/** The desktop app's key, sealed by the operating system's key store. */
const SEALED_KEY_FILE = 'station.key.sealed'

const key_bytes = 32
const private_mode = 0o600

export interface KeySource {
  /** The value of HALLPASS_KEY. */
  fromEnvironment?: string | undefined
  /** The file that `--key-file` names. */
  file?: string | undefined
}

/** A key that the caller gave and that cannot be one. */
export class BadKey extends Error {}

/** The key that the caller names, undefined where none is named. @throws BadKey */
export function givenKey({ fromEnvironment, file }: KeySource): string | undefined {
  if (fromEnvironment !== undefined) return checked(fromEnvironment.trim(), 'HALLPASS_KEY')
  if (file === undefined) return undefined
  return checked(textOf(file), file)
}

/** The key that the folder keeps itself, undefined where it has none. @throws StoreError wrong-key */
export function folderKey(folder: string): string | undefined {
  const file = join(folder, KEY_FILE)
  if (!existsSync(file)) return undefined
  try {
    return checked(textOf(file), file)
  } catch (error) {
    throw new StoreError('wrong-key', (error as Error).message)
  }
}

/**
 * The key of the folder's database; made where neither key nor database is there yet.
 * @throws BadKey, StoreError wrong-key, not-writable
 */
export function keyOfFolder(folder: string, source: KeySource): string {
  const known = givenKey(source) ?? folderKey(folder)
  if (known !== undefined) return known
  if (existsSync(join(folder, SEALED_KEY_FILE))) {
    throw new StoreError('wrong-key', `The key of ${folder} is kept by the desktop app's key store; give it as HALLPASS_KEY or --key-file.`)
  }
  if (existsSync(join(folder, DATABASE_FILE))) {
    throw new StoreError('wrong-key', `${folder} has a database but no ${KEY_FILE}; give its key as HALLPASS_KEY or --key-file.`)
  }
  return makeKey(folder)
}

/** Writes a new key whole and on disk before it has its name; where another process was quicker, theirs is taken. */
function makeKey(folder: string): string {
  const file = join(folder, KEY_FILE)
  const temporary = join(folder, `.${KEY_FILE}.${process.pid}`)
  const key = randomBytes(key_bytes).toString('hex')
  try {
    rmSync(temporary, { force: true })
    const handle = openSync(temporary, 'wx', private_mode)
    writeSync(handle, `${key}\n`)
    fsyncSync(handle)
    closeSync(handle)
    linkSync(temporary, file)
    syncFolder(folder)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return checked(textOf(file), file)
    throw new StoreError('not-writable', `The key file ${file} cannot be written.`)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Makes the names in a folder durable; Windows does so by itself and offers no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes a file's content and its name durable. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(dirname(file))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new BadKey(`The key file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function checked(key: string, from: string): string {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new BadKey(`${from} does not hold a key of 64 hexadecimal digits.`)
  return key.toLowerCase()
}
