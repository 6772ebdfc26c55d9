/** Contract section 3: pages, walks and their keys. */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAM, exam, makeStation, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
  const docs = Array.from({ length: 250 }, (_, i) => ({ ...exam({ student_id: i % 2 === 0 ? 'contact-1' : 'contact-2', notes: `n${i}`, status: i % 3 === 0 ? 'cancelled' : 'registered' }), id: `r${String(i).padStart(4, '0')}`, number: i + 1 }))
  await station.seed('examRegistrations', docs)
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)
const header = 'x-last-evaluated-key'

interface Paged {
  ids: string[]
  key: string | undefined
}

const LISTS = {
  list: async (query: string): Promise<Paged> => {
    const { body, headers } = await call('GET', `${EXAM}?${query}`)
    return { ids: body.map(({ id }: { id: string }) => id), key: headers[header] }
  },
  'look-up': async (query: string): Promise<Paged> => {
    const { body } = await call('GET', `${EXAM}/student/contact-1?${query}`)
    expect(body.Count).toBe(body.Items.length)
    return { ids: body.Items.map(({ id }: { id: string }) => id), key: body.LastEvaluatedKey }
  },
  search: async (query: string): Promise<Paged> => {
    const { body } = await call('POST', `${EXAM}/search?${query}`, { body: { status: ['registered'] } })
    expect(Object.keys(body)).not.toContain('Count')
    return { ids: body.Items.map(({ id }: { id: string }) => id), key: body.LastEvaluatedKey }
  },
}

async function walk(page: (query: string) => Promise<Paged>, limit: number, between: () => Promise<void> = async () => undefined): Promise<string[]> {
  const seen: string[] = []
  let key: string | undefined
  do {
    const got = await page(`limit=${limit}${key === undefined ? '' : `&exclusiveStartKey=${key}`}`)
    expect(got.ids.length).toBeLessThanOrEqual(limit)
    seen.push(...got.ids)
    key = got.key
    await between()
  } while (key !== undefined)
  return seen
}

describe.each(Object.entries(LISTS))('a walk over a %s', (name, page) => {
  it('has 100 on a page unless a limit is given', async () => {
    const expected = { list: 100, 'look-up': 100, search: 100 }[name]
    expect((await page('')).ids.length).toBe(expected)
    expect((await page('limit=1000')).key).toBeUndefined()
  })

  it('shows every record once, in id order, whatever the page size', async () => {
    const all = (await page('limit=1000')).ids
    expect(all).toEqual([...all].sort())
    for (const limit of [1, 7, all.length, all.length - 1, 1000]) {
      if (limit === 1 && all.length > 200) continue
      expect(await walk(page, limit)).toEqual(all)
    }
  })
})

it('no key stands on the last page, also where it is just full, and nothing found is 200', async () => {
  expect((await LISTS.list('limit=250')).key).toBeUndefined()
  expect((await LISTS.list('limit=249')).key).toBeDefined()
  const none = await call('GET', `${EXAM}/student/nobody`)
  expect([none.status, none.body]).toEqual([200, { Count: 0, Items: [] }])
  expect((await call('POST', `${EXAM}/search`, { body: { ids: ['nobody'] } })).body).toEqual({ Items: [] })
})

it('a limit is 1 to 1000, once', async () => {
  for (const query of ['limit=0', 'limit=1001', 'limit=-1', 'limit=1.5', 'limit=x', 'limit=', 'limit=5&limit=6', 'limit=1e2', 'limit=%2010']) {
    expect([query, (await call('GET', `${EXAM}?${query}`)).status]).toEqual([query, 400])
  }
})

describe('a key', () => {
  it('of another list, tenant, look-up value, search or collection is 400', async () => {
    const { key: list } = await LISTS.list('limit=5')
    const { key: lookUp } = await LISTS['look-up']('limit=5')
    const { key: search } = await LISTS.search('limit=5')
    const wrong: [string, string, string | undefined, unknown?][] = [
      ['GET', `${EXAM}`, lookUp], ['GET', `${EXAM}`, search], ['GET', `${EXAM}/student/contact-2`, lookUp], ['GET', `${EXAM}/student/contact-1`, list],
      ['GET', `${EXAM}/exam/exam-1`, lookUp], ['POST', `${EXAM}/search`, search, {}], ['POST', `${EXAM}/search`, search, { status: ['cancelled'] }], ['POST', `${EXAM}/search`, list, {}],
      ['GET', '/courseRegistrations/acme', list], ['GET', '/contacts/acme', list],
    ]
    for (const [method, url, key, body] of wrong) expect([method, url, (await call(method, `${url}?exclusiveStartKey=${key}`, { body })).status]).toEqual([method, url, 400])
    expect((await call('GET', `/examRegistrations/other?exclusiveStartKey=${list}`, { key: station.foreignKey })).status).toBe(400)
    expect((await call('GET', `${EXAM}?exclusiveStartKey=${list}&limit=3&fields=notes`)).status).toBe(200)
  })

  it('that is forged or cut is 400, never a 5xx', async () => {
    const { key = '' } = await LISTS.list('limit=5')
    for (const forged of ['', 'x', key.slice(1), key.slice(0, -1), `${key}A`, `${key}=`, key.toUpperCase(), Buffer.from('r0100').toString('base64url')]) {
      expect([forged, (await call('GET', `${EXAM}?exclusiveStartKey=${encodeURIComponent(forged)}`)).status]).toEqual([forged, 400])
    }
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64url'))), async (forged) => {
        const { status } = await call('GET', `${EXAM}?exclusiveStartKey=${encodeURIComponent(forged)}`)
        expect(status).toBe(400)
      }),
      { numRuns: 60 },
    )
  })

  it('outlives a restart', async () => {
    let own = await makeStation()
    await own.seed('examRegistrations', [{ ...exam(), id: 'a' }, { ...exam(), id: 'b' }])
    const key = (await own.call('GET', `${EXAM}?limit=1`)).headers[header]
    const { writeKey } = own
    own = await own.restart()
    const next = await own.call('GET', `${EXAM}?exclusiveStartKey=${key}`, { key: writeKey })
    expect(next.body.map(({ id }: { id: string }) => id)).toEqual(['b'])
    await own.close()
  })
})

it('a walk sees what exists throughout exactly once, while others come and go', async () => {
  const own = await makeStation()
  const list = async (query: string): Promise<Paged> => {
    const { body, headers } = await own.call('GET', `${EXAM}?${query}`)
    return { ids: body.map(({ id }: { id: string }) => id), key: headers[header] }
  }
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-cA-C0-2|:_-]{1,4}$/), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(ids, ids, ids, fc.integer({ min: 1, max: 4 }), async (stay, come, go, limit) => {
      const steady = stay.filter((id) => !come.includes(id) && !go.includes(id))
      const leaving = go.filter((id) => !come.includes(id))
      await own.seed('examRegistrations', [...steady, ...leaving].map((id) => ({ ...exam(), id })))
      const toCome = [...come]
      const toGo = [...leaving]
      const seen = await walk(list, limit, async () => {
        const added = toCome.pop()
        if (added !== undefined) await own.seed('examRegistrations', [{ ...exam(), id: added }])
        const gone = toGo.pop()
        if (gone !== undefined) await own.call('DELETE', `${EXAM}/${gone}`)
      })
      expect(seen).toEqual([...new Set(seen)].sort())
      expect(steady.every((id) => seen.includes(id))).toBe(true)
      for (const id of (await list('limit=1000')).ids) await own.call('DELETE', `${EXAM}/${id}`)
    }),
    { numRuns: 25 },
  )
  await own.close()
})
