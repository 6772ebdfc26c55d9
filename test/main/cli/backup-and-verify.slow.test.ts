import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { lockFolder } from '../../../src-main/station/folder-lock.ts'
import { openDatabase } from '../../../src-main/station/store/sqlite/database.ts'
import type { Doc, Store } from '../../../src-main/station/store/store.ts'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = '7a'.repeat(32)
const AT = '2026-11-22T16:00:00.000Z'

interface Said {
  code: number
  printed: string[]
  logged: string[]
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv = { HALLPASS_KEY: KEY }): Promise<Said> {
  const printed: string[] = []
  const logged: string[] = []
  // The commands read the key from the process, as a command line does.
  const before = process.env.HALLPASS_KEY
  delete process.env.HALLPASS_KEY
  Object.assign(process.env, env)
  try {
    return { code: await runCli(words, env, { print: (text) => void printed.push(text), log: (text) => void logged.push(text) }), printed, logged }
  } finally {
    if (before === undefined) delete process.env.HALLPASS_KEY
    else process.env.HALLPASS_KEY = before
  }
}

async function inFolder<T>(folder: string, work: (store: Store) => Promise<T> | T): Promise<T> {
  const open = openDataFolder({ folder, use: 'use', key: KEY })
  try {
    return await work(open.store)
  } finally {
    await open.close()
  }
}

const contact = (id: string, name = 'Jürgen Müller') => ({ key: { tenant: 'bc', collection: 'contacts' as const, id }, doc: { id, name }, site: null })
const nameOf = (folder: string, id: string) =>
  inFolder(folder, async (store) => {
    const found = await store.get(contact(id).key)
    return found && (JSON.parse(found.text) as Doc).name
  })

async function filled(count = 50): Promise<string> {
  const folder = join(tempFolder(), 'data')
  await inFolder(folder, (store) => store.importLines(Array.from({ length: count }, (_, i) => contact(`c${i}`)), AT))
  return folder
}

it('copies a folder that is in use into a file that only the same key opens', async () => {
  const folder = await filled()
  const file = join(tempFolder(), 'copy.db')
  const open = openDataFolder({ folder, use: 'serve', key: KEY })
  await open.store.importLines([contact('late', 'Na Li')], AT)
  const { code, printed } = await run(['backup', '--data', folder, '--to', file])
  expect({ code, printed: JSON.parse(printed[0] ?? '') as unknown }).toEqual({ code: 0, printed: { backup: file, bytes: statSync(file).size } })
  await open.close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const raw = readFileSync(file).toString('latin1')
  expect(['rgen', 'SQLite format', KEY].filter((word) => raw.includes(word))).toEqual([])
  expect(readdirSync(join(file, '..'))).toEqual(['copy.db'])

  const again = await run(['backup', '--data', folder, '--to', file])
  expect([again.code, again.logged]).toEqual([1, [`hallpass: ${file} exists already; choose another name.`]])
  const nowhere = await run(['backup', '--data', folder, '--to', '/nowhere/at/all.db'])
  expect([nowhere.code, nowhere.logged]).toEqual([1, ['hallpass: /nowhere/at/all.db cannot be written.']])

  const other = join(tempFolder(), 'restored')
  expect((await run(['restore', file, '--data', other])).code).toBe(0)
  expect([await nameOf(other, 'c1'), await nameOf(other, 'late')]).toEqual(['Jürgen Müller', 'Na Li'])
})

it('a restore begins a new life: epochs are new, the node stays, and queued writes keep their numbers', async () => {
  const folder = await filled()
  const before = await inFolder(folder, async (store) => {
    await store.commit({
      guards: [], puts: [], deletes: [], touches: [], audit: { tenant: 'bc', actor: 'amara', at: AT, action: 'test', record: null },
      outbox: { operation: { tenant: 'bc', command: 'test', input: {}, actor: { id: 'amara', name: 'Amara', scope: 'write' }, at: AT, ids: [], saw: {}, wrote: {} }, effects: [] },
    })
    return { state: store.outbox.state(), queued: store.outbox.queued(10), served: (await store.changes('bc', null, 0, 1)).epoch }
  })
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', folder, '--to', file])
  await run(['restore', file, '--data', folder, '--force'])
  const after = await inFolder(folder, async (store) => ({ state: store.outbox.state(), queued: store.outbox.queued(10), served: (await store.changes('bc', null, 0, 1)).epoch }))
  expect(after.state.node).toBe(before.state.node)
  expect(after.state.epoch).not.toBe(before.state.epoch)
  expect(after.served).not.toBe(before.served)
  expect(after.queued).toEqual(before.queued)
})

