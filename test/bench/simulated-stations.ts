/** Stations that only push: each its own node with its own records, over real HTTP, at a steady pace. */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { PROTOCOL_VERSION, type Hello, type PushResponse } from '../../src-shared/protocol.ts'
import { AT, examRegistrationId, TENANT } from './fixtures.ts'
import type { Program } from './sync-pair.ts'
import { call } from './sync-pair.ts'

export interface Pushed {
  /** Milliseconds from sending to the whole answer. */
  took: number
  /** Headquarters' change number of the last write, and when it was answered. */
  seq: number
  at: number
}

interface Options {
  stations: number
  /** Writes of one push, and pushes a second of one station. */
  writes: number
  pace: number
  seconds: number
}

/** @returns every push that was answered; @throws where a write did not simply apply */
export async function pushFrom(hq: Program, { stations, writes, pace, seconds }: Options): Promise<Pushed[]> {
  const hello = (await (await call(hq, 'GET', '/sync/hello?node=load')).json()) as Hello
  const pushed: Pushed[] = []
  const end = performance.now() + seconds * 1_000
  await Promise.all(Array.from({ length: stations }, async (_, station) => {
    const names = { node: randomBytes(16).toString('hex'), epoch: randomBytes(16).toString('hex') }
    const every = 1_000 / pace
    // Spread over the interval, as machines are that know nothing of each other.
    let due = performance.now() + (every * station) / stations
    for (let n = 1; ; n += writes) {
      await wait(Math.max(0, due - performance.now()))
      if (performance.now() > end) return
      due = Math.max(due + every, performance.now())
      pushed.push(await pushOne(hq, hello.epoch, Array.from({ length: writes }, (_, i) => operation(names, n + i, station * writes + i, n === 1 ? FIRST_NOTES : noteOf(n + i - writes)))))
    }
  }))
  return pushed
}

async function pushOne(hq: Program, epoch: string, operations: ReturnType<typeof operation>[]): Promise<Pushed> {
  const begin = performance.now()
  const response = await call(hq, 'POST', '/sync/push', { protocol: PROTOCOL_VERSION, node: operations[0]?.node, server_epoch: epoch, operations })
  const { results } = (await response.json()) as PushResponse
  const at = performance.now()
  const seqs = results.flatMap(({ result }) => (result?.state === 'applied' ? [result.seq] : []))
  if (seqs.length !== operations.length) throw new Error(`A push was not taken: ${JSON.stringify(results).slice(0, 500)}`)
  return { took: at - begin, seq: Math.max(...seqs), at }
}

function operation({ node, epoch }: { node: string; epoch: string }, n: number, record: number, seen: string) {
  const id = examRegistrationId(record)
  const name = `examRegistrations/${id}`
  const notes = noteOf(n)
  return {
    node, epoch, n, tenant: TENANT, command: 'update-record', input: { collection: 'examRegistrations', id, changes: { notes } },
    actor: { id: 'amara', name: 'Amara Okafor', scope: 'write' as const }, at: AT, ids: [],
    saw: { [name]: { notes: seen } }, wrote: { [name]: { notes } },
  }
}

/** What write n leaves in its record; the same record is written again by the next push. */
const noteOf = (n: number) => `Written at the desk, ${n}.`
const FIRST_NOTES = 'Asked for a seat near the door.'
