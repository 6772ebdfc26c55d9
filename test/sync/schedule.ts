/** What can happen in a world, as data, so that a failing schedule can shrink and be played again. */
import fc from 'fast-check'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import type { Edge } from './machine.ts'
import { HQ } from './sim-station.ts'
import type { Cut } from './virtual-network.ts'

export type WriteKind = 'set' | 'clear' | 'put' | 'notice' | 'move' | 'delete' | 'create' | 'accommodate' | 'withdraw' | 'burst'

/** `who` is a station's number, -1 headquarters. */
export type Action =
  | { do: WriteKind; who: number; which: number; field: number }
  | { do: 'wait'; ms: number }
  /** Each of its lines, or the one to headquarters (-1) or to a hub. */
  | { do: 'cut'; who: number; cut: Cut; to?: number }
  /** The site's internet is gone, or back. */
  | { do: 'offline'; is: boolean }
  /** It goes to other upstreams from now on. */
  | { do: 'follow'; who: number; to: number[] }
  /** A laptop is gone, another has its place; or its folder is an earlier copy, and nobody told it. */
  | { do: 'lose'; who: number }
  | { do: 'setBack'; who: number; which: number }
  | { do: 'weather'; who: number; drop: number; repeat: number; slow: number; held?: number }
  /** What was held for hours arrives. */
  | { do: 'release'; who: number }
  | { do: 'crash'; who: number; in: number; when: 'before' | 'after'; edge?: Edge }
  | { do: 'restart'; who: number }
  | { do: 'skew'; who: number; hours: number }
  | { do: 'pause' | 'resume' | 'now'; who: number }
  | { do: 'resolve'; who: number; which: number; choice: 'mine' | 'theirs' }
  | { do: 'backup'; who: number }
  | { do: 'clone'; who: number }
  | { do: 'restore'; who: number; which: number }
  | { do: 'disk'; who: number; full: boolean }
  /** The key is refused, or known again. */
  | { do: 'trust'; who: number; trusted: boolean }
  /** The laptop gets another site; or only its key does. */
  | { do: 'site'; who: number; site: string | null; keyOnly: boolean }
  | { do: 'version'; who: number; ahead: number }
  /** Headquarters does not know these writes, or knows them again. */
  | { do: 'lack'; command: string; lacks: boolean }

export interface Schedule {
  /** One station for each. */
  sites: (string | null)[]
  /** So many of them, the first ones, are hubs (absent: none), the second perhaps behind the first. */
  hubs?: number
  chained?: boolean
  steps: Action[]
  /** Seed of the network's chance. */
  chance: number
}

/** How often each kind of thing happens, against the others. */
export type Weights = Record<keyof typeof MAKE, number>

const who = fc.integer({ min: -1, max: 5 })
const station = fc.integer({ min: 0, max: 5 })
const small = fc.integer({ min: 0, max: 5 })
const chance = fc.constantFrom(0, 0.1, 0.3)
const site = fc.constantFrom('N', 'S', null)
const CUTS = fc.constantFrom<Cut>('none', 'requests', 'answers', 'both')
const hub = fc.integer({ min: 0, max: 1 })
const upstreams = fc.constantFrom([0, HQ], [1, HQ], [0], [1], [HQ], [1, 0, HQ])
const write = (...kinds: WriteKind[]) => fc.record({ do: fc.constantFrom(...kinds), who, which: small, field: fc.integer({ min: 0, max: 2 }) })

const MAKE = {
  write: write('set', 'set', 'set', 'clear', 'put', 'notice'),
  move: write('move'),
  delete: write('delete'),
  create: write('create'),
  array: write('accommodate', 'withdraw'),
  burst: write('burst'),
  wait: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(10, 80, 300, 2_000, 12_000, 60_000) }),
  long: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(120_000, 120_000, 300_000, 300_000, 600_000, 600_000, 600_000, 28_800_000) }),
  cut: fc.record({ do: fc.constant('cut'), who: station, cut: CUTS }),
  cutTo: fc.record({ do: fc.constant('cut'), who: station, cut: CUTS, to: fc.constantFrom(HQ, 0, 1) }),
  offline: fc.record({ do: fc.constant('offline'), is: fc.boolean() }),
  follow: fc.record({ do: fc.constant('follow'), who: station, to: upstreams }),
  lose: fc.record({ do: fc.constant('lose'), who: hub }),
  setBack: fc.oneof(fc.record({ do: fc.constant('backup'), who: hub }), fc.record({ do: fc.constant('setBack'), who: hub, which: small })),
  weather: fc.record({ do: fc.constant('weather'), who: station, drop: chance, repeat: chance, slow: chance, held: fc.constantFrom(0, 0, 0.2) }),
  release: fc.record({ do: fc.constant('release'), who: station }),
  crash: fc.record({ do: fc.constant('crash'), who, in: fc.integer({ min: 0, max: 6 }), when: fc.constantFrom('before', 'after'), edge: fc.constantFrom<Edge>('transaction', 'transaction', 'call') }),
  restart: fc.record({ do: fc.constant('restart'), who }),
  hqCrash: fc.record({ do: fc.constant('crash'), who: fc.constant(-1), in: fc.integer({ min: 1, max: 3 }), when: fc.constantFrom('before', 'after'), edge: fc.constantFrom<Edge>('transaction', 'call') }),
  hqRestart: fc.record({ do: fc.constant('restart'), who: fc.constant(-1) }),
  hqRestore: fc.record({ do: fc.constantFrom('backup', 'restore'), who: fc.constant(-1), which: small }),
  skew: fc.record({ do: fc.constant('skew'), who, hours: fc.constantFrom(-24, -1, 0, 1, 24) }),
  engine: fc.record({ do: fc.constantFrom('pause', 'resume', 'now'), who: station }),
  resolve: fc.record({ do: fc.constant('resolve'), who: station, which: small, choice: fc.constantFrom('mine', 'theirs') }),
  backup: fc.record({ do: fc.constant('backup'), who }),
  restore: fc.record({ do: fc.constant('restore'), who, which: small }),
  clone: fc.record({ do: fc.constant('clone'), who: station }),
  disk: fc.record({ do: fc.constant('disk'), who, full: fc.boolean() }),
  trust: fc.record({ do: fc.constant('trust'), who: station, trusted: fc.boolean() }),
  site: fc.record({ do: fc.constant('site'), who: station, site, keyOnly: fc.boolean() }),
  version: fc.record({ do: fc.constant('version'), who: station, ahead: fc.constantFrom(-1, 0, 1) }),
  lack: fc.record({ do: fc.constant('lack'), command: fc.constantFrom('update-record', 'create-record', 'delete-record'), lacks: fc.boolean() }),
}

