/** Photos and signatures end on their day: erased where the truth is kept, and at a station gone from its journal and its file once it has heard. */
import { retention_interval_ms } from '../../../src-shared/limits.ts'
import type { WriteEnv } from '../commands/apply.ts'
import type { CentralStore, Store } from '../store/store.ts'
import { eraseDue } from './erase-due.ts'

const next_turn_ms = 1_000
/** Tombstones come in pages; the file is cut once after them. */
const settle_ms = 2_000

export interface Retention {
  /** One turn, at once. @returns how many were erased */
  run(): Promise<number>
  stop(): Promise<void>
}

export function makeRetention(env: WriteEnv, log: (line: string) => void): Retention {
  const { store } = env
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopped = false

  async function turn(): Promise<{ erased: number; more: boolean }> {
    const done = env.isAuthority() ? await eraseDue(env) : { erased: 0, more: false }
    const forgotten = hasJournal(store) ? store.outbox.forgetErased() : 0
    if (done.erased + forgotten > 0) await store.scrub()
    return done
  }

  function plan(ms: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void begin(), ms).unref()
  }

  function begin(): Promise<unknown> {
    running = running
      .then(turn)
      .then(({ more }) => plan(more ? next_turn_ms : retention_interval_ms))
      // It is tried again: nothing is lost but time.
      .catch((error: unknown) => {
        log(`Photos whose day has come could not be erased: ${String(error)}`)
        plan(retention_interval_ms)
      })
    return running
  }

  const forget = store.onCommit(({ keys }) => {
    if (hasJournal(store) && keys.some(({ collection }) => collection === 'attachments')) plan(settle_ms)
  })
  plan(settle_ms)

  return {
    async run() {
      await running
      return (await turn()).erased
    },
    async stop() {
      stopped = true
      forget()
      clearTimeout(timer)
      await running
    },
  }
}

function hasJournal(store: CentralStore): store is Store {
  return 'outbox' in store
}
