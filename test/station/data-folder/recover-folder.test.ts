import { createHash } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder, type OpenFolder } from '../../../src-main/station/data-folder.ts'
import type { Commit } from '../../../src-main/station/store/store.ts'
import { recoveryNotice } from '../../../src-main/station/store/recovered.ts'
import { MET_LIFE } from '../../../src-main/station/store/server-run.ts'
import { verifyFile } from '../../../src-main/station/store/sqlite/verify-file.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = '4d'.repeat(32)
/** Headquarters as it was met. */
const LIFE = 'life of headquarters'
const AT = '2026-11-22T16:00:00.000Z'
const page_bytes = 4_096

const keyOf = (id: string) => ({ tenant: 'bc', collection: 'contacts' as const, id })

/** A new contact that waits for headquarters. */
function queued(id: string): Commit {
  const doc = { id, name: 'Björk Ó' }
  return {
    guards: [], deletes: [], touches: [], puts: [{ key: keyOf(id), doc, site: null }],
    audit: { tenant: 'bc', actor: 'a', at: AT, action: 'create-record', record: null },
    outbox: {
      operation: { tenant: 'bc', command: 'create-record', input: { id }, actor: { id: 'a', name: 'A', scope: 'write' }, at: AT, ids: [], saw: {}, wrote: {} },
      effects: [{ key: keyOf(id), change: { kind: 'create', doc, site: null } }],
    },
  }
}

/** A folder as a kill leaves it: eight writes wait, all of them in the log. */
async function killed(): Promise<string> {
  const folder = tempFolder()
  const open = openDataFolder({ folder, use: 'serve', key: KEY })
  const left = tempFolder()
  open.store.outbox.beginEpoch('bc', LIFE, {})
  for (let i = 1; i <= 8; i++) await open.store.commit(queued(`c${i}`))
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name))
  await open.close()
  return left
}

function reopen(folder: string, log: string[] = [], refill = true): OpenFolder {
  return openDataFolder({ folder, use: 'serve', key: KEY, damage: { refill, log: (line) => void log.push(line), onDamage: (line) => void log.push(line) } })
}

function overwrite(file: string, at: number, bytes: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(bytes, 7), 0, bytes, at)
  closeSync(handle)
}

const waiting = (open: OpenFolder) => open.store.outbox.waiting(100).map(({ n, epoch }) => ({ n, epoch }))

it('a log cut after a kill is set aside; what is left waits under its own numbers and new writes have a new epoch', async () => {
  const folder = await killed()
  const log = join(folder, 'hallpass.db-wal')
  truncateSync(log, statSync(log).size - 3 * page_bytes)
  const damaged = readFileSync(log)
  const said: string[] = []
  const open = reopen(folder, said)
  expect(said).toEqual([expect.stringMatching(/^The database has a cut or damaged log\. It was set aside as hallpass-damaged-/)])
  const kept = waiting(open)
  expect(kept.length).toBeGreaterThan(4)
  expect(kept.map(({ n }) => n)).toEqual(kept.map((_, i) => i + 1))
  // Everything is read anew, and headquarters is told which of its lives the answers in the journal are of.
  const { serverEpoch, cursor } = open.store.outbox.state()
  expect([open.store.meta.get(MET_LIFE), serverEpoch === LIFE, cursor]).toEqual([LIFE, false, 0])
  await open.store.commit(queued('c9'))
  const last = waiting(open).at(-1)
  expect(last?.n).toBe(1)
  expect(last?.epoch).not.toBe(kept[0]?.epoch)
  expect(recoveryNotice(open.store, Date.parse(AT))).toMatch(/set aside as/)
  await open.close()
  const aside = readdirSync(folder).find((name) => name.startsWith('hallpass-damaged-') && name.endsWith('-wal')) ?? ''
  expect(readFileSync(join(folder, aside)).equals(damaged)).toBe(true)
  expect(verifyFile(join(folder, 'hallpass.db'), KEY)).toMatchObject({ ok: true, recovered: expect.stringContaining('set aside') })
})

