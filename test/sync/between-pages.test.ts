/** What a station shows while it is between two pages of a long feed, or a hub that began anew lists only some of its writes. */
import { expect, it, onTestFinished } from 'vitest'
import type { Doc } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import type { Machine } from './machine.ts'
import { DOCUMENTS } from './schedule.ts'
import { makeWorld } from './world.ts'

const collection = 'examRegistrations' as const

async function docAt({ store }: Machine, id: string): Promise<Doc> {
  return JSON.parse((await store.get({ tenant: TENANT, collection, id }))?.text ?? '{}') as Doc
}

it('what was written here stays in view, also when headquarters has answered and the record comes with a later page', async () => {
  const world = await makeWorld({ seed: 7, sites: ['N'], documents: DOCUMENTS })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  const desk = world.stations[0]!
  desk.link.cut = 'both'
  await world.write(desk, 'update-record', { collection, id: 'r0', changes: { notes: 'mine' } }, 'mine')
  const { outbox } = desk.machine.store
  const { cursor, serverEpoch } = outbox.state()
  const page = (id: string, doc: Doc, seq: number) => ({ epoch: serverEpoch!, changes: [{ seq, collection, id, site: 'N', doc: JSON.stringify(doc) }], upTo: seq, last: cursor + 9 })
  const [operation] = outbox.queued(1)
  outbox.settle([{ operation: operation!, result: { state: 'applied', seq: cursor + 5, conflicts: [] } }])
  outbox.pull(TENANT, page('r1', await docAt(world.hq.machine, 'r1'), cursor + 6))
  expect([(await docAt(desk.machine, 'r0')).notes, outbox.state().pending, outbox.isWhole()]).toEqual(['mine', 1, false])
  outbox.pull(TENANT, page('r0', { ...(await docAt(world.hq.machine, 'r0')), notes: 'mine', first_name: 'theirs' }, cursor + 9))
  expect(await docAt(desk.machine, 'r0')).toMatchObject({ notes: 'mine', first_name: 'theirs' })
  expect([outbox.state().pending, outbox.isWhole()]).toEqual([0, true])
})

it.each(['answered', 'not answered'])('an earlier write (%s) stays under a later one, also where the hub lists the later one alone', async (state) => {
  const world = await makeWorld({ seed: 7, sites: ['N'], documents: DOCUMENTS })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  const desk = world.stations[0]!
  desk.link.cut = 'both'
  for (const notes of ['earlier', 'later']) await world.write(desk, 'update-record', { collection, id: 'r0', changes: { notes } }, notes)
  const { outbox } = desk.machine.store
  const [earlier, later] = outbox.unsent(3, null)
  if (state === 'answered') outbox.settle([{ operation: earlier!.operation, result: { state: 'applied', seq: outbox.cursor() + 5, conflicts: [] } }])
  const { operation: { node, epoch, n, at }, effects } = later!
  outbox.layProvisionals(TENANT, { life: 'new', from: 0, upTo: 1, last: 1, entries: [{ node, epoch, n, k: 1, ord: 1, at, effects: [...effects] }] })
  expect((await docAt(desk.machine, 'r0')).notes).toBe('later')
  await world.write(desk, 'update-record', { collection, id: 'r0', changes: { notes: 'last' } }, 'last')
  expect((await docAt(desk.machine, 'r0')).notes).toBe('last')
  outbox.forgetProvisionals()
  expect((await docAt(desk.machine, 'r0')).notes).toBe('last')
})
