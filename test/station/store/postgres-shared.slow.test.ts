/** Several processes on one PostgreSQL database, and a server that goes away. Each store here shares nothing with the others but the database. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { holdLock } from '../../../src-main/station/store/postgres/held-lock.ts'
import { markRestored } from '../../../src-main/station/store/postgres/life.ts'
import { openPostgresStore, withClient } from '../../../src-main/station/store/postgres/postgres-store.ts'
import type { CentralStore, Commit, CommitNotice } from '../../../src-main/station/store/store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { cuttingProxy } from '../../support/cutting-proxy.ts'
import { startPostgres, type Postgres } from '../../support/postgres.ts'
import { checkKept, commitOf, keyOf, pushOf, putOf } from '../../support/store-port.ts'

const AT = '2026-11-22T16:00:00.000Z'
const NAMES = ['Nguyễn Thị Hồng Ánh', "Niamh O'Brien", '李娜 (Li, Na)', 'Ó', 'Guðrún Þórsdóttir', 'null \u0000 byte', 'half \ud83d']

let server: Postgres
let url: string
beforeAll(async () => {
  server = await startPostgres()
  url = await server.database()
})
afterAll(() => server.stop())

async function open(at = url, log: (line: string) => void = () => undefined): Promise<CentralStore> {
  const store = await openPostgresStore({ url: at, resources: resourceOf, log })
  onTestFinished(() => store.close())
  return store
}

/** Follows the feed until the predicate holds, as a station does. @returns every change number with what it said, in the order read */
async function follow(store: CentralStore, tenant: string, since: number, limit: number, isDone: (seen: number[], upTo: number) => boolean) {
  const seen: { seq: number; id: string; doc: string | null }[] = []
  for (let upTo = since; !isDone(seen.map(({ seq }) => seq), upTo);) {
    const page = await store.changes(tenant, null, upTo, limit)
    expect(page.upTo).toBeGreaterThanOrEqual(upTo)
    expect(page.last).toBeGreaterThanOrEqual(page.upTo)
    seen.push(...page.changes.map(({ seq, id, doc }) => ({ seq, id, doc })))
    upTo = page.upTo
  }
  return seen
}

