/** For commands of headquarters: its data folder, or its PostgreSQL database. */
import { resourceOf } from '../../src-shared/resources/index.ts'
import { openPostgresStore } from '../station/store/postgres/postgres-store.ts'
import type { CentralStore } from '../station/store/store.ts'
import { usageError } from './exit.ts'
import { folderOptions, withFolder } from './shared-options.ts'
import { refuseAtSyncedStation, syncsByDocuments } from './synced-station.ts'

export const databaseOption = {
  type: 'text', value: 'URL', refuse: refuseDatabase,
  prose: "Headquarters' PostgreSQL database in place of a data folder, postgres://user@host:5432/name; the password may stand in PGPASSWORD or ~/.pgpass.",
} as const

/** One of `data` and `database` has to be given. */
export const storeOptions = {
  data: { type: 'text', value: 'DIR', prose: 'The data folder.' },
  database: databaseOption,
  'key-file': folderOptions['key-file'],
} as const

export interface StoreValues {
  data: string | undefined
  database: string | undefined
  'key-file': string | undefined
}

/** Which of the two was given. @throws CliError usage */
export function placeOf({ data, database }: Pick<StoreValues, 'data' | 'database'>): { data: string; database?: undefined } | { database: string; data?: undefined } {
  if (data !== undefined && database !== undefined) throw usageError('--data and --database exclude each other.')
  if (data !== undefined) return { data }
  if (database !== undefined) return { database }
  throw usageError('--data or --database is required.')
}

interface OpenPlace {
  store: CentralStore
  /** Absent for a database. */
  folder?: string
}

interface Use {
  create: boolean
  /** What a station that syncs must not be asked to do; see synced-station.ts. */
  onlyAtHq?: string
  /** True for what a central server with only the documents' API does not have: there it is the station's own. */
  ownWithDocuments?: boolean
}

/** Opens what was given for the time of `work`, beside a headquarters that may be running on it. */
export async function withStore<T>(values: StoreValues, { create, onlyAtHq, ownWithDocuments = false }: Use, work: (open: OpenPlace) => Promise<T>): Promise<T> {
  const place = placeOf(values)
  if (place.data !== undefined) {
    return withFolder({ ...values, data: place.data }, { create }, async ({ store, folder }) => {
      if (onlyAtHq !== undefined && !(ownWithDocuments && syncsByDocuments(store))) refuseAtSyncedStation(store, folder, onlyAtHq)
      return work({ store, folder })
    })
  }
  const store = await openPostgresStore({ url: place.database, resources: resourceOf })
  try {
    return await work({ store })
  } finally {
    await store.close()
  }
}

function refuseDatabase(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return 'is no address of the form postgres://user@host:5432/name.'
  return url.pathname.length > 1 ? undefined : 'names no database; it ends with /name.'
}
