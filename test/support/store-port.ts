/** What every store must do, written against the port so that a second store runs the same tests. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CentralStore, Commit, Doc, Key } from '../../src-main/station/store/store.ts'

export type OpenStore = () => Promise<CentralStore>

const AT = '2026-11-22T16:00:00.000Z'

export const keyOf = (id: string, tenant = 'bc', collection: Key['collection'] = 'examRegistrations'): Key => ({ tenant, collection, id })

/** A commit with nothing in it but what is given. */
export function commitOf(part: Partial<Commit>): Commit {
  return { guards: [], puts: [], deletes: [], touches: [], audit: { tenant: 'bc', actor: 'amara', at: AT, action: 'test', record: null }, ...part }
}

export const putOf = (id: string, doc: Doc = {}, site: string | null = null) => ({ key: keyOf(id), doc: { id, ...doc }, site })

/** A pushed write of desk1. */
export const pushOf = (n: number): Commit =>
  commitOf({ puts: [putOf(`r${n}`)], applied: { operation: { node: 'desk1', epoch: 'e', n }, hash: `h${n}`, result: { state: 'applied', conflicts: [] } } })

/** Two restores: the one that ended `first` kept one of desk1's writes, the one that ended `second` two. */
export async function checkKept(store: CentralStore, first: string, second: string): Promise<void> {
  expect(await Promise.all([first, second, 'unknown'].map((epoch) => store.keptSince(epoch, 'desk1')))).toEqual([{ e: 1 }, { e: 2 }, {}])
  expect(await store.keptSince(first, 'desk2')).toEqual({})
}