describe('the feed', () => {
  it('gives a reader every change number once, in order, while eight writers at each of two processes commit', async () => {
    const [one, other, reader] = await Promise.all([open(), open(), open()])
    const [writers, each] = [8, 25]
    const tenant = 'feed'
    const write = async (store: CentralStore, name: string) => {
      for (let i = 0; i < each; i++) {
        const id = `${name}-${i}`
        const doc = { id, name: NAMES[i % NAMES.length] }
        expect((await store.commit(commitOf({ puts: [{ key: keyOf(id, tenant), doc, site: null }], audit: { tenant, actor: name, at: AT, action: 'test', record: null } }))).done).toBe(true)
      }
    }
    const first = await reader.lastSeq()
    const total = 2 * writers * each
    const following = follow(reader, tenant, first, 7, (_seen, upTo) => upTo >= first + total)
    await Promise.all([one, other].flatMap((store, p) => Array.from({ length: writers }, (_, i) => write(store, `p${p}w${i}`))))
    const seen = await following
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => first + 1 + i))
    expect(new Set(seen.map(({ id }) => id)).size).toBe(total)
    expect((await reader.verify()).problems).toEqual([])
  })

  it('reading on at any moment gives the same as reading at once, whoever writes, moves and deletes (property)', async () => {
    const [one, other, reader] = await Promise.all([open(), open(), open()])
    const action = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat({ max: 1 }), remove: fc.boolean(), together: fc.boolean() })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), async (actions, limit) => {
        const tenant = `random${++run}`
        const copy = new Map<string, string>()
        let since = 0
        const pull = async () => {
          const page = await reader.changes(tenant, null, since, limit)
          for (const { id, doc } of page.changes) doc === null ? copy.delete(id) : copy.set(id, doc)
          since = page.upTo
          return page.upTo < page.last
        }
        let writing: Promise<unknown>[] = []
        for (const [i, { id, at, remove, together }] of actions.entries()) {
          const key = keyOf(id, tenant)
          const audit = { tenant, actor: 'x', at: AT, action: 'test', record: null }
          const commit: Commit = commitOf(remove ? { deletes: [{ key, by: 'x', at: AT }], audit } : { puts: [{ key, doc: { id, notes: `${i}` }, site: null }], audit })
          writing.push((at === 0 ? one : other).commit(commit))
          if (together) continue
          await Promise.all([...writing, pull()])
          writing = []
        }
        await Promise.all(writing)
        while (await pull());
        const whole = await reader.query({ tenant, collection: 'examRegistrations', where: [], limit: 100 })
        expect([...copy].sort()).toEqual(whole.map(({ id, text }) => [id, text]))
      }),
      { numRuns: 25 },
    )
  })

  it('wakes those who listen at another process, also to a commit that is too large to tell of, and after its line broke', async () => {
    const [writer, listener] = await Promise.all([open(), open()])
    const heard: CommitNotice[] = []
    listener.onCommit((notice) => heard.push(notice))
    const tenantsHeard = () => [...new Set(heard.flatMap(({ tenants }) => tenants))]
    const put = (tenant: string, ids: readonly string[]) => writer.commit(commitOf({ puts: ids.map((id) => ({ key: keyOf(id, tenant), doc: { id }, site: null })), audit: { tenant, actor: 'x', at: AT, action: 'test', record: null } }))
    await expect.poll(async () => {
      await put('small', ['a'])
      return tenantsHeard()
    }, { timeout: 30_000 }).toContain('small')
    await put('large', Array.from({ length: 300 }, (_, i) => `a-rather-long-identifier-of-a-record-${i}`))
    await expect.poll(() => heard.filter(({ tenants }) => tenants.includes('large')).flatMap(({ keys }) => keys).length, { timeout: 30_000 }).toBe(300)
    await withClient(url, (client) => client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN hallpass'`))
    await put('while-away', ['a'])
    await expect.poll(tenantsHeard, { timeout: 30_000 }).toContain('while-away')
  })
})

describe('two processes', () => {
  it('with the same guard, the same node and the same Idempotency-Key have one effect', async () => {
    const stores = await Promise.all([open(), open()])
    const [one] = stores
    await one.commit(commitOf({ puts: [putOf('guarded')] }))
    const guards = [{ key: keyOf('guarded'), rev: 1 }]
    const guarded = await Promise.all(Array.from({ length: 40 }, (_, i) => stores[i % 2]!.commit(commitOf({ guards, puts: [putOf('guarded', { notes: `${i}` })] }))))
    expect(guarded.filter(({ done }) => done).length).toBe(1)
    const applied = { operation: { node: 'desk', epoch: 'e', n: 1 }, hash: 'h', result: { state: 'applied' as const, conflicts: [] } }
    const pushed = await Promise.all(stores.map((store) => store.commit(commitOf({ applied, puts: [putOf('pushed')] }))))
    expect(pushed.map((outcome) => (outcome.done ? 'done' : outcome.reason)).sort()).toEqual(['done', 'replayed'])
    const once = (i: number) => ({ tenant: 'bc', key: 'k', hash: 'h', at: AT, reply: () => ({ status: 200, body: i }) })
    const answered = await Promise.all(stores.map((store, i) => store.commit(commitOf({ puts: [putOf(`once-${i}`)], idempotency: once(i) }))))
    expect(answered.map((outcome) => (outcome.done ? 'done' : outcome.reason)).sort()).toEqual(['answered', 'done'])
  })

  it('that start on an empty database at once both find it whole, and refuse one from a newer version', async () => {
    const fresh = await server.database()
    const stores = await Promise.all(Array.from({ length: 4 }, () => open(fresh)))
    expect(new Set(stores.map(({ node, secret }) => `${node} ${secret}`)).size).toBe(1)
    expect(new Set(await Promise.all(stores.map(async (store) => (await store.changes('bc', null, 0, 1)).epoch))).size).toBe(1)
    await withClient(fresh, (client) => client.query('INSERT INTO migration (version) VALUES (99)'))
    await expect(open(fresh)).rejects.toMatchObject({ kind: 'newer-schema', message: expect.stringContaining('newer version of Hallpass (schema 99') })
  })

  it('hold what is for one at a time one after the other, and the next takes over when the line of the first breaks', async () => {
    const events: string[] = []
    const locks = ['a', 'b'].map((name) => holdLock(url, 'mail', { held: () => events.push(`${name} holds`), lost: async () => void events.push(`${name} lost`) }))
    onTestFinished(async () => void (await Promise.all(locks.map((lock) => lock.release()))))
    await expect.poll(() => events.length, { timeout: 30_000 }).toBe(1)
    const [holder] = events[0]!.split(' ')
    await withClient(url, (client) => client.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted`))
    await expect.poll(() => [events.includes(`${holder} lost`), events.filter((event) => event.endsWith('holds')).length], { timeout: 30_000 }).toEqual([true, 2])
    await withClient(url, async (client) => {
      const { rows } = await client.query(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND granted`)
      expect(rows).toEqual([{ n: 1 }])
    })
  })
})

