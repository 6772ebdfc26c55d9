/** Who may be one person: kept as registrations come, change and go, and the same as comparing everyone with everyone. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { likenessOf, makeLikelyDoubles, mayBeOne, type Likely } from '../../../src-main/station/desk/likely-doubles.ts'

const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: null })
const likeness = fc.record({
  learner: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5'),
  code: some('EL-1', 'el-1', 'EL-2'),
  email: some('zoe@example.org', 'Zoe@Example.org', 'na@example.org'),
  name: fc.constantFrom('Li Na', 'Na Li', 'Ó', 'Zoë O’Brien', 'zoe O’Brien', '李娜'),
  birth_date: some('2001-02-03', '1999-12-31'),
})

const like = (more: Partial<Parameters<typeof likenessOf>[1]> = {}) => likenessOf(true, { learner: 'x', code: null, email: null, name: 'Zoë Ó', birth_date: null, ...more })

it('one name and nothing that tells them apart, one name and birthday, one address, one code', () => {
  const one = like({ learner: 'a' })
  expect(mayBeOne(one, like({ learner: 'b', name: 'Ó, Zoe' }))).toBe(true)
  expect(mayBeOne(one, like({ learner: 'b', name: 'Zoë Ós' }))).toBe(false)
  expect(mayBeOne(like({ birth_date: '2001-02-03' }), like({ learner: 'b', birth_date: '2001-02-04' }))).toBe(false)
  // Two who are told apart by their codes, until the birthday is one too.
  expect(mayBeOne(like({ code: 'A' }), like({ learner: 'b', code: 'B' }))).toBe(false)
  expect(mayBeOne(like({ code: 'A', birth_date: '2001-02-03' }), like({ learner: 'b', code: 'B', birth_date: '2001-02-03' }))).toBe(true)
  expect(mayBeOne(like({ email: 'Z@example.org' }), like({ learner: 'b', name: 'Z. Ó', email: 'z@example.org' }))).toBe(true)
  expect(mayBeOne(like({ code: 'a ' }), like({ learner: 'b', name: 'Nobody', code: 'A' }))).toBe(true)
})

it('whatever came, changed and went, those who are found are those whom a look at every pair finds', () => {
  const step = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5', '6'), stands: fc.boolean(), known: fc.option(likeness, { nil: null }) })
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const doubles = makeLikelyDoubles<Likely>()
    const there = new Map<string, Likely>()
    for (const { id, stands, known } of steps) {
      const before = there.get(id)
      if (before) doubles.remove(before)
      there.delete(id)
      if (!known) continue
      const entry = { id, like: likenessOf(stands, known) }
      doubles.add(entry)
      there.set(id, entry)
      // Asked in between, so that what is remembered has to be forgotten.
      doubles.all()
    }
    const standing = [...there.values()].filter((entry) => entry.like.stands)
    const twins = (entry: Likely) => standing.filter((other) => other !== entry && entry.like.stands && mayBeOne(entry.like, other.like))
    expect([...doubles.all()].sort()).toEqual(standing.filter((entry) => twins(entry).length > 0).map(({ id }) => id).sort())
    for (const entry of standing) expect(doubles.of(entry).map(({ id }) => id).sort()).toEqual(twins(entry).map(({ id }) => id).sort())
  }))
})
