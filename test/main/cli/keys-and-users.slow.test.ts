import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verifyPin, type StoredPin } from '../../../src-main/station/desk/pin.ts'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { hashApiKey } from '../../../src-main/station/http/api-key.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { hallpass, makeKey } from './cli-process.ts'

const lines = (text: string) => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

it('prints a new key once and keeps only its hash; lists and revokes', async () => {
  const folder = join(tempFolder(), 'new', 'data')
  const made = await hallpass(['keys', 'add', '--data', folder, '--tenant', 'bc', '--scope', 'read', '--site', 'v1'])
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(/^hp_[A-Za-z0-9_-]{43}\n$/)
  const key = made.stdout.trim()
  expect(await makeKey(folder, 'bc')).not.toBe(key)
  expect(statSync(join(folder, 'station.key')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'station.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)

  const open = openDataFolder({ folder, use: 'use', key: {} })
  const row = await open.store.keys.byHash(hashApiKey(key))
  await open.close()
  expect(row).toMatchObject({ tenant: 'bc', scope: 'read', site: 'v1', revoked: false })
  for (const file of ['hallpass.db', 'hallpass.db-wal']) expect(String(existsRead(join(folder, file)))).not.toContain(key)

  const listed = lines((await hallpass(['keys', 'list', '--data', folder, '--tenant', 'bc'])).stdout)
  expect(listed.map(({ scope, revoked }) => [scope, revoked])).toEqual([['read', false], ['write', false]])
  expect(JSON.stringify(listed)).not.toContain(key)
  const id = String(row?.id)
  expect((await hallpass(['keys', 'revoke', id, '--data', folder])).code).toBe(0)
  const again = await hallpass(['keys', 'revoke', id, '--data', folder])
  expect([again.code, again.stderr]).toEqual([1, `hallpass: There is no key ${id} that could be revoked.\n`])
})

it('rotates: a new key with the same rights, the old one until the grace is over', async () => {
  const folder = tempFolder()
  const old = await makeKey(folder, 'bc', '--scope', 'read', '--site', 'v1')
  const list = async () => lines((await hallpass(['keys', 'list', '--data', folder, '--tenant', 'bc'])).stdout)
  const id = String((await list())[0]?.id)
  const begin = Date.now()
  const made = await hallpass(['keys', 'rotate', id, '--data', folder, '--grace', '30'])
  expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^hp_[A-Za-z0-9_-]{43}\n$/)])
  expect(made.stdout.trim()).not.toBe(old)
  const [first, second] = await list()
  expect(first).toMatchObject({ id, revoked: false, own: true })
  const minutes = (Date.parse(String(first?.expires_at)) - begin) / 60_000
  expect([minutes >= 30, minutes < 32]).toEqual([true, true])
  expect(second).toMatchObject({ scope: 'read', site: 'v1', revoked: false, expires_at: null })

  expect((await hallpass(['keys', 'rotate', String(second?.id), '--data', folder, '--grace', '0'])).code).toBe(0)
  expect((await list()).map(({ revoked }) => revoked)).toEqual([false, true, false])
  const again = await hallpass(['keys', 'rotate', String(second?.id), '--data', folder])
  expect([again.code, again.stdout, again.stderr]).toEqual([1, '', `hallpass: There is no key ${String(second?.id)} that could be rotated.\n`])
  expect((await hallpass(['verify', '--data', folder])).stdout).toContain('"ok":true')
})

