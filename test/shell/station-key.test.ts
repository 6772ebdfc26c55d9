import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stationKey, type Safe } from '../../src-main/shell/station-key.ts'

let data: string
let said: string[]
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hallpass-key-'))
  said = []
})
afterEach(() => rmSync(data, { recursive: true }))

/** A key store that turns the text around; the real ones need a desktop session. */
const safe = (backend?: string, available = true): Safe => ({
  isEncryptionAvailable: () => available,
  encryptString: (text) => Buffer.from([...text].toReversed().join('')),
  decryptString: (sealed) => [...sealed.toString()].toReversed().join(''),
  ...(backend !== undefined && { getSelectedStorageBackend: () => backend }),
})
const key = (store: Safe, more: { platform?: NodeJS.Platform; keyFile?: string | null; env?: NodeJS.ProcessEnv } = {}) =>
  stationKey({ data, keyFile: null, env: {}, platform: 'linux', ...more }, store, (line) => said.push(line))
const hex = 'ab'.repeat(32)

describe('the key of the database', () => {
  it('is sealed by the key store, and the same the next time', () => {
    const first = key(safe('gnome_libsecret'))
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(join(data, 'station.key.sealed'), 'utf8')).not.toContain(first)
    expect(key(safe('gnome_libsecret'))).toBe(first)
    expect(said).toEqual([])
  })

  it.each([
    ['basic_text', safe('basic_text')],
    ['unknown', safe('unknown')],
    ['a version that cannot say', safe()],
    ['no key store', safe('kwallet6', false)],
  ])('is a private file and said so with %s', (_name, store) => {
    const first = key(store)
    expect(statSync(join(data, 'station.key')).mode & 0o777).toBe(0o600)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('readable by this user only')
    expect(key(store)).toBe(first)
  })

  it('needs no backend to be named on other systems', () => {
    key(safe(), { platform: 'darwin' })
    expect(said).toEqual([])
  })

  it('is the one that the command line left beside the database', () => {
    writeFileSync(join(data, 'station.key'), `${hex.toUpperCase()}\n`)
    expect(key(safe('kwallet6'))).toBe(hex)
  })

  it('is the one that is given', () => {
    const file = join(data, 'given')
    writeFileSync(file, hex)
    expect(key(safe(), { keyFile: file })).toBe(hex)
    expect(key(safe(), { env: { HALLPASS_KEY: hex } })).toBe(hex)
    expect(() => key(safe(), { env: { HALLPASS_KEY: 'short' } })).toThrow('HALLPASS_KEY does not hold a key of 64 hexadecimal digits.')
  })

  it('is never made anew beside a database', () => {
    writeFileSync(join(data, 'hallpass.db'), 'x')
    expect(() => key(safe('kwallet6'))).toThrow('has a database but no key')
  })

  it('says so where the key store cannot open it', () => {
    key(safe('kwallet6'))
    const other: Safe = { ...safe('kwallet6'), decryptString: () => { throw new Error('wrong user') } }
    expect(() => key(other)).toThrow("cannot be read with this user's key store")
  })
})