it.each([['an emptied file', ''], ['a missing file', null]])('%s is never taken for a new one', async (_, content) => {
  const folder = await killed()
  const file = join(folder, 'hallpass.db')
  for (const companion of ['-wal', '-shm']) rmSync(file + companion)
  if (content === null) rmSync(file)
  else writeFileSync(file, content)
  expect(() => reopen(folder, [], false)).toThrow('Put the last backup in its place')
  expect(existsSync(file)).toBe(content !== null)
  const said: string[] = []
  await reopen(folder, said).close()
  expect(said[0]).toMatch(/set aside/)
})

it('without headquarters, and for a wrong key, nothing is changed', async () => {
  const folder = await killed()
  overwrite(join(folder, 'hallpass.db-wal'), 3 * page_bytes, 100)
  const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])
  expect(() => reopen(folder, [], false)).toThrow(/damaged log\. Nothing was started and nothing was changed.* writes that wait for headquarters can be read in it/)
  expect(() => openDataFolder({ folder, use: 'use', key: KEY })).toThrow('Put the last backup in its place')
  expect(() => openDataFolder({ folder, use: 'serve', key: '00'.repeat(32), damage: { refill: true, log: () => undefined, onDamage: () => undefined } })).toThrow('cannot be opened with this key')
  expect(readdirSync(folder).filter((name) => !name.startsWith('hallpass.lock')).map((name) => [name, readFileSync(join(folder, name)).toString('base64')])).toEqual(before.filter(([name]) => !name?.startsWith('hallpass.lock')))
})

it('a recovery that was killed between its renames is finished', async () => {
  const folder = await killed()
  overwrite(join(folder, 'hallpass.db-wal'), 3 * page_bytes, 100)
  const kept = 'hallpass-damaged-2026-11-22T16-00-00.db'
  writeFileSync(join(folder, 'hallpass.damaged'), JSON.stringify({ why: 'has a damaged log', kept }))
  renameSync(join(folder, 'hallpass.db-wal'), join(folder, `${kept}-wal`))
  const said: string[] = []
  const open = reopen(folder, said)
  expect(said[0]).toContain(kept)
  expect(waiting(open).length).toBeGreaterThan(4)
  await open.close()
  expect(readdirSync(folder)).toEqual(expect.arrayContaining([kept, `${kept}-wal`, 'hallpass.db']))
})

/** A folder as a kill leaves it, with some of what waits in the file and some in the log. */
async function killedTwice(): Promise<string> {
  const folder = await killed()
  await reopen(folder).close()
  const open = reopen(folder)
  for (let i = 9; i <= 12; i++) await open.store.commit(queued(`c${i}`))
  const left = tempFolder()
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name))
  await open.close()
  return left
}

const database = (folder: string) => readdirSync(folder).filter((name) => /^hallpass\.db(-wal)?$/.test(name)).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')])

it('a page of which only the opening hears: the sound log is not copied into a file that is refused', async () => {
  const sound = await killedTwice()
  let refused = 0
  for (let page = 2; page <= 6; page++) {
    const folder = tempFolder()
    for (const name of readdirSync(sound)) copyFileSync(join(sound, name), join(folder, name))
    overwrite(join(folder, 'hallpass.db'), (page - 1) * page_bytes, 100)
    const before = database(folder)
    try {
      await reopen(folder, [], false).close()
    } catch (error) {
      expect((error as Error).message).toContain('nothing was changed')
      expect(database(folder), `page ${page}`).toEqual(before)
      refused++
    }
  }
  expect(refused).toBeGreaterThan(0)
})

it('a desk that has only a paired hub refills from there: its damaged file is set aside', async () => {
  const folder = await killed()
  const known = reopen(folder)
  known.store.meta.set('paired_hub', JSON.stringify({ url: 'https://192.168.1.20:4781' }))
  await known.close()
  overwrite(join(folder, 'hallpass.db'), statSync(join(folder, 'hallpass.db')).size - page_bytes, page_bytes)
  writeFileSync(join(folder, 'hallpass.damaged'), JSON.stringify({ why: 'has a page that could not be read' }))
  const said: string[] = []
  const open = reopen(folder, said, false)
  expect(said[0]).toMatch(/set aside/)
  expect(waiting(open).length).toBeGreaterThan(4)
  expect(open.store.meta.get('paired_hub')).toContain('192.168.1.20')
  await open.close()
})
