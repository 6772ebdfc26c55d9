import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The part of Electron's safeStorage that custody needs. */
export interface Safe {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
  /** Linux only, and only in newer versions. */
  getSelectedStorageBackend?(): string
}

export interface KeyPlace {
  data: string
  keyFile: string | null
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
}

const key_bytes = 32
const private_mode = 0o600

/**
 * The key of the station's database: from HALLPASS_KEY, a named key file, a key file that stands beside the database,
 * or the operating system's key store; made on first use.
 * @param log takes one plain sentence about where the key is kept
 */
export function stationKey(place: KeyPlace, safe: Safe, log: (line: string) => void): string {
  if (place.env.HALLPASS_KEY) return checked(place.env.HALLPASS_KEY, 'HALLPASS_KEY')
  if (place.keyFile) return readKey(place.keyFile)
  const plain = join(place.data, 'station.key')
  if (existsSync(plain)) return readKey(plain)
  const sealed = join(place.data, 'station.key.sealed')
  if (existsSync(sealed)) return unseal(sealed, safe)
  if (existsSync(join(place.data, 'hallpass.db'))) throw new Error(`${place.data} has a database but no key; give its key with --key-file.`)
  const key = randomBytes(key_bytes).toString('hex')
  mkdirSync(place.data, { recursive: true, mode: 0o700 })
  const refusal = refusalOf(safe, place.platform)
  if (refusal === null) {
    writeWhole(sealed, safe.encryptString(key))
  } else {
    log(`The database key is kept in ${plain}, readable by this user only, because ${refusal}.`)
    writeWhole(plain, `${key}\n`)
  }
  return key
}

/** Why safeStorage would not protect the key here; null when it does. */
export function refusalOf(safe: Safe, platform: NodeJS.Platform): string | null {
  if (!safe.isEncryptionAvailable()) return 'this computer offers no key store'
  if (platform !== 'linux') return null
  const backend = safe.getSelectedStorageBackend?.() ?? 'unknown'
  // basic_text encrypts with a password that is the same on every computer.
  return backend === 'basic_text' || backend === 'unknown' ? `the key store of this desktop is "${backend}"` : null
}

function unseal(file: string, safe: Safe): string {
  try {
    return checked(safe.decryptString(readFileSync(file)), file)
  } catch (error) {
    throw new Error(`The key in ${file} cannot be read with this user's key store.`, { cause: error })
  }
}

function readKey(file: string): string {
  return checked(readFileSync(file, 'utf8').trim(), file)
}

function checked(key: string, from: string): string {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new Error(`${from} does not hold a key of 64 hexadecimal digits.`)
  return key.toLowerCase()
}

function writeWhole(file: string, content: string | Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, content, { mode: private_mode, flag: 'wx' })
  renameSync(temporary, file)
}
