/** What can happen in a world, as data, so that a failing schedule can shrink and be played again. */
import fc from 'fast-check'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import type { Cut } from './virtual-network.ts'
import { TENANT, type SimStation, type World } from './world.ts'

/** `who` is a station's number, -1 headquarters. */
export type Action =
  | { do: 'set' | 'clear' | 'put' | 'notice' | 'move' | 'delete' | 'create' | 'accommodate' | 'withdraw'; who: number; which: number; field: number }
  | { do: 'wait'; ms: number }
  | { do: 'cut'; who: number; cut: Cut }
  | { do: 'weather'; who: number; drop: number; repeat: number; slow: number }
  | { do: 'crash'; who: number; in: number; when: 'before' | 'after' }
  | { do: 'restart'; who: number }
  | { do: 'skew'; who: number; hours: number }
  | { do: 'pause' | 'resume' | 'now'; who: number }
  | { do: 'resolve'; who: number; which: number; choice: 'mine' | 'theirs' }

const who = fc.integer({ min: -1, max: 2 })
const small = fc.integer({ min: 0, max: 5 })
const chance = fc.constantFrom(0, 0.1, 0.3)

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('set' as const, 'set' as const, 'set' as const, 'clear' as const, 'put' as const, 'notice' as const, 'move' as const, 'delete' as const, 'create' as const, 'accommodate' as const, 'withdraw' as const), who, which: small, field: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(10, 80, 300, 2_000, 12_000, 60_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), who, cut: fc.constantFrom<Cut>('none', 'requests', 'answers', 'both') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('weather' as const), who, drop: chance, repeat: chance, slow: chance }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), who, in: fc.integer({ min: 0, max: 6 }), when: fc.constantFrom('before' as const, 'after' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('skew' as const), who, hours: fc.constantFrom(-24, -1, 0, 1, 24) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'now' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), who, which: small, choice: fc.constantFrom('mine' as const, 'theirs' as const) }) },
)

export const schedule = fc.array(action, { minLength: 5, maxLength: 60, size: 'max' })

/** Text fields that the schedules write. */
const FIELDS = ['notes', 'first_name', 'last_name'] as const
const KINDS = ['Extra time', 'Reader', 'Separate room'] as const

const line = (collection: ImportLine['key']['collection'], id: string, doc: Doc = {}, site: string | null = null): ImportLine => ({ key: { tenant: TENANT, collection, id }, doc: { id, ...doc }, site })

const REQUIRED = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22' }

/** Two sites, some registrations at each and one of none. */
export const DOCUMENTS: readonly ImportLine[] = [
  line('exams', 'e'), line('examOfferings', 'o'), line('contacts', 'c', { name: 'Jürgen Müller' }), line('testingFacilities', 'N'), line('testingFacilities', 'S'),
  ...['N', 'N', 'S', null].map((site, i) => line('examRegistrations', `r${i}`, { ...REQUIRED, sys_version: 1, notes: 'as imported', ...(site ? { testing_facility_id: site } : {}) }, site)),
  line('bookingRegistrations', 'b0', { sys_version: 1, LearnerName: 'Jürgen Müller', Accommodations: [{ Type: 'Reader', Name: 'as imported', TimeExtension: 10 }] }),
]

/** Lets one thing happen. */
export async function perform(world: World, step: Action, words: () => string): Promise<void> {
  if (step.do === 'wait') return world.time.advance(step.ms)
  const station = world.stations[step.who % Math.max(1, world.stations.length)]
  const machine = step.who === -1 ? world.hq.machine : station?.machine
  if (!machine) return
  switch (step.do) {
    case 'cut':
      if (station) station.link.cut = step.cut
      return
    case 'weather':
      if (station) station.link.weather = step
      return
    case 'crash':
      if (step.in === 0) machine.crashNow()
      else machine.armCrash(step.in, step.when)
      return
    case 'restart':
      return station && step.who !== -1 ? world.restart(station) : world.restartHq()
    case 'skew':
      ;(step.who === -1 ? world.hq.clock : (station ?? world.hq).clock).skewMs = step.hours * 3_600_000
      return
    case 'pause':
    case 'resume':
    case 'now':
      if (station?.machine.up && step.who !== -1) station.engine[step.do]()
      return
    case 'resolve':
      return station && step.who !== -1 ? resolveOne(world, station, step.which, step.choice) : undefined
    default:
      return write(world, step.who === -1 ? 'hq' : (station ?? 'hq'), step, words())
  }
}