/** Runs the port's tests against a store. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`${name}: the port`, () => {
    it('gives back the bytes that it was given, and nothing of another tenant', async () => {
      const store = await open()
      const text = JSON.stringify({ id: 'a', name: 'Nguyễn Thị Hồng Ánh', notes: 'quote " and \u2028', score: 71.5 })
      await store.commit(commitOf({ puts: [{ key: keyOf('a'), doc: JSON.parse(text) as Doc, site: null }] }))
      expect((await store.get(keyOf('a')))?.text).toBe(text)
      expect(await store.get(keyOf('a', 'other'))).toBeUndefined()
      expect((await store.query({ tenant: 'other', collection: 'examRegistrations', where: [], limit: 10 })).length).toBe(0)
    })

    it('refuses a commit whose guard does not hold, without a trace', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('a', { notes: 'first' })] }))
      const seq = await store.lastSeq()
      const refused = await store.commit(commitOf({ guards: [{ key: keyOf('a'), rev: 0 }], puts: [putOf('a', { notes: 'second' }), putOf('b')] }))
      expect(refused).toEqual({ done: false, reason: 'guard' })
      expect((await store.get(keyOf('a')))?.text).toContain('first')
      expect(await store.get(keyOf('b'))).toBeUndefined()
      expect(await store.lastSeq()).toBe(seq)
    })

    it('makes several commits at once, in order, up to the first that is refused', async () => {
      const store = await open()
      const outcomes = await store.commitAll([
        commitOf({ guards: [{ key: keyOf('a'), rev: 0 }], puts: [putOf('a', { notes: 'first' })] }),
        commitOf({ puts: [putOf('a', { notes: 'second' }), putOf('b')] }),
        commitOf({ guards: [{ key: keyOf('b'), rev: 0 }], puts: [putOf('c')] }),
        commitOf({ puts: [putOf('d')] }),
      ])
      expect(outcomes.map((outcome) => outcome.done)).toEqual([true, true, false])
      expect(outcomes.map((outcome) => (outcome.done ? outcome.seq : outcome.reason))).toEqual([1, 3, 'guard'])
      expect((await store.get(keyOf('a')))?.text).toContain('second')
      expect((await store.changes('bc', null, 0, 10)).changes.map(({ id }) => id)).toEqual(['a', 'b'])
      expect(await store.commitAll([])).toEqual([])
    })

    it('lets exactly one of fifty writers with the same guard through', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('a')] }))
      const guards = [{ key: keyOf('a'), rev: 1 }]
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => store.commit(commitOf({ guards, puts: [putOf('a', { notes: `${i}` })] }))))
      expect(outcomes.filter((outcome) => outcome.done).length).toBe(1)
    })

    it('serialises by touching a parent, and asks again that nothing was found', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('event')] }))
      const guards = [{ key: keyOf('event'), rev: 1 }]
      const touching = (id: string) => store.commit(commitOf({ guards, touches: [keyOf('event')], puts: [putOf(id)] }))
      const both = await Promise.all([touching('one'), touching('two')])
      expect(both.map((outcome) => outcome.done)).toEqual([true, false])
      const absent = [{ tenant: 'bc', collection: 'examRegistrations' as const, where: [{ field: 'id', eq: 'one' }] }]
      expect((await store.commit(commitOf({ absent, deletes: [{ key: keyOf('event'), by: 'amara', at: AT }] }))).done).toBe(false)
    })

    it('numbers records per tenant and collection and never reuses a number', async () => {
      const store = await open()
      const create = async (id: string, tenant: string) => {
        const done = await store.commit(commitOf({ puts: [{ key: keyOf(id, tenant), doc: { id }, site: null, assignNumber: true }] }))
        return done.done ? done.docs[0]?.number : undefined
      }
      expect([await create('a', 'bc'), await create('b', 'bc'), await create('a', 'on')]).toEqual([1, 2, 1])
      await store.commit(commitOf({ deletes: [{ key: keyOf('b'), by: 'amara', at: AT }] }))
      expect(await create('c', 'bc')).toBe(3)
    })

    it('imports all or nothing and never gives an imported number again', async () => {
      const store = await open()
      const line = (id: string, number: number) => ({ key: keyOf(id), doc: { id, number }, site: null })
      function* broken() {
        yield line('a', 7)
        throw new Error('line 2 is broken')
      }
      await expect(store.importLines(broken(), AT)).rejects.toThrow('line 2')
      expect(await store.get(keyOf('a'))).toBeUndefined()
      expect(await store.importLines([line('a', 7), line('b', 41)], AT)).toBe(2)
      const done = await store.commit(commitOf({ puts: [{ key: keyOf('c'), doc: { id: 'c' }, site: null, assignNumber: true }] }))
      expect(done.done && done.docs[0]?.number).toBe(42)
    })

    it('keeps a stored reply and answers it once more', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('a')], idempotency: { tenant: 'bc', key: 'k1', hash: 'h', at: AT, reply: (docs) => ({ status: 200, body: docs[0] }) } }))
      expect(await store.replyOf('bc', 'k1')).toEqual({ hash: 'h', reply: { status: 200, body: { id: 'a' } } })
      expect(await store.replyOf('on', 'k1')).toBeUndefined()
      await store.forgetReplies('2026-11-23T00:00:00.000Z')
      expect(await store.replyOf('bc', 'k1')).toBeUndefined()
    })

    it('applies a pushed write only as the next of its node and keeps its answer', async () => {
      const store = await open()
      const push = (n: number) => store.commit(pushOf(n))
      expect(await push(2)).toEqual({ done: false, reason: 'replayed' })
      expect((await push(1)).done).toBe(true)
      expect(await push(1)).toEqual({ done: false, reason: 'replayed' })
      expect((await push(2)).done).toBe(true)
      expect(await store.appliedOf('desk1')).toEqual({ e: 2 })
      expect(await store.resultOf({ node: 'desk1', epoch: 'e', n: 1 })).toMatchObject({ hash: 'h1', result: { state: 'applied' } })
    })

    it('feeds each site what it may see: moves and deletes as "gone", others not at all', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('north', {}, 'N'), putOf('south', {}, 'S'), putOf('all')] }))
      await store.commit(commitOf({ puts: [putOf('north', { notes: 'moved' }, 'S')] }))
      await store.commit(commitOf({ deletes: [{ key: keyOf('all'), by: 'amara', at: AT }] }))
      const seen = async (site: string | null) => (await store.changes('bc', site, 0, 100)).changes.map(({ id, doc }) => [id, doc !== null])
      expect(await seen('N')).toEqual([['north', false], ['all', false]])
      expect(await seen('S')).toEqual([['south', true], ['north', true], ['all', false]])
      expect(await seen(null)).toEqual([['south', true], ['north', true], ['all', false]])
      expect((await store.changes('on', null, 0, 100)).changes).toEqual([])
    })

    it('reading on from any cut gives every site the same as reading at once (property)', async () => {
      const action = fc.record({ id: fc.constantFrom('a', 'b', 'c'), site: fc.constantFrom('N', 'S', null), remove: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(fc.array(action, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('N', 'S', null), async (actions, limit, site) => {
          const store = await open()
          const copy = new Map<string, string>()
          let since = 0
          const pull = async () => {
            const page = await store.changes('bc', site, since, limit)
            const text = await store.changesText?.('bc', site, since, limit)
            if (text) expect({ ...text, changes: JSON.parse(text.changes.toString()) }).toEqual({ ...page, bytes: text.bytes })
            for (const { id, doc } of page.changes) doc === null ? copy.delete(id) : copy.set(id, doc)
            since = page.upTo
            return page.upTo < page.last
          }
          for (const [i, { id, site: to, remove }] of actions.entries()) {
            await store.commit(commitOf(remove ? { deletes: [{ key: keyOf(id), by: 'x', at: AT }] } : { puts: [putOf(id, { notes: `${i}` }, to)] }))
            if (i % 3 === 0) await pull()
          }
          while (await pull());
          const whole = await store.query({ tenant: 'bc', collection: 'examRegistrations', where: [], limit: 100 })
          const expected = whole.filter((record) => site === null || record.site === null || record.site === site).map(({ id, text }) => [id, text])
          expect([...copy].sort()).toEqual(expected)
        }),
        { numRuns: 40 },
      )
    })

    it.each([
      ['mull', 'Jürgen Müller'], ['MÜLLER', 'Jürgen Müller'], ['ler jur', 'Jürgen Müller'],
      ['li', '李娜 (Li, Na)'], ['李', '李娜 (Li, Na)'], ['ó', 'Seán Ó'], ['o', 'Seán Ó'],
      ["o'br", "Niamh O'Brien"], ['obrien', 'Niamh O’Brien'], ['nguyen', 'Nguyễn Thị Hồng Ánh'],
      ['محمد', 'مُحَمَّد علي'], ['अनि', 'अनिल कुमार'], ['김', '김민준'], ['ковал', 'Олена Коваль'], ['thors', 'Guðrún Þórsdóttir'],
    ])('finds by "%s": %s', async (text, name) => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('a', { name }), putOf('z', { name: 'Xerxes Quist' })] }))
      const found = await store.search({ tenant: 'bc', collection: 'examRegistrations', where: [], limit: 10 }, text)
      expect(found.map(({ id }) => id)).toEqual(['a'])
    })

    it('forgets the old name when a name changes', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [putOf('a', { name: 'Maria Lopez' })] }))
      await store.commit(commitOf({ puts: [putOf('a', { name: 'Maria Kaur' })] }))
      const find = (text: string) => store.search({ tenant: 'bc', collection: 'examRegistrations', where: [], limit: 10 }, text)
      expect([(await find('lopez')).length, (await find('kaur')).length, (await find('ka')).length]).toEqual([0, 1, 1])
    })

    it('restricts by value, list, range, presence and text', async () => {
      const store = await open()
      await store.commit(commitOf({ puts: [
        putOf('a', { city: 'Montréal', score: 40, date: '2026-11-01T23:30:00-07:00', retest: true }),
        putOf('b', { city: 'Québec', score: 70, date: '2026-11-02' }),
        putOf('c', { city: 'Toronto', date: '2026-11-03T00:00:00Z' }),
      ] }))
      const ids = async (...where: Parameters<CentralStore['query']>[0]['where']) =>
        (await store.query({ tenant: 'bc', collection: 'examRegistrations', where, limit: 10 })).map(({ id }) => id).join('')
      expect(await ids({ field: 'city', contains: 'ré' })).toBe('a')
      expect(await ids({ field: 'city', contains: 'O' })).toBe('ac')
      expect(await ids({ field: 'score', from: 40, to: 70, as: 'number' })).toBe('ab')
      expect(await ids({ field: 'date', from: '2026-11-02T00:00:00Z', to: '2026-11-02T06:30:00Z', as: 'instant' })).toBe('ab')
      expect(await ids({ field: 'score', present: false })).toBe('c')
      expect(await ids({ field: 'retest', eq: true })).toBe('a')
      expect(await ids({ field: 'id', in: ['a', 'c', 'nobody'] })).toBe('ac')
      expect(await store.queryText({ tenant: 'bc', collection: 'examRegistrations', where: [], after: 'b', limit: 5 })).toMatchObject({ count: 1, lastId: 'c' })
    })
  })
}
