/** The line to headquarters in plain sentences: how it is, what waits, what happens next. Pure. */
import type { SyncStatus } from '../../../src-shared/sync-control.ts'

export interface LineFacts extends Omit<SyncStatus, 'lastPulledSeq'> {
  /** False for a station that has never had a headquarters. */
  follows: boolean
  /** False where a command looks at the folder of a station that does not run. */
  running: boolean
}

/** How a moment is written: the machine's own clock for a person, ISO 8601 for a program. */
export type WriteTime = (instant: string) => string

/** One sentence each, in the order in which a person asks. */
export function lineWords(facts: LineFacts, time: WriteTime): string[] {
  if (!facts.follows) return ['This station has no headquarters: everything is stored here, and nothing waits.']
  return [lineSentence(facts, time), waitingSentence(facts, time), nextSentence(facts, time), ...(facts.conflicts > 0 ? [decideSentence(facts.conflicts)] : [])]
}

function lineSentence({ running, paused, online, atHub, since, lastError, lastSyncAt }: LineFacts, time: WriteTime): string {
  const last = lastSyncAt === null ? 'It has never had everything yet.' : `It last had everything ${time(lastSyncAt)}.`
  if (!running) return `The station does not run. ${last}`
  if (paused) return `Syncing is paused since ${time(since)}. ${last}`
  if (online && atHub) return `The line to the hub of this site is up since ${time(since)}; it passes on what it can to headquarters.`
  if (online) return `The line to headquarters is up since ${time(since)}.`
  return `The line to headquarters is down since ${time(since)}. ${lastError === null ? '' : `${stopped(lastError)} `}${last}`
}

function waitingSentence({ pending, withHub, waitingSince }: LineFacts, time: WriteTime): string {
  if (pending === 0) return 'Nothing waits: headquarters has every write of this station.'
  const oldest = waitingSince === null ? '' : `, the oldest since ${time(waitingSince)}`
  return `${writes(pending)} ${pending === 1 ? 'waits' : 'wait'} for headquarters${oldest}${hubWords(pending, withHub)}. ${pending === 1 ? 'It is' : 'All of them are'} stored on this disk.`
}

/** What the hub has is not final. */
function hubWords(pending: number, withHub: number): string {
  if (withHub === 0) return ''
  if (withHub < pending) return `; ${withHub} with the hub, not yet at headquarters`
  return `; ${pending === 1 ? 'it is' : 'all'} with the hub, not yet at headquarters`
}

function nextSentence({ running, paused, online, pending, withHub, nextAttemptAt }: LineFacts, time: WriteTime): string {
  if (!running) return 'Start the station, and it goes on by itself.'
  if (paused) return 'Nothing is sent or fetched until somebody resumes syncing.'
  if (online && pending > 0 && withHub === pending) return `The hub takes ${pending === 1 ? 'it' : 'them'} to headquarters when its own line is there.`
  if (online) return pending > 0 ? 'They are on their way now.' : 'News is exchanged as it comes.'
  const when = nextAttemptAt === null ? 'soon' : `at ${time(nextAttemptAt)}`
  return `The station tries again by itself ${when}; the desk goes on meanwhile, and nothing needs to be done.`
}

function decideSentence(conflicts: number): string {
  return conflicts === 1 ? 'One thing waits for a person to decide.' : `${conflicts} things wait for a person to decide.`
}

/** "1 write", "14 writes". */
export function writes(count: number): string {
  return count === 1 ? '1 write' : `${count} writes`
}

function stopped(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