it('goes into an empty folder only, or over a database with --force, which keeps the old one', async () => {
  const folder = await filled()
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', folder, '--to', file])
  await inFolder(folder, (store) => store.importLines([contact('late', 'Na Li')], AT))

  const refused = await run(['restore', file, '--data', folder])
  expect([refused.code, refused.logged]).toEqual([1, [`hallpass: ${folder} holds a database already; --force replaces it and keeps the old one beside it.`]])
  expect(await nameOf(folder, 'late')).toBe('Na Li')

  const { code, printed } = await run(['restore', file, '--data', folder, '--force'])
  expect(code).toBe(0)
  expect(await nameOf(folder, 'late')).toBeUndefined()
  expect(await nameOf(folder, 'c1')).toBe('Jürgen Müller')
  const { kept, records } = JSON.parse(printed[0] ?? '') as { kept: string; records: number }
  expect(records).toBe(50)
  expect(kept).toMatch(/hallpass-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.db$/)
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([])
  const back = join(tempFolder(), 'back')
  expect((await run(['restore', kept, '--data', back])).code).toBe(0)
  expect(await nameOf(back, 'late')).toBe('Na Li')
})

it.each([[false], [true]])('with a wrong key, a damaged or a foreign file says so and changes nothing (--force: %s)', async (force) => {
  const folder = await filled()
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', folder, '--to', file])
  const damaged = join(tempFolder(), 'damaged.db')
  writeFileSync(damaged, readFileSync(file))
  spoil(damaged, 9_000)
  const foreign = join(tempFolder(), 'foreign.db')
  openDatabase(foreign, KEY).exec('CREATE TABLE x (y)').close()
  const empty = join(tempFolder(), 'empty.db')
  writeFileSync(empty, '')
  const target = force ? folder : join(tempFolder(), 'target')
  const restore = async (from: string, env?: NodeJS.ProcessEnv) => {
    const { code, logged } = await run(['restore', from, '--data', target, ...(force ? ['--force'] : [])], env)
    return [code, logged.length, logged[0]]
  }
  expect(await restore(file, { HALLPASS_KEY: '00'.repeat(32) })).toEqual([1, 1, expect.stringContaining('cannot be opened with this key')])
  expect(await restore(damaged)).toEqual([1, 1, expect.stringMatching(/damaged|cannot be read/)])
  expect(await restore(foreign)).toEqual([1, 1, expect.stringContaining('is not a Hallpass database')])
  expect(await restore(empty)).toEqual([1, 1, expect.stringContaining('is not a Hallpass database')])
  expect(await restore('/nowhere')).toEqual([1, 1, 'hallpass: /nowhere does not exist.'])
  if (force) expect(await nameOf(folder, 'c1')).toBe('Jürgen Müller')
  else expect(existsSync(target)).toBe(false)
})

it('needs the key, and a folder that nobody uses', async () => {
  const folder = await filled()
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', folder, '--to', file])
  const keyless = await run(['restore', file, '--data', join(tempFolder(), 'new')], {})
  expect([keyless.code, keyless.logged[0]]).toEqual([2, expect.stringContaining('restore needs the key of the backup')])
  const release = lockFolder(folder, 'use')
  const busy = await run(['restore', file, '--data', folder, '--force'])
  release()
  expect([busy.code, busy.logged]).toEqual([3, [`hallpass: The data folder ${folder} is in use by another Hallpass.`]])
})

it('puts a key file that opens only the old database beside it', async () => {
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', await filled(), '--to', file])
  const folder = tempFolder()
  await run(['keys', 'add', '--data', folder, '--tenant', 'bc'], {})
  expect((await run(['restore', file, '--data', folder, '--force'])).code).toBe(0)
  expect(readdirSync(folder).filter((name) => name.endsWith('.key'))).toEqual([expect.stringMatching(/^station-.*\.key$/)])
  expect(await nameOf(folder, 'c1')).toBe('Jürgen Müller')
})

