/** What a station has sent, what waits and what needs a person, each in words that need no knowledge of sync. */
import { isCollection } from '../../../src-shared/resource/collections.ts'
import type { Doc, KeptWrite, OpenConflict, Store } from '../store/store.ts'
import { aboutWhom, personOf, writerOf, type ReadDoc } from './about-whom.ts'
import { operationWords } from './operation-words.ts'

export interface LogEntry {
  /** When the write was made, ISO 8601. */
  at: string
  who: string
  /** "Check-in of José Núñez, seat 14" */
  what: string
  state: 'waits' | 'on its way' | 'done' | 'needs a person'
  /** What became of it, or will. */
  next: string
}

export interface LogCard {
  id: string
  at: string
  sentence: string
  /** How it is decided. */
  next: string
}

export interface SyncLog {
  entries: LogEntry[]
  cards: LogCard[]
}

/** The newest writes, newest first, and every open card, oldest first. */
export async function syncLog(store: Store, limit: number): Promise<SyncLog> {
  const cards = store.outbox.conflicts()
  const entries: LogEntry[] = []
  for (const write of store.outbox.history(limit)) entries.push(await entryOf(store, write))
  const described: LogCard[] = []
  for (const card of cards) described.push(await cardOf(store, card))
  return { entries, cards: described }
}

const reads = (store: Store, tenant: string): ReadDoc => async (collection, id) => {
  const found = await store.get({ tenant, collection, id })
  return found && (JSON.parse(found.text) as Doc)
}

async function entryOf(store: Store, { operation, state, result }: KeptWrite): Promise<LogEntry> {
  const { candidate } = await aboutWhom(reads(store, operation.tenant), operation)
  return { at: operation.at, who: operation.actor.name, what: operationWords(operation, candidate), ...progress(state, result) }
}

function progress(state: string, result: KeptWrite['result']): Pick<LogEntry, 'state' | 'next'> {
  if (result?.state === 'rejected') return { state: 'needs a person', next: `Headquarters refused it: ${result.message ?? `status ${result.status ?? 'unknown'}`} It is listed until somebody decides.` }
  if (result?.state === 'conflict') return { state: 'needs a person', next: 'Headquarters had another value by then; both are listed until somebody decides.' }
  if (state === 'final') return { state: 'done', next: 'Headquarters has it.' }
  if (state === 'answered') return { state: 'on its way', next: 'Headquarters has it; its copy is on the way back.' }
  if (state === 'relayed') return { state: 'on its way', next: "The site's hub keeps it and takes it to headquarters; until then it is not final." }
  return { state: 'waits', next: 'It goes up by itself, in its turn, when the line is there.' }
}

async function cardOf(store: Store, card: OpenConflict): Promise<LogCard> {
  const { operation } = card
  const read = reads(store, operation.tenant)
  const named = isCollection(card.collection) ? await personOf(read, card.collection, card.record_id) : null
  const whom = named ?? (await aboutWhom(read, operation)).candidate
  return { id: card.id, at: operation.at, ...(card.kind === 'rejected' ? rejected(card, whom) : conflict(card, whom, await writerOf(read, card.theirs_by))) }
}

function rejected({ operation, message, status }: OpenConflict, whom: string | null): Pick<LogCard, 'sentence' | 'next'> {
  return {
    sentence: `${operationWords(operation, whom)}, by ${operation.actor.name}: headquarters refused it, saying “${message ?? `status ${status ?? 'unknown'}`}”.`,
    next: 'Send it again once what it says is put right ("mine"), or let it go ("theirs").',
  }
}

function conflict({ operation, field, mine, theirs }: OpenConflict, whom: string | null, writer: string | null): Pick<LogCard, 'sentence' | 'next'> {
  return {
    sentence: `${field === null ? 'The record' : field.replaceAll('_', ' ')} of ${whom ?? 'a record'}: ${operation.actor.name} wrote ${valueWords(mine)} here, ${writer ?? 'somebody'} wrote ${valueWords(theirs)} at headquarters, which stands for now.`,
    next: 'Keep the one here ("mine"), the one at headquarters ("theirs"), or give another value.',
  }
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}
