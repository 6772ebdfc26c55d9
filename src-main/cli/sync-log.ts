/** `hallpass sync-log`: how the line is, what waits, what was sent and what needs a person, in plain words. */
import { resolve } from 'node:path'
import { sync_log_rows_default, sync_log_rows_max } from '../../src-shared/limits.ts'
import { isServed } from '../station/folder-lock.ts'
import type { Store } from '../station/store/store.ts'
import { lineWords, type LineFacts } from '../station/sync-log/line-words.ts'
import { syncLog, type SyncLog } from '../station/sync-log/sync-log.ts'
import { LINE_KEPT, type KeptLine } from '../station/sync/line-state.ts'
import { EXIT } from './exit.ts'
import { defineCliCommand, type Output } from './options.ts'
import { folderOptions, withFolder } from './shared-options.ts'

export const syncLogCommand = defineCliCommand({
  name: 'sync-log',
  summary: 'Says how the line to headquarters is, what waits since when, what happens next, and what needs a person.',
  options: {
    ...folderOptions,
    last: { type: 'integer', value: 'N', default: sync_log_rows_default, min: 1, max: sync_log_rows_max, prose: 'How many of the newest writes are shown.' },
    json: { type: 'flag', prose: 'One JSON object in place of lines for a person.' },
  },
  notes: ['Works beside a running station and on the folder of one that does not run. Times are those of this machine.'],
  run: (values, _positionals, output) => {
    const running = isServed(resolve(values.data))
    return withFolder(values, { create: false }, async ({ store }) => {
      const facts = factsOf(store, running)
      const log = await syncLog(store, values.last)
      if (values.json) output.print(JSON.stringify({ line: { ...facts, words: lineWords(facts, (instant) => instant) }, ...log }))
      else printLog(output, lineWords(facts, localTime), log)
      return EXIT.ok
    })
  },
})

function factsOf({ meta, outbox }: Store, running: boolean): LineFacts {
  const { pending, conflicts, oldestPendingAt } = outbox.state()
  const kept = meta.get(LINE_KEPT)
  const line: KeptLine = kept === undefined ? { online: false, since: new Date().toISOString(), lastError: null } : (JSON.parse(kept) as KeptLine)
  return {
    ...line, atHub: line.atHub ?? false, pending, withHub: outbox.withHub(), conflicts, running,
    follows: meta.get('follows') !== undefined,
    paused: meta.get('sync_paused') !== undefined,
    lastSyncAt: meta.get('last_sync_at') ?? null,
    waitingSince: oldestPendingAt,
    nextAttemptAt: null,
  }
}

function printLog(output: Output, line: string[], { entries, cards }: SyncLog): void {
  line.forEach((sentence) => output.print(sentence))
  if (cards.length > 0) output.print('\nFor a person to decide (in the window under Sync, or POST /sync/conflicts/ID/resolve):')
  for (const { id, at, sentence, next } of cards) output.print(`  ${localTime(at)}  ${sentence}\n      ${next}\n      ID ${id}`)
  if (entries.length > 0) output.print('\nThe newest writes:')
  for (const { at, what, who, state, next } of entries) output.print(`  ${localTime(at)}  ${what}, by ${who}: ${state}. ${next}`)
}

/** "2026-11-22 09:02" on this machine's clock. */
function localTime(instant: string): string {
  const at = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}
