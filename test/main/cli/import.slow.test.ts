import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { lockFolder } from '../../../src-main/station/folder-lock.ts'
import type { Doc, Store } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { hallpass } from './cli-process.ts'

const line = (collection: string, doc: Doc, tenant = 'bc') => JSON.stringify({ collection, tenant, doc })
const registration = (id: string, more: Doc = {}) => line('examRegistrations', { id, exam_id: 'e1', exam_offering_id: 'o1', student_id: 'c1', date: '2026-07-01', ...more })
const BASE = [line('exams', { id: 'e1', name: 'Nursing', passing_score: 65 }), line('examOfferings', { id: 'o1' }), line('contacts', { id: 'c1', name: 'Jürgen Müller', extra: { kept: [1.5, null, true] } })]

interface Imported {
  code: number
  printed: string[]
  logged: string[]
}

async function importText(text: string | Buffer, folder = join(tempFolder(), 'data')): Promise<Imported & { folder: string }> {
  const file = join(tempFolder(), 'file.ndjson')
  writeFileSync(file, text)
  const printed: string[] = []
  const logged: string[] = []
  const code = await runCli(['import', file, '--data', folder], {}, { print: (said) => void printed.push(said), log: (said) => void logged.push(said) })
  return { code, printed, logged, folder }
}

const importLines = (lines: readonly string[], folder?: string) => importText(`${lines.join('\n')}\n`, folder)

async function inStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const open = openDataFolder({ folder, use: 'use', key: {} })
  try {
    return await work(open.store)
  } finally {
    await open.close()
  }
}

const get = (folder: string, collection: Collection, id: string) =>
  inStore(folder, async (store) => {
    const stored = await store.get({ tenant: 'bc', collection, id })
    return stored && { doc: JSON.parse(stored.text) as Doc, site: stored.site }
  })

