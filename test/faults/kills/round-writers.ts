/** What is written during one round, at every machine of a fleet, one write after the other for each writer. */
import { randomUUID } from 'node:crypto'
import { sleep } from '../hallpass-process.ts'
import { writeOn, type Client, type Told } from '../writers.ts'
import { CANDIDATES, EXAM, sharedRecord, TENANT, type Machine } from './fleet.ts'

const EXAMS = `/examRegistrations/${TENANT}`
const pause_ms = 60
const tries_max = 2_000
/** So many candidates are there for each round. */
const round_candidates = 6

export interface RoundTold {
  creates: Told[]
  notices: Told[]
  /** One field of one record, each written by one machine alone. */
  fields: Record<'last_name' | 'first_name', Told>
  checkIns: Told
}

/** Every machine that serves clients, headquarters among them. */
export type Clients = Readonly<Record<Machine, Client> & Record<string, Client>>

/** Writes until `until` says so. */
export async function writeRound(clients: Clients, round: number, until: () => boolean): Promise<RoundTold> {
  const { hq, desk } = clients
  const shared = `${EXAMS}/${sharedRecord(round)}`
  const change = (at: Client, path: string, value: (word: string) => unknown) => async (word: string) => {
    await sleep(pause_ms)
    return at.send('PATCH', shared, [{ op: 'add', path, value: value(word) }])
  }
  const create = (at: Client) => async (word: string) => {
    await sleep(pause_ms)
    return at === desk ? untilAnswered(at, word) : at.send('POST', EXAMS, { ...EXAM, notes: word })
  }
  const notice = (at: Client) => change(at, '/notices/-', (word) => ({ notice_id: word }))
  const on = (name: string, write: (word: string) => ReturnType<Client['send']>) => writeOn(`${name}-r${round}`, until, write)
  const stations = Object.entries(clients).filter(([name]) => name !== 'hq')
  const [creates, notices, lastName, firstName, checkIns] = await Promise.all([
    Promise.all(stations.map(([name, at]) => on(name, create(at)))),
    Promise.all(Object.entries(clients).map(([name, at]) => on(name, notice(at)))),
    on('desk', change(desk, '/last_name', String)), on('hq', change(hq, '/first_name', String)),
    checkInAll(desk, round, until),
  ])
  return { creates, notices, fields: { last_name: lastName, first_name: firstName }, checkIns }
}

/** All that was told. */
export const toldOf = ({ creates, notices, fields, checkIns }: RoundTold): Told[] => [...creates, ...notices, ...Object.values(fields), checkIns]

/** Repeats one create under one Idempotency-Key until it is answered: it must be made once, whatever happened to the first tries. */
async function untilAnswered(at: Client, word: string): ReturnType<Client['send']> {
  const key = randomUUID()
  for (let tries = 0; tries < tries_max; tries++) {
    const answer = await at.send('POST', EXAMS, { ...EXAM, notes: word }, { 'idempotency-key': key })
    if (answer) return answer
    await sleep(pause_ms)
  }
  return undefined
}

/** Checks candidates in one after another; one whose answer was lost is asked for again, as a person would. */
async function checkInAll(desk: Client, round: number, until: () => boolean): Promise<Told> {
  const told: Told = { acknowledged: [], uncertain: [], strange: [] }
  const from = (round * round_candidates) % CANDIDATES.length
  for (const id of CANDIDATES.slice(from, from + round_candidates)) {
    for (let isDone = false; !isDone && !until(); await sleep(pause_ms)) {
      const answer = await desk.send('POST', `/api/registrations/${id}/commands/check-in`, { IdentityChecks: ['Photo ID'], At: '2026-11-22T16:50:00.000Z' })
      if (!answer) continue
      isDone = true
      if (answer.status === 200 || answer.status === 409) told.acknowledged.push(id)
      else told.strange.push(`check-in: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
  }
  return told
}