it('adds, lists and removes who may sign in, with a PIN of their own', async () => {
  const folder = tempFolder()
  const on = ['--data', folder, '--tenant', 'bc']
  const [made] = lines((await hallpass(['users', 'add', ...on, '--name', 'Zoë Ó', '--role', 'lead'])).stdout)
  expect(made).toMatchObject({ name: 'Zoë Ó', role: 'lead', pin: expect.stringMatching(/^\d{6}$/) as string })
  await hallpass(['users', 'add', ...on, '--name', 'Amara Diallo', '--role', 'proctor', '--pin', '9753', '--site', 'v1'])
  const same = await hallpass(['users', 'add', ...on, '--name', 'Zoë Ó', '--role', 'lead'])
  expect([same.code, same.stderr]).toEqual([1, 'hallpass: There is a user with the name Zoë Ó already.\n'])

  const listed = await hallpass(['users', 'list', ...on])
  expect(lines(listed.stdout).map(({ initials, site }) => [initials, site]).sort()).toEqual([['AD', 'v1'], ['ZÓ', null]])
  expect(listed.stdout).not.toContain('hash')

  const open = openDataFolder({ folder, use: 'use', key: {} })
  const users = await open.store.query({ tenant: 'bc', collection: 'users', where: [], limit: 10 })
  await open.close()
  const pins = users.map(({ text }) => JSON.parse(text) as { name: string; pin: StoredPin })
  expect(await verifyPin('9753', pins.find(({ name }) => name === 'Amara Diallo')?.pin)).toBe(true)
  expect(await verifyPin(String(made?.pin), pins.find(({ name }) => name === 'Zoë Ó')?.pin)).toBe(true)

  expect((await hallpass(['users', 'remove', String(made?.id), ...on])).code).toBe(0)
  expect((await hallpass(['users', 'remove', String(made?.id), ...on])).code).toBe(1)
  expect(lines((await hallpass(['users', 'list', ...on])).stdout)).toHaveLength(1)
})

it('refuses keys that cannot be one with 2, and a folder without its key with 1', async () => {
  const parent = tempFolder()
  const folder = join(parent, 'data')
  const short = join(parent, 'short.key')
  writeFileSync(short, 'abc\n')
  const add = (env: NodeJS.ProcessEnv, ...more: string[]) => hallpass(['keys', 'add', '--data', folder, '--tenant', 't', ...more], { env })
  expect(await add({ HALLPASS_KEY: 'abc' })).toEqual({ code: 2, stdout: '', stderr: 'hallpass: HALLPASS_KEY does not hold a key of 64 hexadecimal digits.\n' })
  expect(await add({}, '--key-file', short)).toMatchObject({ code: 2, stderr: `hallpass: ${short} does not hold a key of 64 hexadecimal digits.\n` })
  expect(await add({}, '--key-file', join(parent, 'none'))).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') as string })
  expect(() => statSync(folder)).toThrow('ENOENT')

  const key = 'A1'.repeat(32)
  expect((await add({ HALLPASS_KEY: key })).code).toBe(0)
  expect(() => statSync(join(folder, 'station.key'))).toThrow('ENOENT')
  expect(await add({})).toMatchObject({ code: 1, stderr: expect.stringContaining('has a database but no station.key') as string })
  expect(await add({ HALLPASS_KEY: 'b2'.repeat(32) })).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be opened with this key') as string })
  writeFileSync(short, `${key.toLowerCase()}\n`)
  expect((await add({}, '--key-file', short)).code).toBe(0)
})

it('says what is wrong with a folder, with 1', async () => {
  const parent = tempFolder()
  writeFileSync(join(parent, 'file'), '')
  const verify = (folder: string) => hallpass(['verify', '--data', folder])
  expect(await verify(join(parent, 'none'))).toMatchObject({ code: 1, stderr: expect.stringContaining('does not exist') as string })
  expect(await verify(parent)).toMatchObject({ code: 1, stderr: expect.stringContaining('holds no Hallpass database') as string })
  const add = (folder: string) => hallpass(['keys', 'add', '--data', folder, '--tenant', 't'])
  expect(await add(join(parent, 'file'))).toMatchObject({ code: 1, stdout: '', stderr: `hallpass: ${join(parent, 'file')} is not a folder.\n` })
  expect(await add(join(parent, 'file', 'below'))).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be made (ENOTDIR)') as string })
})

function existsRead(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