describe('a server that goes away', () => {
  it('loses and repeats nothing that was answered, and says what it cannot answer', async () => {
    const stores = await Promise.all([open(), open()])
    const tenant = 'kills'
    const done = new Set<string>()
    const unsure = new Set<string>()
    const kinds = new Set<unknown>()
    const ended = new AbortController()
    const write = async (store: CentralStore, name: string) => {
      for (let i = 0; !ended.signal.aborted; i++) {
        const id = `${name}-${i}`
        await store.commit(commitOf({ puts: [{ key: keyOf(id, tenant), doc: { id, number: 0 }, site: null, assignNumber: true }], audit: { tenant, actor: name, at: AT, action: 'test', record: null } })).then(
          () => done.add(id),
          (error: { kind?: unknown }) => {
            kinds.add(error.kind)
            if (error.kind === 'uncertain') unsure.add(id)
          },
        )
      }
    }
    const writing = stores.flatMap((store, p) => [write(store, `p${p}a`), write(store, `p${p}b`)])
    for (let round = 0; round < 3; round++) {
      const before = done.size
      await expect.poll(() => done.size, { timeout: 60_000 }).toBeGreaterThan(before + 20)
      await server.kill()
      await expect.poll(() => stores[0]!.lastSeq().then(() => 'reached', (error: { kind?: string }) => error.kind), { timeout: 30_000 }).toBe('unavailable')
      await server.start()
    }
    const before = done.size
    await expect.poll(() => done.size, { timeout: 60_000 }).toBeGreaterThan(before + 20)
    ended.abort()
    await Promise.all(writing)
    expect([...kinds].filter((kind) => kind !== 'unavailable' && kind !== 'uncertain')).toEqual([])
    const stored = (await stores[0]!.query({ tenant, collection: 'examRegistrations', where: [], limit: 100_000 })).map(({ id, text }) => ({ id, ...(JSON.parse(text) as { number: number }) }))
    const ids = new Set(stored.map(({ id }) => id))
    expect([...done].filter((id) => !ids.has(id))).toEqual([])
    expect(stored.filter(({ id }) => !done.has(id) && !unsure.has(id))).toEqual([])
    expect(new Set(stored.map(({ number }) => number)).size).toBe(stored.length)
    expect((await stores[0]!.verify()).problems).toEqual([])
  })

  it.each(['before', 'after'] as const)('a commit whose line breaks %s the server made it final is stored once and told as stored', async (when) => {
    const proxy = await cuttingProxy(url)
    const store = await open(proxy.url)
    for (let i = 0; i < 5; i++) {
      const id = `cut-${when}-${i}`
      const before = await store.lastSeq()
      proxy.cut(when)
      const outcome = await store.commit(commitOf({ guards: [{ key: keyOf(id), rev: 0 }], puts: [putOf(id)] }))
      expect([outcome.done, (await store.get(keyOf(id)))?.rev, (await store.lastSeq()) - before, proxy.cuts()]).toEqual([true, 1, 1, i + 1])
    }
    expect((await store.verify()).problems).toEqual([])
  })

  it('a commit that nobody can be asked about is told as uncertain, not as failed', async () => {
    const proxy = await cuttingProxy(url)
    const store = await open(proxy.url)
    proxy.cut('after', true)
    await expect(store.commit(commitOf({ puts: [putOf('unsure')] }))).rejects.toMatchObject({ kind: 'uncertain' })
  })
})

