/** One transaction that writes: it holds the one row that everybody locks, so that change numbers are gapless in the order of commits. */
import type pg from 'pg'
import type { Resources } from '../declared-fields.ts'
import type { Commit, CommitNotice, CommitOutcome, Key } from '../store.ts'
import { rowsOf } from './connect.ts'
import { factsOf } from './facts.ts'
import { encodeNotice } from './notice.ts'
import { countQuestion } from './records.ts'
import { Stage } from './stage.ts'
import { writeRows } from './write-rows.ts'
import type { Head } from './writes.ts'

/** What a group of commits came to. */
export interface GroupOutcome {
  /** For each list of commits the outcomes, up to the first that is refused or throws. */
  outcomes: CommitOutcome[][]
  /** What the first commit of a list threw, where it has no outcome. */
  thrown: (Error | undefined)[]
  notice: CommitNotice | null
  /** The head afterwards; undefined where nothing was written. */
  head: Head | undefined
}

interface Step {
  list: number
  commit: Commit
}

/** Opens the transaction and takes the lock; others wait from here to the end. */
export async function begin(client: pg.ClientBase): Promise<Head> {
  // Two statements in one message are two results.
  const results = (await client.query('BEGIN; SELECT seq, audit_n AS "auditN", audit_hash AS "auditHash" FROM state FOR UPDATE')) as unknown as pg.QueryResult<Head>[]
  const head = results[1]?.rows[0]
  if (!head) throw new Error('The row that writers lock is gone.')
  return head
}

/** Runs lists of commits, one after the other, inside an open transaction. */
export async function runCommits(client: pg.ClientBase, start: Head, lists: readonly (readonly Commit[])[], origin: string, resources: Resources): Promise<GroupOutcome> {
  const group: GroupOutcome = { outcomes: lists.map(() => []), thrown: lists.map(() => undefined), notice: null, head: undefined }
  const ended = new Set<number>()
  const changed: { keys: Key[]; tenants: Set<string> } = { keys: [], tenants: new Set() }
  const steps = lists.flatMap((commits, list) => commits.map((commit): Step => ({ list, commit })))
  let head = start
  for (const round of roundsOf(steps)) {
    const open = round.filter(({ list }) => !ended.has(list))
    if (open.length === 0) continue
    const stage = new Stage(head, await factsOf(client, open.map(({ commit }) => commit)))
    for (const { list, commit } of open) {
      if (ended.has(list)) continue
      try {
        const refused = stage.refusal(commit) ?? (await foundAgain(client, commit, resources))
        const outcome = refused ?? stage.add(commit)
        group.outcomes[list]?.push(outcome)
        if (!outcome.done) ended.add(list)
        else note(changed, commit)
      } catch (error) {
        if (isDatabaseError(error)) throw error
        ended.add(list)
        if (group.outcomes[list]?.length === 0) group.thrown[list] = error as Error
      }
    }
    if (stage.head.auditN === head.auditN) continue
    const notice: CommitNotice = { seq: stage.head.seq, keys: changed.keys, tenants: [...changed.tenants], queued: false }
    await writeRows(client, stage.writes(), encodeNotice(origin, start.seq, notice), resources)
    head = stage.head
    group.notice = notice
    group.head = head
  }
  return group
}

/** A commit that asks whether something is still absent sees what those before it wrote: it begins a round of its own. */
function roundsOf(steps: readonly Step[]): Step[][] {
  const rounds: Step[][] = []
  for (const step of steps) {
    const last = rounds.at(-1)
    if (last && (step.commit.absent ?? []).length === 0) last.push(step)
    else rounds.push([step])
  }
  return rounds
}

async function foundAgain(client: pg.ClientBase, { absent = [] }: Commit, resources: Resources): Promise<Extract<CommitOutcome, { done: false }> | undefined> {
  for (const query of absent) {
    const [row] = await rowsOf<{ n: number }>(client, countQuestion(query, resources))
    if (row && row.n > 0) return { done: false, reason: 'guard' }
  }
  return undefined
}

function note(changed: { keys: Key[]; tenants: Set<string> }, { puts, deletes, audit }: Commit): void {
  changed.keys.push(...puts.map(({ key }) => key), ...deletes.map(({ key }) => key))
  changed.tenants.add(audit.tenant)
}

/** What the database or its connection says ends the transaction; anything else is one commit's own fault. */
function isDatabaseError(error: unknown): boolean {
  return typeof (error as { code?: unknown }).code === 'string' || /connection|timeout/i.test((error as Error).message)
}
