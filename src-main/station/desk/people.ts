/** Everyone whom this laptop knows, in memory: by code, e-mail and folded name. Built when first asked for, kept fresh by what is committed. */
import { textOf } from '../commands/booking/stored-values.ts'
import { foldText } from '../store/fold-text.ts'
import type { Doc, Key, Store } from '../store/store.ts'

const rows_per_read = 1_000
/** Above this many changed contacts at once it is quicker to read them all again. */
const changes_kept_max = 5_000

export interface Person {
  id: string
  name: string
  code: string | null
  email: string | null
  birth_date: string | null
  /** Words of the name, folded and sorted: "Li Wei" and "Wei, Li" are one. */
  words: string
}

export interface People {
  /** Takes what was committed since; ask before the others. */
  ready(): Promise<void>
  byCode(code: string): readonly Person[]
  byEmail(email: string): readonly Person[]
  byName(name: string): readonly Person[]
  /** Those of whom each typed word begins a word of the name. */
  beginning(name: string, most: number): Person[]
  stop(): void
}

/** Words of a name, folded, sorted, each once. */
export function nameWords(name: string): string {
  return [...new Set(foldText(name).split(/[^\p{L}\p{N}\p{M}']+/u).filter((word) => word !== ''))].sort().join(' ')
}

type Field = 'code' | 'email' | 'words'

export function makePeople(store: Store, tenant: string): People {
  const people = new Map<string, Person>()
  const by: Record<Field, Map<string, Set<Person>>> = { code: new Map(), email: new Map(), words: new Map() }
  let changed = new Set<string>()
  let loaded = false
  let turn: Promise<void> = Promise.resolve()
  const stop = store.onCommit(({ keys }) => {
    for (const { tenant: of, collection, id } of keys) if (of === tenant && collection === 'contacts') changed.add(id)
  })

  function place(id: string, person: Person | undefined): void {
    const before = people.get(id)
    for (const field of ['code', 'email', 'words'] as const) {
      const old = before && keyOf(before, field)
      if (before && old) by[field].get(old)?.delete(before)
      const key = person && keyOf(person, field)
      if (person && key) by[field].set(key, (by[field].get(key) ?? new Set<Person>()).add(person))
    }
    if (person) people.set(id, person)
    else people.delete(id)
  }
  async function readAll(): Promise<void> {
    people.clear()
    for (const map of Object.values(by)) map.clear()
    for (let after: string | undefined; ; ) {
      const page = await store.query({ tenant, collection: 'contacts', where: [], limit: rows_per_read, ...(after === undefined ? {} : { after }) })
      for (const { id, text } of page) place(id, personOf(JSON.parse(text) as Doc))
      after = page.at(-1)?.id
      if (page.length < rows_per_read) break
    }
    loaded = true
  }
  async function catchUp(): Promise<void> {
    const ids = changed
    changed = new Set()
    if (!loaded || ids.size > changes_kept_max) return readAll()
    for (const id of ids) {
      const record = await store.get({ tenant, collection: 'contacts', id } satisfies Key)
      place(id, record && personOf(JSON.parse(record.text) as Doc))
    }
  }
  const found = (field: Field, key: string): readonly Person[] => [...(by[field].get(key) ?? [])]

  return {
    async ready() {
      if (loaded && changed.size === 0) return turn
      const mine = turn.then(catchUp)
      turn = mine.catch(() => {
        // What could not be read is read again, all of it.
        loaded = false
      })
      return mine
    },
    byCode: (code) => found('code', foldText(code.trim())),
    byEmail: (email) => found('email', foldText(email.trim())),
    byName: (name) => found('words', nameWords(name)),
    beginning(name, most) {
      const typed = nameWords(name).split(' ').filter((word) => word !== '')
      const answer: Person[] = []
      if (typed.length === 0) return answer
      for (const person of people.values()) {
        const words = ` ${person.words}`
        if (typed.every((word) => words.includes(` ${word}`)) && answer.push(person) >= most) break
      }
      return answer
    },
    stop,
  }
}

function keyOf(person: Person, field: Field): string | null {
  const value = person[field]
  return value === null || value === '' ? null : field === 'words' ? value : foldText(value)
}

function personOf(contact: Doc): Person {
  const id = String(contact.id)
  const parts = [textOf(contact, 'first_name'), textOf(contact, 'last_name')].filter((part) => part !== null).join(' ')
  const name = textOf(contact, 'name') ?? parts
  return { id, name, code: textOf(contact, 'code'), email: textOf(contact, 'email_address') ?? textOf(contact, 'email'), birth_date: textOf(contact, 'birth_date'), words: nameWords(parts === '' ? name : parts) }
}