describe('another life', () => {
  it('begins where a dump woke up in another database, and where somebody says so; numbers go on and the log tells', async () => {
    const from = await server.database()
    const store = await open(from)
    await store.commit(commitOf({ puts: [putOf('a', { name: NAMES[5] }), putOf('b', { name: NAMES[6] })] }))
    await store.commit(pushOf(1))
    const epochOf = async (at: CentralStore) => (await at.changes('bc', null, 0, 10)).epoch
    const before = await epochOf(store)
    await store.close()
    const again = await openPostgresStore({ url: from, resources: resourceOf })
    expect(await epochOf(again)).toBe(before)
    await again.close()

    const to = await server.database()
    const file = `${server.folder}/dump`
    await server.program('pg_dump', '--format=custom', `--file=${file}`, from)
    await server.program('pg_restore', '--no-owner', `--dbname=${to}`, file)
    const said: string[] = []
    const restored = await open(to, (line) => said.push(line))
    const after = await epochOf(restored)
    expect([after === before, said.length]).toEqual([false, 1])
    expect((await restored.changes('bc', null, 0, 10)).changes.map(({ id, doc }) => [id, doc])).toEqual([['a', JSON.stringify({ id: 'a', name: NAMES[5] })], ['b', JSON.stringify({ id: 'b', name: NAMES[6] })], ['r1', '{"id":"r1"}']])
    await restored.commit(pushOf(2))
    await withClient(to, markRestored)
    expect(await epochOf(restored)).not.toBe(after)
    await checkKept(restored, before, after)
    expect((await restored.commit(commitOf({ puts: [putOf('c')] })))).toMatchObject({ done: true, seq: 5 })
    expect(await restored.verify()).toMatchObject({ ok: true, records: 5, audit_rows: 7, problems: [] })
  })

  it('begins where the server was recovered to a point in time', async () => {
    const from = await server.database()
    const store = await open(from)
    await store.commit(commitOf({ puts: [putOf('a')] }))
    const { epoch } = await store.changes('bc', null, 0, 10)
    const recovered = await server.recovered()
    onTestFinished(() => recovered.stop())
    const to = new URL(from)
    to.port = String(recovered.port)
    const said: string[] = []
    const there = await open(to.href, (line) => said.push(line))
    const page = await there.changes('bc', null, 0, 10)
    expect([page.epoch === epoch, page.changes.map(({ id }) => id), said]).toEqual([false, ['a'], [expect.stringContaining('a new epoch begins')]])
    await there.close()
  })

  it('verify finds what was changed behind the log', async () => {
    const at = await server.database()
    const store = await open(at)
    await store.commit(commitOf({ puts: [putOf('a', { notes: 'as written' }), putOf('b')] }))
    await withClient(at, async (client) => {
      await client.query(`UPDATE record SET doc = replace(doc, 'as written', 'forged') WHERE id = 'a'`)
      await client.query(`UPDATE audit SET actor = 'somebody else' WHERE n = 2`)
      await client.query(`UPDATE record SET seq = 7 WHERE id = 'b'`)
    })
    const { ok, problems } = await store.verify()
    expect([ok, problems.join(' ')]).toEqual([false, expect.stringMatching(/Row 2 of the audit log was changed.*examRegistrations\/a was changed behind.*change number 7/)])
  })
})