/** What an ordinary day with bad luck looks like. */
export const USUAL: Weights = {
  write: 90, move: 12, delete: 10, create: 10, array: 24, burst: 8, wait: 64, long: 1, cut: 20, weather: 20, release: 4, crash: 18, restart: 20, hqCrash: 4, hqRestart: 4, hqRestore: 2, skew: 8, engine: 10, resolve: 10,
  backup: 6, restore: 6, clone: 1, disk: 6, trust: 4, site: 3, version: 4, lack: 3, cutTo: 0, offline: 0, follow: 0, lose: 0, setBack: 0,
}

/** What happens beside it where there are hubs. */
const WITH_HUBS: Partial<Weights> = { cutTo: 12, offline: 14, follow: 6, lose: 2, setBack: 4 }

/** One site, so that its hubs have something to do, or several. */
const HUB_SITES: fc.Arbitrary<(string | null)[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<(string | null)[]>(['N', 'N', 'N', 'N'], ['N', 'N', 'N'], ['N', 'N', 'N', 'S']) },
  { weight: 1, arbitrary: fc.constantFrom<(string | null)[]>([null, null, null, 'N'], ['N', 'S', 'N', 'S'], ['N', 'N', 'N', 'N', 'N', null]) },
)

const SITES: fc.Arbitrary<(string | null)[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<(string | null)[]>(['N', 'S', null], ['N', 'N']) },
  { weight: 2, arbitrary: fc.array(site, { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(site, { minLength: 5, maxLength: 6 }) },
)

export interface ScheduleOptions {
  weights?: Partial<Weights>
  /** Nothing but what `weights` names. */
  only?: boolean
  sites?: (string | null)[]
  /** How many hubs, and whether the second is behind the first; as chance has it unless given. */
  hubs?: { hubs: number; chained: boolean }
  maxSteps?: number
}

const NO_HUB = { hubs: 0, chained: false }
const HUBS = [NO_HUB, NO_HUB, NO_HUB, { hubs: 1, chained: false }, { hubs: 2, chained: false }, { hubs: 2, chained: true }]

/** Half of the schedules have hubs, unless `hubs` says otherwise; a planted bug's day (`only`) has none. */
export function scheduleOf(options: ScheduleOptions = {}): fc.Arbitrary<Schedule> {
  const { hubs = options.only ? NO_HUB : undefined } = options
  return hubs ? withHubs(options, hubs) : fc.oneof(...HUBS.map((some) => withHubs(options, some)))
}

function withHubs({ weights = {}, only = false, sites, maxSteps = 60 }: ScheduleOptions, { hubs, chained }: typeof NO_HUB): fc.Arbitrary<Schedule> {
  const all: Partial<Weights> = only ? weights : { ...USUAL, ...(hubs > 0 ? WITH_HUBS : {}), ...weights }
  const kinds = (Object.keys(MAKE) as (keyof Weights)[]).filter((kind) => (all[kind] ?? 0) > 0)
  const action = fc.oneof(...kinds.map((kind) => ({ weight: all[kind] ?? 0, arbitrary: MAKE[kind] as fc.Arbitrary<Action> })))
  return fc.record({
    sites: sites ? fc.constant(sites) : hubs > 0 ? HUB_SITES : SITES,
    ...(hubs > 0 ? { hubs: fc.constant(hubs), chained: fc.constant(chained) } : {}),
    steps: fc.array(action, { minLength: 5, maxLength: maxSteps, size: 'max' }), chance: fc.nat(),
  })
}

/** Text fields that the schedules write. */
export const FIELDS = ['notes', 'first_name', 'last_name'] as const
export const KINDS = ['Extra time', 'Reader', 'Separate room'] as const
export const REQUIRED = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22' }

const line = (collection: ImportLine['key']['collection'], id: string, doc: Doc = {}, site: string | null = null): ImportLine => ({ key: { tenant: TENANT, collection, id }, doc: { id, ...doc }, site })

/** Two sites, some registrations at each and one of none. */
export const DOCUMENTS: readonly ImportLine[] = [
  line('exams', 'e'), line('examOfferings', 'o'), line('contacts', 'c', { name: 'Jürgen Müller' }), line('testingFacilities', 'N'), line('testingFacilities', 'S'),
  ...['N', 'N', 'S', null].map((site, i) => line('examRegistrations', `r${i}`, { ...REQUIRED, sys_version: 1, notes: 'as imported', ...(site ? { testing_facility_id: site } : {}) }, site)),
  line('bookingRegistrations', 'b0', { sys_version: 1, LearnerName: 'Jürgen Müller', Accommodations: [{ Type: 'Reader', Name: 'as imported', TimeExtension: 10 }] }),
]
