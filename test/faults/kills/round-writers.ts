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

export type RoundTold = Record<'deskCreates' | 'hubCreates' | 'deskNotices' | 'hubNotices' | 'hqNotices' | 'deskSequence' | 'hqSequence' | 'checkIns', Told>

/** Writes until `until` says so. */
export async function writeRound({ hq, hub, desk }: Record<Machine, Client>, round: number, until: () => boolean): Promise<RoundTold> {
  const shared = `${EXAMS}/${sharedRecord(round)}`
  const create = (at: Client) => async (word: string) => {
    await sleep(pause_ms)
    return at.send('POST', EXAMS, { ...EXAM, notes: word })
  }
  const notice = (at: Client) => async (word: string) => {
    await sleep(pause_ms)
    return at.send('PATCH', shared, [{ op: 'add', path: '/notices/-', value: { notice_id: word } }])
  }
  const field = (at: Client, path: string) => async (word: string) => {
    await sleep(pause_ms)
    return at.send('PATCH', shared, [{ op: 'add', path, value: word }])
  }
  const on = (name: string, write: (word: string) => ReturnType<Client['send']>) => writeOn(`${name}-r${round}`, until, write)
  const [deskCreates, hubCreates, deskNotices, hubNotices, hqNotices, deskSequence, hqSequence, checkIns] = await Promise.all([
    on('desk', (word) => untilAnswered(desk, word)), on('hub', create(hub)),
    on('desk', notice(desk)), on('hub', notice(hub)), on('hq', notice(hq)),
    on('desk', field(desk, '/last_name')), on('hq', field(hq, '/first_name')),
    checkInAll(desk, round, until),
  ])
  return { deskCreates, hubCreates, deskNotices, hubNotices, hqNotices, deskSequence, hqSequence, checkIns }
}

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
