import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rosterEntry } from '../../../src-main/station/desk/roster-entry.ts'
import { makeRosterSearch } from '../../../src-main/station/desk/roster-search.ts'
import { foldText } from '../../../src-main/station/store/fold-text.ts'

const word = fc.constantFrom('Müller', 'Li', 'Ó', 'O’Brien', '李娜', 'al-Ḥasan', 'Anna', 'Ann', 'García Márquez', 'محمد', 'x.y', 'aa', 'aaa')
const people = fc.array(fc.record({ first_name: word, last_name: word, code: fc.constantFrom('EL-1', 'EL-11', 'aa', 'li') }), { maxLength: 12 })
const query = fc.array(fc.oneof(word, fc.constantFrom('m', 'mu', 'o', 'el-1', 'a', 'aa', "o'b", 'obr', 'example', 'ex', '-', '\0', '\u0001')), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))

describe('searching the roster', () => {
  it('finds exactly those who have every word, each once, and answers the same again (property)', () => {
    fc.assert(fc.property(people, fc.array(query, { minLength: 1, maxLength: 4 }), (contacts, queries) => {
      const entries = contacts.map((contact, i) => {
        const name = `${contact.first_name} ${contact.last_name}`
        return rosterEntry({ id: `r${i}`, EventIdentifier: 'e', LearnerName: name, LearnerCode: contact.code, LearnerEmail: `p${i}@example.org` }, contact)
      })
      const search = makeRosterSearch(entries)
      for (const q of [...queries, ...queries]) {
        const words = foldText(q.trim()).split(/\s+/u).filter((part) => part !== '')
        const has = ({ search: { text, email } }: (typeof entries)[number], part: string) => text.includes(part) || (part.length < 3 ? email.startsWith(part) : email.includes(part))
        const plain = (part: string) => part.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
        const found = search.find(q)
        expect(new Set(found).size).toBe(found.length)
        // A word typed with other punctuation than the name has matches too, by its letters alone.
        const expected = entries.filter((entry) => words.every((part) => has(entry, part) || entry.search.words.includes(` ${plain(part) || part}`)))
        expect(new Set(found)).toEqual(new Set(expected))
      }
    }), { numRuns: 300 })
  })
})