it('verify finds nothing in a healthy folder, also beside a running station, and changes nothing', async () => {
  const folder = await filled()
  const before = readFileSync(join(folder, 'hallpass.db'))
  const { code, printed, logged } = await run(['verify', '--data', folder])
  expect({ code, report: JSON.parse(printed[0] ?? '') as unknown, logged }).toEqual({ code: 0, report: { ok: true, records: 50, audit_rows: 50, pending: 0, problems: [] }, logged: [] })
  expect(readFileSync(join(folder, 'hallpass.db')).equals(before)).toBe(true)
  const open = openDataFolder({ folder, use: 'serve', key: KEY })
  expect((await run(['verify', '--data', folder])).code).toBe(0)
  await open.close()
})

it('verify reports a single changed byte, wherever it is, without falling over', async () => {
  const folder = await filled(400)
  const file = join(folder, 'hallpass.db')
  const healthy = readFileSync(file)
  for (const at of [20, 5_000, Math.floor(healthy.length / 2), healthy.length - 100]) {
    writeFileSync(file, healthy)
    spoil(file, at)
    const { code, printed } = await run(['verify', '--data', folder])
    const report = JSON.parse(printed[0] ?? '') as { ok: boolean; problems: string[] }
    expect([at, code, report.ok]).toEqual([at, 1, false])
    expect(report.problems.length).toBeGreaterThan(0)
    expect(report.problems.join('')).not.toContain('    at ')
  }
})

it('verify reports a cut-off file, an emptied one and one of another key', async () => {
  const folder = await filled(400)
  const file = join(folder, 'hallpass.db')
  const healthy = readFileSync(file)
  for (const content of [healthy.subarray(0, Math.floor(healthy.length / 2)), healthy.subarray(0, 100), Buffer.alloc(0)]) {
    writeFileSync(file, content)
    expect((await run(['verify', '--data', folder])).code).toBe(1)
  }
  writeFileSync(file, healthy)
  const wrong = await run(['verify', '--data', folder], { HALLPASS_KEY: '00'.repeat(32) })
  expect([wrong.code, wrong.logged]).toEqual([1, [expect.stringContaining('cannot be opened with this key')]])
})

it('every command refuses a database of a newer version, and leaves it as it is', async () => {
  const folder = await filled()
  const db = openDatabase(join(folder, 'hallpass.db'), KEY)
  db.pragma('user_version=999')
  db.close()
  const before = readFileSync(join(folder, 'hallpass.db'))
  const file = join(tempFolder(), 'to.db')
  for (const words of [['verify'], ['backup', '--to', file], ['keys', 'add', '--tenant', 'bc'], ['station', '--port', '0'], ['hq', '--port', '0']]) {
    const { code, logged } = await run([...words, '--data', folder])
    expect([words[0], code, logged]).toEqual([words[0], 1, [expect.stringContaining('was written by a newer version of Hallpass (schema 999')]])
  }
  expect(existsSync(file)).toBe(false)
  expect(readFileSync(join(folder, 'hallpass.db')).equals(before)).toBe(true)
})

it('a restore that was interrupted is said, and ends when it is run again', async () => {
  const folder = await filled()
  const file = join(tempFolder(), 'copy.db')
  await run(['backup', '--data', folder, '--to', file])
  writeFileSync(join(folder, 'hallpass.db.restoring'), 'half')
  rmSync(join(folder, 'hallpass.db'))
  for (const command of ['verify', 'keys add']) {
    const words = command === 'verify' ? ['verify'] : ['keys', 'add', '--tenant', 'bc']
    expect((await run([...words, '--data', folder])).logged).toEqual([`hallpass: A restore into ${folder} was interrupted; run it again.`])
  }
  expect((await run(['restore', file, '--data', folder])).code).toBe(0)
  expect(await nameOf(folder, 'c1')).toBe('Jürgen Müller')
})

function spoil(file: string, at: number): void {
  const byte = readFileSync(file)[at] ?? 0
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from([byte ^ 0xff]), 0, 1, at)
  closeSync(handle)
}
