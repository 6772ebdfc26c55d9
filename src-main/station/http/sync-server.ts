/** Headquarters' half of sync, apart from HTTP: who it is, the feed, what is needed first, and the push. */
import { must } from '../../../src-shared/assert.ts'
import { feed_bytes_max, feed_rows_default, feed_rows_max, first_rows_max } from '../../../src-shared/limits.ts'
import { PROBLEMS, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { PROTOCOL_VERSION, type FeedPage, type FirstPage, type Hello, type PushRequest, type PushResponse } from '../../../src-shared/protocol.ts'
import { applyOperations, type PushOutcome } from '../commands/apply-operation.ts'
import type { WriteEnv } from '../commands/apply.ts'
import type { Command } from '../commands/command.ts'
import type { Change, Operation } from '../store/store.ts'
import type { Identity } from './authenticate.ts'
import { firstChanges } from './sync-first.ts'
import { withinBytes } from './within-bytes.ts'

export type SyncServer = ReturnType<typeof makeSyncServer>

/** What the asker knows of headquarters. */
export interface Known {
  /** The life of its database that it met last. */
  epoch?: string | undefined
  /** The run in which it read the feed, and how far. */
  read?: { run: string; since: number } | undefined
}

/** What stations speak to: headquarters, or a hub in its name. */
export interface UpstreamServer {
  /**
   * @param site what the asker asks for; a hub has one alone
   * @param nodes the asking station, and those whose writes it carries, separated by commas
   */
  hello(identity: Identity, site: string | null, nodes: string, known?: Known): Promise<Hello | Refusal>
  changes(identity: Identity, site: string | null, since: number, limit?: number): Promise<FeedPage | Refusal>
  /** The same answer as JSON text, where it can be had without making its documents anew. */
  changesText?(identity: Identity, site: string | null, since: number, limit?: number): Promise<Buffer | undefined>
  first(identity: Identity, site: string | null, date: string): Promise<FirstPage | Refusal>
  push(identity: Identity, site: string | null, request: PushRequest): Promise<PushResponse | Refusal>
}

export function makeSyncServer(env: WriteEnv, commandOf: (name: string) => Command | undefined) {
  const { store } = env
  const run = store.runs?.begin()
  const ofRun = run === undefined ? {} : { run }

  async function hello(identity: Identity, _site: string | null, nodes: string, { epoch: met, read }: Known = {}): Promise<Hello> {
    const last = await store.lastSeq()
    const { epoch } = await store.changes(identity.tenant, null, last, 1)
    return {
      server: 'hallpass',
      protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
      server_node: store.node,
      tenant: identity.tenant,
      epoch,
      applied: await ofEach(nodes, (node) => store.appliedOf(node)),
      ...(met === undefined || met === epoch ? {} : { kept: await ofEach(nodes, (node) => store.keptSince(met, node)) }),
      last,
      ...ofRun,
      ...(read && store.runs?.holds(read.run, read.since) === false ? { lost: true } : {}),
      now: env.now(),
    }
  }

  async function changes(identity: Identity, site: string | null, since: number, limit = feed_rows_default): Promise<FeedPage> {
    const page = withinBytes(await store.changes(identity.tenant, site, since, Math.min(limit, feed_rows_max)))
    return { ...page, changes: visible(identity, page.changes), tenant: identity.tenant, ...ofRun }
  }

  /** The answer of `changes` as JSON text; undefined where its documents have to be looked at one by one. */
  async function changesText(identity: Identity, site: string | null, since: number, limit = feed_rows_default): Promise<Buffer | undefined> {
    if (identity.actor.scope === 'read') return undefined
    const page = await store.changesText?.(identity.tenant, site, since, Math.min(limit, feed_rows_max))
    if (!page || page.bytes > feed_bytes_max) return undefined
    const before = `{"epoch":${JSON.stringify(page.epoch)},"changes":`
    const after = `,${JSON.stringify({ upTo: page.upTo, last: page.last, tenant: identity.tenant, ...ofRun }).slice(1)}`
    return Buffer.concat([Buffer.from(before), page.changes, Buffer.from(after)])
  }

  async function first(identity: Identity, site: string | null, date: string): Promise<FirstPage> {
    const { epoch } = await store.changes(identity.tenant, site, await store.lastSeq(), 1)
    const found = await firstChanges(store, identity.tenant, site, date, first_rows_max)
    return { epoch, tenant: identity.tenant, changes: visible(identity, found) }
  }

  async function push(identity: Identity, _site: string | null, request: PushRequest): Promise<PushResponse | Refusal> {
    if (request.protocol !== PROTOCOL_VERSION) {
      return refuse('busy', `This headquarters speaks version ${PROTOCOL_VERSION} of the sync protocol, the station version ${request.protocol}. Its writes wait until both fit.`, { retry_after_seconds: 60 })
    }
    const operations = request.operations as Operation[]
    const { epoch } = await store.changes(identity.tenant, null, await store.lastSeq(), 1)
    const answer: PushResponse = { epoch, results: [] }
    if (request.server_epoch !== epoch) return answer
    const access = { tenant: identity.tenant, scope: identity.actor.scope, site: identity.site }
    // A hub's key does not lend its scope to who brought a write to the hub.
    for (const { from, to, isBound } of sameBounds(request)) {
      const bounded = isBound && access.scope === 'admin' ? { ...access, scope: 'write' as const } : access
      const outcomes = await applyOperations({ env, commandOf, access: bounded }, operations.slice(from, to))
      outcomes.forEach((outcome, k) => addAnswer(answer, must(operations[from + k], 'the write of an outcome'), outcome))
      if (outcomes.some(({ kind }) => kind !== 'result')) break
    }
    return answer
  }

  return { hello, changes, changesText, first, push } satisfies UpstreamServer
}

/** What is known of each of these nodes' epochs. */
async function ofEach(nodes: string, ask: (node: string) => Promise<Record<string, number>>): Promise<Record<string, number>> {
  return Object.assign({}, ...(await Promise.all(nodesOf(nodes).map(ask)))) as Record<string, number>
}

/** What a greeting says that its sender knows. */
export function knownIn({ epoch, run, since }: Readonly<Record<string, string | undefined>>): Known {
  return { epoch, ...(run === undefined ? {} : { read: { run, since: Number(since ?? 0) } }) }
}

/** Names of nodes as they stand in an address. */
export function nodesOf(text: string): string[] {
  return text.split(',').filter((node) => node !== '')
}

/** The writes of a push in pieces that the same scope bounds. */
function sameBounds({ operations, bounds = [] }: PushRequest): { from: number; to: number; isBound: boolean }[] {
  const pieces: { from: number; to: number; isBound: boolean }[] = []
  operations.forEach((_operation, i) => {
    const isBound = bounds[i] === 'write'
    const piece = pieces.at(-1)
    if (piece?.isBound === isBound) piece.to = i + 1
    else pieces.push({ from: i, to: i + 1, isBound })
  })
  return pieces
}

/** By what people and programs prove who they are, and their faces, are for stations, which may write, and not for every reader of the feed. */
export const NOT_FOR_READERS: ReadonlySet<string> = new Set(['users', 'apiKeys', 'attachments'])

export function visible(identity: Identity, changes: Change[]): Change[] {
  return identity.actor.scope === 'read' ? changes.filter(({ collection }) => !NOT_FOR_READERS.has(collection)) : changes
}

/** The site whose records are asked for; a key of one site sees no other. */
export function siteAsked(identity: Identity, asked: string | undefined): string | null | Refusal {
  if (identity.site === null) return asked ?? null
  if (asked !== undefined && asked !== identity.site) return refuse('forbidden', `This key is for the site ${identity.site}.`)
  return identity.site
}

/** The answer to one operation, or why those from it on have to wait. */
function addAnswer(answer: PushResponse, { epoch, n }: Operation, outcome: PushOutcome): void {
  switch (outcome.kind) {
    case 'result':
      answer.results.push({ epoch, n, result: outcome.result })
      break
    case 'forked':
      answer.forked = { epoch, n }
      break
    case 'gap':
      answer.gap = { epoch, n, last: outcome.last }
      break
    case 'fault':
      answer.fault = { status: PROBLEMS[outcome.refusal.refused].status, message: outcome.refusal.detail }
      break
  }
}
