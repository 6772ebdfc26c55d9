/** What the first reading of an import file finds out: which records it brings, what they refer to, and where they belong. */
import { must } from '../../../src-shared/assert.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { AT_THEIR_EVENT, siteOf } from '../../station/commands/site-of.ts'
import { withName } from '../../station/commands/record-rules.ts'
import type { CentralStore, Doc, ImportLine, Key } from '../../station/store/store.ts'
import { ImportError } from './import-error.ts'
import { checkLine, nameOf, referencesOf, type ParsedLine } from './parse-line.ts'

interface Wanted {
  line: number
  /** "examRegistrations/abc: exam_id" */
  from: string
  target: Key
}

export class ImportPlan {
  /** "tenant/collection" to id to line. */
  readonly #lines = new Map<string, Map<string, number>>()
  /** Records that the file does not have so far, by the first line that refers to each. */
  readonly #wanted = new Map<string, Wanted>()
  readonly #events = new Map<string, Doc>()
  readonly #contacts = new Map<string, Doc>()
  /** Registrations without a name of their own take their contact's. */
  #nameless = false
  /** Some registration has no number of its own. */
  unnumbered = false
  count = 0

  /** Checks a line and notes it. @throws ImportError */
  add(parsed: ParsedLine): void {
    checkLine(parsed)
    const { line, key, doc } = parsed
    this.#addKey(line, key)
    for (const { field, target } of referencesOf(parsed)) this.#want({ line, from: `${nameOf(key)}: ${field}`, target })
    if (key.collection === 'bookingEvents') this.#events.set(place(key), { EventVenue: doc.EventVenue })
    if (key.collection === 'contacts') this.#contacts.set(place(key), { name: doc.name, first_name: doc.first_name, last_name: doc.last_name })
    if (resourceOf(key.collection)) {
      this.unnumbered ||= doc.number === undefined
      this.#nameless ||= doc.name === undefined
    }
    this.count++
  }

  #addKey(line: number, key: Key): void {
    const ids = this.#lines.get(shelf(key)) ?? new Map<string, number>()
    const earlier = ids.get(key.id)
    if (earlier !== undefined) throw new ImportError(line, `${nameOf(key)}: id is on line ${earlier} already.`)
    ids.set(key.id, line)
    this.#lines.set(shelf(key), ids)
  }

  #want(wanted: Wanted): void {
    if (this.#has(wanted.target)) return
    const at = place(wanted.target)
    if (!this.#wanted.has(at)) this.#wanted.set(at, wanted)
  }

  #has(key: Key): boolean {
    return this.#lines.get(shelf(key))?.has(key.id) ?? false
  }

  /** Looks for everything that the file refers to and does not bring. @throws ImportError for the first line that refers to nothing */
  async checkReferences(store: CentralStore): Promise<void> {
    for (const { line, from, target } of this.#wanted.values()) {
      if (this.#has(target)) continue
      const stored = await store.get(target)
      if (!stored) throw new ImportError(line, `${from} names ${nameOf(target)}, which is neither in the file nor in the database.`)
      if (target.collection === 'bookingEvents') this.#events.set(place(target), JSON.parse(stored.text) as Doc)
      if (target.collection === 'contacts' && this.#nameless) this.#contacts.set(place(target), JSON.parse(stored.text) as Doc)
    }
  }

  /** How many records of each collection the file brings. */
  totals(): Record<string, number> {
    const totals: Record<string, number> = {}
    for (const [at, ids] of this.#lines) {
      const collection = must(at.split('/')[1], 'the collection')
      totals[collection] = (totals[collection] ?? 0) + ids.size
    }
    return totals
  }

  /** The line as it is stored. */
  complete({ key, doc }: ParsedLine, at: string): ImportLine {
    const { tenant, collection } = key
    const resource = resourceOf(collection)
    if (!resource) {
      const event = AT_THEIR_EVENT.has(collection) ? this.#events.get(place({ tenant, collection: 'bookingEvents', id: String(doc.EventIdentifier) })) : undefined
      return { key, doc, site: siteOf(collection, doc, undefined, event) }
    }
    const contactId = doc[resource.contactField]
    const contact = typeof contactId === 'string' ? this.#contacts.get(place({ tenant, collection: 'contacts', id: contactId })) : undefined
    const named = withName(resource, doc, contact ? { [resource.contactField]: { key, doc: contact, site: null } } : {})
    const filled = { ...named, ...missingSystemFields(named, at) }
    return { key, doc: filled, site: siteOf(collection, filled, resource), assignNumber: doc.number === undefined }
  }
}

function missingSystemFields(doc: Doc, at: string): Doc {
  const defaults: Doc = { sys_version: 1, sys_created_at: at, sys_created_by_id: 'import', sys_last_modified_at: at, sys_last_modified_by_id: 'import' }
  return Object.fromEntries(Object.entries(defaults).filter(([field]) => doc[field] === undefined))
}

function shelf({ tenant, collection }: Key): string {
  return `${tenant}/${collection}`
}

function place(key: Key): string {
  return `${shelf(key)}/${key.id}`
}