describe('import', () => {
  it('stores what it was given, references in any order, and fills in what is missing', async () => {
    const own = { number: 40, sys_version: 7, sys_created_at: '2020-02-29T01:02:03.000Z', sys_created_by_id: 'x', sys_last_modified_at: '2021-01-01', sys_last_modified_by_id: 'y' }
    const { code, printed, folder } = await importLines([registration('r1', { first_name: null }), registration('r2', own), registration('r3', { first_name: 'Na', last_name: 'Li' }), '', ...BASE])
    expect({ code, printed }).toEqual({ code: 0, printed: ['{"imported":6,"collections":{"examRegistrations":3,"exams":1,"examOfferings":1,"contacts":1}}'] })
    const r1 = (await get(folder, 'examRegistrations', 'r1'))?.doc
    expect(r1).toMatchObject({ name: 'Jürgen Müller', number: 41, sys_version: 1, sys_created_by_id: 'import', sys_created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string })
    expect(r1).not.toHaveProperty('first_name')
    expect((await get(folder, 'examRegistrations', 'r2'))?.doc).toMatchObject({ ...own, name: 'Jürgen Müller' })
    expect((await get(folder, 'examRegistrations', 'r3'))?.doc).toMatchObject({ name: 'Na Li', number: 42 })
    expect((await get(folder, 'contacts', 'c1'))?.doc).toEqual({ id: 'c1', name: 'Jürgen Müller', extra: { kept: [1.5, null, true] } })
  })

  it('takes references from the store, replaces a record with the same id and leaves its number', async () => {
    const { folder } = await importLines(BASE)
    await importLines([registration('r1', { notes: 'first' })], folder)
    expect((await importLines([registration('r1', { notes: 'second' }), registration('r2')], folder)).code).toBe(0)
    expect((await get(folder, 'examRegistrations', 'r1'))?.doc).toMatchObject({ notes: 'second', number: 1 })
    expect((await get(folder, 'examRegistrations', 'r2'))?.doc).toMatchObject({ number: 2, name: 'Jürgen Müller' })
  })

  it('knows the site of each record, that of a booking by its event', async () => {
    const { folder } = await importLines([
      ...BASE, line('testingFacilities', { id: 'f1' }),
      line('bookingRegistrations', { id: 'b1', EventIdentifier: 'ev1', Learner: 'c1' }),
      line('bookingEvents', { id: 'ev1', EventVenue: 'v1', EventStart: '2026-07-31T16:00:00Z' }),
      line('venues', { id: 'v1', time_zone: 'America/Vancouver' }),
      registration('r1', { testing_facility_id: 'f1' }),
    ])
    const sites = await Promise.all([get(folder, 'bookingRegistrations', 'b1'), get(folder, 'bookingEvents', 'ev1'), get(folder, 'examRegistrations', 'r1'), get(folder, 'venues', 'v1')])
    expect(sites.map((found) => found?.site)).toEqual(['v1', 'v1', 'f1', null])
    const later = await importLines([line('bookingRegistrations', { id: 'b2', EventIdentifier: 'ev1', Learner: 'c1' })], folder)
    expect(later.code).toBe(0)
    expect((await get(folder, 'bookingRegistrations', 'b2'))?.site).toBe('v1')
  })

  it('keeps tenants apart', async () => {
    const { code, logged } = await importLines([...BASE, line('examRegistrations', { id: 'r1', exam_id: 'e1', exam_offering_id: 'o1', student_id: 'c1', date: '2026-07-01' }, 'on')])
    expect([code, logged]).toEqual([1, ['hallpass: line 4: examRegistrations/r1: exam_id names exams/e1, which is neither in the file nor in the database.']])
  })

  const bad: [string, string, string][] = [
    ['broken JSON', '{"collection":"exams","tenant":"bc","doc":{"id":"e2"}', 'is not valid JSON.'],
    ['no object', '["exams"]', 'is not a JSON object.'],
    ['an unknown collection', line('examRegistration', { id: 'x' }), 'collection "examRegistration" is not known.'],
    ['an internal collection', line('users', { id: 'x' }), 'collection "users" is not known.'],
    ['a collection that is a word of the language', line('constructor', { id: 'x' }), 'collection "constructor" is not known.'],
    ['no tenant', '{"collection":"exams","doc":{"id":"e2"}}', 'tenant is required.'],
    ['a bad tenant', line('exams', { id: 'e2' }, 'b c'), 'tenant may hold letters'],
    ['no doc', '{"collection":"exams","tenant":"bc"}', 'doc is required and has to be an object.'],
    ['no id', line('exams', { name: 'x' }), 'exams: doc.id is required.'],
    ['a bad id', line('exams', { id: 'a/b' }), 'exams: doc.id has characters that are not allowed.'],
    ['a number as id', line('exams', { id: 7 }), 'exams: doc.id must be a string.'],
    ['a further member', '{"collection":"exams","tenant":"bc","doc":{"id":"e2"},"docs":1}', 'docs is not a known field.'],
    ['an id twice', line('exams', { id: 'e1' }), 'exams/e1: id is on line 1 already.'],
    ['an unknown field', registration('r1', { exam: 'x' }), 'examRegistrations/r1: exam is not a known field.'],
    ['a wrong type', registration('r1', { score: '71' }), 'examRegistrations/r1: score must be a number.'],
    ['an unknown word', registration('r1', { status: 'gone' }), 'examRegistrations/r1: status must be one of:'],
    ['an impossible date', registration('r1', { exam_date: '2026-02-30' }), 'examRegistrations/r1: exam_date is not a date or date-time that exists'],
    ['a missing field', line('examRegistrations', { id: 'r1', exam_id: 'e1', exam_offering_id: 'o1', student_id: 'c1' }), 'examRegistrations/r1: date is required.'],
    ['a reference to nothing', registration('r1', { student_id: 'c9' }), 'examRegistrations/r1: student_id names contacts/c9, which is neither in the file nor in the database.'],
    ['a booking of no event', line('bookingRegistrations', { id: 'b1', EventIdentifier: 'none', Learner: 'c1' }), 'bookingRegistrations/b1: EventIdentifier names bookingEvents/none'],
    ['an event without a start', line('bookingEvents', { id: 'ev', EventVenue: 'v1' }), 'bookingEvents/ev: EventStart is required.'],
    ['a venue on no clock', line('venues', { id: 'v1', time_zone: 'Mars/Olympus' }), 'venues/v1: time_zone is not an IANA time zone.'],
    ['too deep', `{"collection":"exams","tenant":"bc","doc":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`, 'is nested deeper than 64 levels.'],
    ['too long', line('exams', { id: 'e2', name: 'x'.repeat(1_100_000) }), 'is longer than 1048576 bytes.'],
  ]

  it.each(bad)('%s on line 1,437: 1, the line, the field, and nothing stored', async (_what, text, says) => {
    const filler = Array.from({ length: 1_436 - BASE.length }, (_, i) => line('contacts', { id: `f${i}` }))
    const { code, printed, logged, folder } = await importLines([...BASE, ...filler, text, line('contacts', { id: 'after' })])
    expect({ code, printed }).toEqual({ code: 1, printed: [] })
    expect(logged).toEqual([expect.stringMatching(/^hallpass: line 1437: /)])
    expect(logged[0]).toContain(says)
    expect(await inStore(folder, (store) => store.lastSeq())).toBe(0)
  })

  it('refuses bytes that are no UTF-8, and takes a byte-order mark, CRLF and a last line without an end', async () => {
    const broken = Buffer.concat([Buffer.from(`${BASE[0]}\n`), Buffer.from([0x22, 0xff, 0x22, 0x0a])])
    expect((await importText(broken)).logged).toEqual(['hallpass: line 2: is not UTF-8.'])
    const { code, printed } = await importText(`\uFEFF${BASE.join('\r\n')}`)
    expect({ code, printed: printed[0] }).toMatchObject({ code: 0, printed: expect.stringContaining('"imported":3') as string })
  })

  it('reads lines that lie across the pieces in which it reads', async () => {
    const long = Array.from({ length: 40 }, (_, i) => line('contacts', { id: `c${i + 1}`, name: `${'é'.repeat(40_000)}${i}` }))
    const { code, folder } = await importLines([...BASE.slice(0, 2), ...long])
    expect(code).toBe(0)
    expect((await get(folder, 'contacts', 'c33'))?.doc.name).toBe(`${'é'.repeat(40_000)}32`)
  })

  it('an empty file is no records; a file that is not there is 1', async () => {
    expect((await importText('')).printed).toEqual(['{"imported":0,"collections":{}}'])
    const folder = join(tempFolder(), 'data')
    const { code, stderr } = await hallpass(['import', '/nowhere/at/all.ndjson', '--data', folder])
    expect([code, stderr, existsSync(folder)]).toEqual([1, 'hallpass: /nowhere/at/all.ndjson cannot be read (ENOENT).\n', false])
  })

  it('beside a running station takes a small file, and leaves a large one for later with 3', async () => {
    const { folder } = await importLines(BASE)
    const release = lockFolder(folder, 'serve')
    try {
      expect((await importLines([registration('r1')], folder)).code).toBe(0)
      const { code, logged } = await importLines(Array.from({ length: 10_001 }, (_, i) => line('contacts', { id: `f${i}` })), folder)
      expect([code, logged[0]]).toEqual([3, `hallpass: The data folder ${folder} is in use by a running Hallpass; stop it to import more than 10000 lines.`])
    } finally {
      release()
    }
  })

  it('is refused at a station that syncs, where nobody else would see it', async () => {
    const { folder } = await importLines(BASE)
    await inStore(folder, async (store) => store.meta.set('follows', 'http://127.0.0.1:1'))
    const { code, logged } = await importLines([registration('r1')], folder)
    expect([code, logged[0]]).toEqual([1, `hallpass: ${folder} belongs to a station that syncs with headquarters; import there.`])
  })

  it('keeps every name out of the files', async () => {
    const { folder } = await importLines([...BASE, registration('r1', { last_name: 'Wolfeschlegel' })])
    const raw = ['hallpass.db', 'hallpass.db-wal'].map((name) => join(folder, name)).filter(existsSync).map((file) => readFileSync(file).toString('latin1')).join('')
    expect(['Wolfeschlegel', 'rgen', 'Nursing'].filter((word) => raw.includes(word))).toEqual([])
  })
})
