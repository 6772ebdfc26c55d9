import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { keyOfFolder } from '../../../src-main/station/key-file.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = '5e'.repeat(32)

it('makes the key once, for its owner alone, and takes it again', () => {
  const folder = tempFolder()
  const key = keyOfFolder(folder, {})
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(keyOfFolder(folder, {})).toBe(key)
  expect(statSync(join(folder, 'station.key')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['station.key'])
  expect(keyOfFolder(folder, { fromEnvironment: KEY.toUpperCase() })).toBe(KEY)
})

it('makes no key where there is a database, a damaged key file, or a key in the key store of the desktop', async () => {
  const folder = tempFolder()
  await openDataFolder({ folder, use: 'serve', key: KEY }).close()
  expect(() => keyOfFolder(folder, {})).toThrow('has a database but no station.key')
  writeFileSync(join(folder, 'station.key'), 'damaged')
  expect(() => keyOfFolder(folder, {})).toThrow('does not hold a key of 64 hexadecimal digits')
  const sealed = tempFolder()
  writeFileSync(join(sealed, 'station.key.sealed'), '')
  expect(() => keyOfFolder(sealed, {})).toThrow("is kept by the desktop app's key store")
})

it('opens the folder once for serving and beside it for short commands', async () => {
  const folder = tempFolder()
  const station = openDataFolder({ folder, use: 'serve', key: KEY })
  expect(() => openDataFolder({ folder, use: 'serve', key: KEY })).toThrow('in use')
  const beside = openDataFolder({ folder, use: 'use', key: KEY })
  const at = '2026-11-22T16:00:00.000Z'
  const id = await beside.store.keys.add({ tenant: 'bc', scope: 'read', site: null }, 'hash', at)
  await beside.close()
  expect((await station.store.keys.byHash('hash'))?.id).toBe(id)
  await station.close()
  await openDataFolder({ folder, use: 'serve', key: KEY }).close()
})

it('keeps every name out of the files, the journal too', async () => {
  const folder = tempFolder()
  const open = openDataFolder({ folder, use: 'use', key: KEY })
  const doc = { id: 'c1', name: 'Jürgen Müller', email_address: 'juergen@example.test' }
  await open.store.importLines([{ key: { tenant: 'bc', collection: 'contacts', id: 'c1' }, doc, site: null }], '2026-11-22T16:00:00.000Z')
  const raw = () => readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1')).join('')
  const found = () => ['rgen', 'ller', 'juergen', 'example.test', KEY, 'SQLite format'].filter((word) => raw().includes(word))
  expect(statSync(join(folder, 'hallpass.db-wal')).size).toBeGreaterThan(0)
  expect(found()).toEqual([])
  await open.close()
  expect(found()).toEqual([])
})

it('puts no empty database in the place of one that was being restored', async () => {
  const folder = tempFolder()
  await openDataFolder({ folder, use: 'serve', key: KEY }).close()
  renameSync(join(folder, 'hallpass.db'), join(folder, 'hallpass.db.restoring'))
  expect(() => openDataFolder({ folder, use: 'serve', key: KEY })).toThrow('was interrupted; run it again')
})
