import { expect, it } from 'vitest'
import { demoSite } from '../../../src-main/station/demo/demo-site.ts'
import { INTERNAL_COLLECTIONS } from '../../../src-shared/resource/collections.ts'
import { instantAt } from '../../../src-main/station/commands/booking/time-zone.ts'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { verifyPin, type StoredPin } from '../../../src-main/station/desk/pin.ts'
import { checkLine, parseLine } from '../../../src-main/cli/import/parse-line.ts'
import { foldText } from '../../../src-main/station/store/fold-text.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { hallpass } from './cli-process.ts'

const DAY = '2026-07-31'
const site = (more: Partial<Parameters<typeof demoSite>[0]> = {}) => demoSite({ candidates: 200, seed: 1, day: DAY, ...more })
const docs = (lines: ReturnType<typeof demoSite>['lines'], collection: string): Doc[] => lines.filter(({ key }) => key.collection === collection).map(({ doc }) => doc)

it('is the same, byte for byte, for the same seed and day, and other people for another seed', () => {
  expect(JSON.stringify(site())).toBe(JSON.stringify(site()))
  expect(JSON.stringify(docs(site({ seed: 2 }).lines, 'contacts').slice(50))).not.toBe(JSON.stringify(docs(site().lines, 'contacts').slice(50)))
  const ids = site().lines.map(({ key }) => `${key.collection}/${key.id}`)
  expect(new Set(ids).size).toBe(ids.length)
})

it('has three sittings today and two tomorrow by the clock of the venue, one of them full', () => {
  const { lines, events } = site()
  const shown = events.map(({ EventStart }) => new Date(String(EventStart)).toLocaleString('sv', { timeZone: 'America/Vancouver' }).slice(0, 16))
  expect(shown).toEqual(['2026-07-31 09:00', '2026-07-31 13:00', '2026-07-31 17:30', '2026-08-01 10:00', '2026-08-01 14:00'])
  const taken = (id: unknown) => docs(lines, 'bookingRegistrations').filter((doc) => doc.EventIdentifier === id && doc.ApprovalStatus === 'Registered').length
  expect(events.map((event) => taken(event.id) === event.RegistrationLimit)).toEqual([false, true, false, false, false])
  expect(events.every((event) => taken(event.id) > 0 && taken(event.id) <= Number(event.RegistrationLimit))).toBe(true)
})

it('has lifelike people: many scripts, short and long names, accommodations, cancellations, another venue', () => {
  const { lines, catalogue } = site()
  const names = docs(lines, 'contacts').map(({ name }) => String(name))
  for (const script of ['Latin', 'Arabic', 'Devanagari', 'Cyrillic', 'Han', 'Hangul', 'Greek', 'Hebrew', 'Thai', 'Tamil', 'Ethiopic']) {
    expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)), script).toBe(true)
  }
  for (const name of ['Jürgen Müller', 'Seán Ó', 'Na Li', 'Nguyễn Thị Hồng Ánh', 'Guðrún Þórsdóttir', 'Niamh O’Brien', 'Suharti']) expect(names).toContain(name)
  expect(names.filter((name) => foldText(name).includes('mull')).length).toBeGreaterThan(0)
  expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(60)
  const registrations = docs(lines, 'bookingRegistrations')
  expect(registrations).toHaveLength(200)
  const share = registrations.filter(({ Accommodations }) => (Accommodations as unknown[]).length > 0).length / 200
  expect(share).toBeGreaterThan(0.04)
  expect(share).toBeLessThan(0.13)
  const cancelled = registrations.filter(({ ApprovalStatus }) => ApprovalStatus === 'Cancelled')
  expect(cancelled.length).toBeGreaterThan(2)
  expect(cancelled.every(({ CancellationReason }) => typeof CancellationReason === 'string')).toBe(true)
  const sites = lines.filter(({ key }) => key.collection === 'bookingRegistrations').map((line) => line.site)
  expect(sites.filter((each) => each === catalogue.otherVenue.id)).toHaveLength(5)
  expect(registrations[0]).toMatchObject({ LearnerName: 'Jürgen Müller', LearnerCode: 'EL-20401' })
  expect(JSON.stringify(registrations[0]?.Accommodations)).toContain('Separate room')
})

const INTERNAL: ReadonlySet<string> = new Set(INTERNAL_COLLECTIONS)

it.each([1, 2, 24, 1_000])('stands the checks of an import, for %i candidates', (candidates) => {
  // People and rooms are no part of an import file.
  for (const { key, doc } of site({ candidates }).lines.filter((line) => !INTERNAL.has(line.key.collection))) {
    checkLine(parseLine({ number: 1, text: JSON.stringify({ collection: key.collection, tenant: key.tenant, doc }) }))
  }
})

it('lets its three users sign in with the PIN', async () => {
  const pins = docs(site().lines, 'users').map(({ pin }) => pin as StoredPin)
  expect(await Promise.all(pins.map((pin) => verifyPin('2468', pin)))).toEqual([true, true, true])
  expect(await verifyPin('2469', pins[0])).toBe(false)
})

it('knows the clock of the venue beside its changes', () => {
  const at = (day: string, time: string) => instantAt(day, time, 'America/Vancouver')
  expect(at('2026-01-15', '09:00')).toBe('2026-01-15T17:00:00.000Z')
  expect(at('2026-07-31', '17:30')).toBe('2026-08-01T00:30:00.000Z')
  expect(instantAt('2026-03-29', '03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  expect(instantAt('2026-10-25', '09:00', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z')
})

it('hallpass demo: all of it once, another day in addition, and what was done stays', async () => {
  const folder = tempFolder()
  const demo = async (date: string) => {
    const { code, stdout } = await hallpass(['demo', '--data', folder, '--candidates', '20', '--date', date])
    expect(code).toBe(0)
    return JSON.parse(stdout) as Record<string, unknown>
  }
  const first = await demo(DAY)
  expect(first).toMatchObject({ tenant: 'demo', site_name: 'Burnaby Test Centre', day: DAY, pin: '2468', users: [{ name: 'Amara Diallo', role: 'proctor' }, { name: 'Ravi Okafor', role: 'lead' }, { name: 'Site Admin', role: 'admin' }] })
  const read = async <T>(work: (store: ReturnType<typeof openDataFolder>['store']) => Promise<T>) => {
    const open = openDataFolder({ folder, use: 'use', key: {} })
    const value = await work(open.store)
    await open.close()
    return value
  }
  const contact = await read((store) => store.query({ tenant: 'demo', collection: 'contacts', where: [], limit: 1 }))
  expect(await demo(DAY)).toEqual({ ...first, added: 0 })
  expect(Number((await demo('2026-08-01')).added)).toBeGreaterThan(40)
  const numbers = await read(async (store) => (await store.query({ tenant: 'demo', collection: 'examRegistrations', where: [], limit: 100 })).map(({ text }) => (JSON.parse(text) as Doc).number as number))
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  expect(await read((store) => store.query({ tenant: 'demo', collection: 'contacts', where: [], limit: 1 }))).toEqual(contact)
  expect(await read(async (store) => [store.meta.get('demo_pin'), store.meta.get('site'), store.meta.get('tenant')])).toEqual(['2468', first.site, 'demo'])
})
