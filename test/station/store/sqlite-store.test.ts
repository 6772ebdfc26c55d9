import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src-main/station/store/sqlite/database.ts'
import { initial } from '../../../src-main/station/store/sqlite/migrations/0001-initial.ts'
import { lookup } from '../../../src-main/station/store/sqlite/migrations/0002-lookup.ts'
import { waiting } from '../../../src-main/station/store/sqlite/migrations/0003-waiting.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { checkKept, commitOf, describeStore, keyOf, pushOf, putOf } from '../../support/store-port.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = '5f'.repeat(32)
const open = (file: string, key = KEY) => openSqliteStore({ file, key, resources: resourceOf })

describeStore('SQLite', async () => {
  const store = open(join(tempFolder(), 'hallpass.db'))
  onTestFinished(() => store.close())
  return store
})

describe('the SQLite file', () => {
  it('holds no name in the clear, neither the file nor the write-ahead log', async () => {
    const folder = tempFolder()
    const store = open(join(folder, 'hallpass.db'))
    await store.commit(commitOf({ puts: Array.from({ length: 50 }, (_, i) => putOf(`a${i}`, { name: 'Przemysław Wiśniewski', email_address: 'przemyslaw@example.org' })) }))
    const raw = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
    expect(raw.length).toBeGreaterThan(1)
    for (const bytes of raw) {
      for (const text of ['Wiśniewski', 'wisniewski', 'przemyslaw@', 'SQLite format']) expect(bytes.includes(text)).toBe(false)
    }
    await store.close()
    expect(readFileSync(join(folder, 'hallpass.db')).includes('isniewski')).toBe(false)
  })

  it('is written with synchronous=FULL and a write-ahead log', () => {
    const db = openDatabase(join(tempFolder(), 'x.db'), KEY)
    expect([db.pragma('synchronous', { simple: true }), db.pragma('journal_mode', { simple: true }), db.pragma('foreign_keys', { simple: true })]).toEqual([2, 'wal', 1])
    db.close()
  })

  it('refuses another key and is unchanged by the attempt', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    await open(file).close()
    const before = readFileSync(file)
    expect(() => open(file, '00'.repeat(32))).toThrow(/cannot be opened with this key/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('refuses a file from a newer version and does not change it', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    await open(file).close()
    const db = openDatabase(file, KEY)
    db.pragma('user_version=99')
    db.close()
    expect(() => open(file)).toThrow(/newer version of Hallpass \(schema 99/)
  })

  it('takes over the keys of an older file as records, and finds them by hash without a scan', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    const old = openDatabase(file, KEY)
    for (const { version, sql } of [initial, lookup, waiting]) {
      old.exec(sql)
      old.pragma(`user_version=${version}`)
    }
    old.exec(`INSERT INTO meta (key, value) VALUES ('seq', '7')`)
    const insert = old.prepare('INSERT INTO api_key (id, hash, tenant, scope, site, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    insert.run('k1', 'h1', 'bc', 'admin', null, '2026-11-20T00:00:00.000Z', null)
    insert.run('k2', 'h2', 'on', 'read', 'N', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z')
    old.close()
    const store = open(file)
    expect(await store.keys.byHash('h1')).toEqual({ id: 'k1', tenant: 'bc', scope: 'admin', site: null, revoked: false, expires_at: null, own: true })
    expect(await store.keys.byHash('h2')).toEqual({ id: 'k2', tenant: 'on', scope: 'read', site: 'N', revoked: true, expires_at: null, own: true })
    expect((await store.changes('bc', null, 0, 10)).changes.map(({ seq, id }) => [seq, id])).toEqual([[8, 'k1']])
    expect(await store.lastSeq()).toBe(9)
    expect(await store.tenants()).toEqual(['bc', 'on'])
    expect((await store.verify()).problems).toEqual([])
    await store.close()
    const db = openDatabase(file, KEY)
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT doc FROM record INDEXED BY api_key_hash WHERE collection = 'apiKeys' AND json_extract(lookup, '$.hash') = ?`).all('h1') as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH record USING INDEX api_key_hash \(<expr>=\?\)/)
    db.close()
  })

  it('makes the declared indexes and uses them', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    await open(file).close()
    const db = openDatabase(file, KEY)
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT doc FROM record WHERE tenant = ? AND collection = 'examRegistrations' AND json_extract(lookup, '$.exam_offering_id') = ? ORDER BY id LIMIT 200`).all('bc', 'o') as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toMatch(/USING INDEX lookup_examRegistrations_exam_offering_id \(tenant=\? AND <expr>=\?\)/)
    db.close()
  })

  it('backs up while open; the copy opens with the same key and verifies', async () => {
    const folder = tempFolder()
    const store = open(join(folder, 'hallpass.db'))
    await store.commit(commitOf({ puts: [putOf('a', { name: 'Amara' })] }))
    await store.backup(join(folder, 'copy.db'))
    await expect(store.backup(join(folder, 'copy.db'))).rejects.toThrow(/exists already/)
    await store.close()
    expect(readFileSync(join(folder, 'copy.db')).includes('Amara')).toBe(false)
    const copy = open(join(folder, 'copy.db'))
    expect((await copy.get(keyOf('a')))?.text).toContain('Amara')
    expect((await copy.verify()).ok).toBe(true)
    await copy.close()
  })
})

it('knows what each restore kept of a node\'s writes', async () => {
  const store = open(join(tempFolder(), 'hallpass.db'))
  onTestFinished(() => store.close())
  const { epoch } = await store.changes('bc', null, 0, 1)
  await store.commit(pushOf(1))
  store.beginLife('second')
  await store.commit(pushOf(2))
  store.beginLife('third')
  expect((await store.changes('bc', null, 0, 1)).epoch).toBe('third')
  await checkKept(store, epoch, 'second')
})

describe('verify', () => {
  async function filled() {
    const file = join(tempFolder(), 'hallpass.db')
    const store = open(file)
    for (let i = 0; i < 20; i++) await store.commit(commitOf({ puts: [putOf(`r${i}`, { score: i })] }))
    await store.close()
    return file
  }

  async function problemsAfter(file: string, sql: string) {
    const db = openDatabase(file, KEY)
    db.exec(sql)
    db.close()
    const store = open(file)
    const { problems } = await store.verify()
    await store.close()
    return problems
  }

  it('is content with what commits wrote', async () => {
    const store = open(await filled())
    expect(await store.verify()).toMatchObject({ ok: true, records: 20, audit_rows: 20, problems: [] })
    await store.close()
  })

  it.each([
    ['one changed byte of an audit row', `UPDATE audit SET actor = 'amarb' WHERE n = 7`, 'Row 7 of the audit log was changed.'],
    ['a removed audit row', `DELETE FROM audit WHERE n = 20`, 'The audit log lacks the row of examRegistrations/r19.'],
    ['a removed audit row in the middle', `DELETE FROM audit WHERE n = 5`, 'The audit log lacks row 5.'],
    ['a score changed behind the log', `UPDATE record SET doc = json_set(doc, '$.score', 99) WHERE id = 'r3'`, 'examRegistrations/r3 was changed behind the audit log.'],
  ])('finds %s', async (_what, sql, sentence) => {
    expect(await problemsAfter(await filled(), sql)).toContain(sentence)
  })

  it('finds one changed byte anywhere in the encrypted file', async () => {
    const file = await filled()
    const original = readFileSync(file)
    for (const offset of [20_000, 60_001, original.length - 2_000]) {
      const damaged = Buffer.from(original)
      damaged[offset] = (damaged[offset] ?? 0) ^ 1
      const copy = `${file}.${offset}`
      copyFileSync(file, copy)
      writeFileSync(copy, damaged)
      const found = await verifyOrRefuse(copy)
      expect(found).not.toBe('fine')
    }
  })

  async function verifyOrRefuse(file: string): Promise<string> {
    try {
      const store = open(file)
      const report = await store.verify()
      await store.close()
      return report.ok ? 'fine' : 'reported'
    } catch (error) {
      return (error as Error).message
    }
  }
})
