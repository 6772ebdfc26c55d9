/** Lets one thing of a schedule happen. */
import type { Doc } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { FIELDS, KINDS, REQUIRED, type Action, type WriteKind } from './schedule.ts'
import { HQ, type SimStation } from './sim-station.ts'
import type { Link } from './virtual-network.ts'
import { machines_max, type World } from './world.ts'

export async function perform(world: World, step: Action, words: () => string): Promise<void> {
  if (step.do === 'wait') return world.time.advance(step.ms)
  if (step.do === 'offline') return world.stations.forEach(({ link }) => void (link.cut = step.is ? 'both' : 'none'))
  if (step.do === 'lack') return void (step.lacks ? world.hq.lacks.add(step.command) : world.hq.lacks.delete(step.command))
  const station = step.who < 0 ? undefined : world.stations[step.who % Math.max(1, world.stations.length)]
  const machine = step.who === -1 ? world.hq.machine : station?.machine
  if (!machine) return
  switch (step.do) {
    case 'crash':
      if (step.in === 0) machine.crashNow()
      else machine.armCrash(step.in, step.when, step.edge)
      return
    case 'restart': return station ? world.restart(station) : world.restartHq()
    case 'skew': return void ((station ?? world.hq).clock.skewMs = step.hours * 3_600_000)
    case 'disk': return machine.setFull(step.full)
    case 'backup': return world.backup(station ?? 'hq')
    case 'restore': return world.restore(station ?? 'hq', step.which)
    case 'cut': case 'weather': case 'release': case 'trust': case 'version': case 'site': case 'clone': case 'pause': case 'resume': case 'now': case 'resolve': case 'follow': case 'lose': case 'setBack':
      return station && atStation(world, station, step)
    default:
      return step.do === 'burst' ? burst(world, station ?? 'hq', step, words) : write(world, station ?? 'hq', step, words())
  }
}

type StationAction = Extract<Action, { do: 'cut' | 'weather' | 'release' | 'trust' | 'version' | 'site' | 'clone' | 'pause' | 'resume' | 'now' | 'resolve' | 'follow' | 'lose' | 'setBack' }>

async function atStation(world: World, station: SimStation, step: StationAction): Promise<void> {
  switch (step.do) {
    case 'cut': return linesOf(station, step.to).forEach((line) => void (line.cut = step.cut))
    case 'weather': return linesOf(station).forEach((line) => void (line.weather = step))
    case 'release': return linesOf(station).forEach((line) => line.release())
    case 'trust': return linesOf(station).forEach((line) => void (line.trusted = step.trusted))
    case 'version': return void (station.link.versionsAhead = step.ahead)
    case 'site':
      // A laptop without a site has a key without one.
      if (step.keyOnly && station.site !== null) station.identity.site = step.site
      else world.move(station, step.site)
      return
    case 'clone': return void (station.machine.up && world.stations.length < machines_max && world.clone(station))
    case 'pause': case 'resume': case 'now': return onEngine(world, station, step.do)
    case 'follow': return follow(world, station, step.to)
    case 'lose': return station.isHub ? world.lose(station) : undefined
    case 'setBack': return station.isHub ? world.setBack(station, step.which) : undefined
    case 'resolve': return resolveOne(world, station, step.which, step.choice)
  }
}

/** One of a station's lines, or all. */
function linesOf(station: SimStation, to?: number): Link[] {
  return to === undefined ? [...station.lines.values()] : station.upstreams.includes(to) ? [station.lineTo(to)] : []
}

/** A hub goes to those before it alone: nobody sets up a circle. */
async function follow(world: World, station: SimStation, to: readonly number[]): Promise<void> {
  const own = world.stations.indexOf(station)
  const there = to.filter((upstream) => upstream === HQ || (world.stations[upstream]?.isHub === true && upstream < own))
  await world.follow(station, there.length > 0 ? there : [HQ])
}

/** A full disk also refuses to remember that sync is paused. */
function onEngine(world: World, { machine, engine, name }: SimStation, what: 'pause' | 'resume' | 'now'): void {
  if (!machine.up) return
  try {
    engine[what]()
  } catch (error) {
    world.log(`${name} cannot ${what}: ${String(error)}`)
  }
}

async function resolveOne(world: World, station: SimStation, which: number, choice: 'mine' | 'theirs'): Promise<void> {
  if (!station.machine.up) return
  const cards = station.machine.peek.outbox.conflicts()
  const card = cards[which % Math.max(1, cards.length)]
  if (card) await world.resolve(station, card.id, choice)
}

/** Several people at one machine at the same time. */
async function burst(world: World, at: SimStation | 'hq', { which, field }: { which: number; field: number }, words: () => string): Promise<void> {
  const kinds: WriteKind[] = ['set', 'put', 'set', 'notice']
  await Promise.all(kinds.map((kind, i) => write(world, at, { do: kind, which: which + (i % 2), field }, words())))
}

async function write(world: World, at: SimStation | 'hq', { do: kind, which, field }: { do: WriteKind; which: number; field: number }, word: string): Promise<void> {
  const { machine } = at === 'hq' ? world.hq : at
  if (!machine.up) return
  const collection = 'examRegistrations'
  const records = await machine.peek.query({ tenant: TENANT, collection, where: [], limit: 50 })
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
  const update = (changes: Doc) => world.write(at, 'update-record', { collection, id, changes }, word)
  switch (kind) {
    case 'set': return void (await world.write(at, 'patch-record', { collection, id, directives: [{ op: 'add', path: `/${name}`, value: word }] }, word))
    case 'clear': return void (doc[name] === undefined ? undefined : await update({ [name]: null, sys_directive: word }))
    case 'put': return void (await world.write(at, 'replace-record', { collection, id, doc: { ...doc, notes: word, last_name: `${word} too` } }, word))
    case 'notice': return void (await update({ notices: [...((doc.notices ?? []) as Doc[]), { notice_id: `${word} sent` }], sys_directive: word }))
    case 'move': return void (await update({ testing_facility_id: doc.testing_facility_id === 'N' ? 'S' : 'N', sys_external_id: word }))
    case 'delete': return deleteOne(world, at, id, word)
    default: return
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
  const record = await machine.peek.get({ tenant: TENANT, collection: 'bookingRegistrations', id: 'b0' })
  if (!record) return
  const now = ((JSON.parse(record.text) as Doc).Accommodations ?? []) as Doc[]
  const others = now.filter((element) => element.Type !== type)
  const Accommodations = kind === 'withdraw' ? others : [...others, { Type: type, Name: `${word} granted`, TimeExtension: 30 }]
  await world.write(at, 'update-record', { collection: 'bookingRegistrations', id: 'b0', changes: { Accommodations, Note: word } }, word)
}
