/** What headquarters keeps its records in: a data folder of its own, or a database that several processes share. */
import { resourceOf } from '../../src-shared/resources/index.ts'
import type { OpenFolder } from '../station/data-folder.ts'
import { holdLock } from '../station/store/postgres/held-lock.ts'
import { openPostgresStore } from '../station/store/postgres/postgres-store.ts'
import type { CentralStore } from '../station/store/store.ts'

export interface Task {
  stop(): Promise<void>
}

export interface HqStore {
  /** Empty where there is none. */
  folder: string
  store: CentralStore
  /** Runs a task that only one process may run at a time; here, or wherever it is free, and again when it was lost. */
  alone(start: () => Task): Task
  close(): Promise<void>
}

/** A folder belongs to one process: its tasks run here. */
export function onFolder(open: OpenFolder): HqStore {
  return { ...open, alone: (start) => start() }
}

/** @param url postgres://user:password@host:port/database @throws StoreError */
export async function onPostgres(url: string, log: (line: string) => void): Promise<HqStore> {
  const store = await openPostgresStore({ url, resources: resourceOf, log })
  return {
    folder: '', store,
    alone(start) {
      let task: Task | undefined
      const end = async () => {
        const last = task
        task = undefined
        await last?.stop()
      }
      const lock = holdLock(url, 'mail', { held: () => (task = start()), lost: end })
      return { stop: () => lock.release() }
    },
    close: () => store.close(),
  }
}