async function resolveOne(world: World, station: SimStation, which: number, choice: 'mine' | 'theirs'): Promise<void> {
  if (!station.machine.up) return
  const cards = station.machine.store.outbox.conflicts()
  const card = cards[which % Math.max(1, cards.length)]
  if (card) await world.resolve(station, card.id, choice)
}

async function write(world: World, at: SimStation | 'hq', { do: kind, which, field }: Extract<Action, { which: number; field: number }>, word: string): Promise<void> {
  const { machine } = at === 'hq' ? world.hq : at
  if (!machine.up) return
  const collection = 'examRegistrations'
  const records = await machine.store.query({ tenant: TENANT, collection, where: [], limit: 50 })
  const record = records[which % Math.max(1, records.length)]
  const name = FIELDS[field] ?? 'notes'
  if (kind === 'create') {
    const site = [{ testing_facility_id: 'N' }, { testing_facility_id: 'S' }, {}][field]
    return void (await world.write(at, 'create-record', { collection, doc: { ...REQUIRED, ...site, notes: word } }, word))
  }
  if (kind === 'accommodate' || kind === 'withdraw') return accommodate(world, at, kind, KINDS[field] ?? 'Reader', word)
  if (!record) return
  const { id } = record
  const doc = JSON.parse(record.text) as Doc
  const patch = (directive: object) => world.write(at, 'patch-record', { collection, id, directives: [directive] }, word)
  switch (kind) {
    case 'set': return void (await patch({ op: 'add', path: `/${name}`, value: word }))
    case 'clear': return void (doc[name] === undefined ? undefined : await world.write(at, 'update-record', { collection, id, changes: { [name]: null, sys_directive: word } }, word))
    case 'put': return void (await world.write(at, 'replace-record', { collection, id, doc: { ...doc, notes: word, last_name: `${word} too` } }, word))
    case 'notice': return void (await world.write(at, 'update-record', { collection, id, changes: { notices: [...((doc.notices ?? []) as Doc[]), { notice_id: `${word} sent` }], sys_directive: word } }, word))
    case 'move': return void (await world.write(at, 'update-record', { collection, id, changes: { testing_facility_id: doc.testing_facility_id === 'N' ? 'S' : 'N', sys_external_id: word } }, word))
    case 'delete': return void (await deleteOne(world, at, id, word))
  }
}

/** A delete has no content of its own: it is known by the id, and only told apart where nobody else deletes it again. */
async function deleteOne(world: World, at: SimStation | 'hq', id: string, word: string): Promise<void> {
  const status = await world.write(at, 'delete-record', { collection: 'examRegistrations', id }, word)
  if (at === 'hq' || status === undefined || status >= 300) return
  at.acknowledged.pop()
  at.uncertain++
}

async function accommodate(world: World, at: SimStation | 'hq', kind: 'accommodate' | 'withdraw', type: string, word: string): Promise<void> {
  const { machine } = at === 'hq' ? world.hq : at
  const record = await machine.store.get({ tenant: TENANT, collection: 'bookingRegistrations', id: 'b0' })
  if (!record) return
  const now = ((JSON.parse(record.text) as Doc).Accommodations ?? []) as Doc[]
  const others = now.filter((element) => element.Type !== type)
  const Accommodations = kind === 'withdraw' ? others : [...others, { Type: type, Name: `${word} granted`, TimeExtension: 30 }]
  await world.write(at, 'update-record', { collection: 'bookingRegistrations', id: 'b0', changes: { Accommodations, Note: word } }, word)
}
