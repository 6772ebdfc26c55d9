/** The store that tests of the API run on: a SQLite file, unless a file of tests asks for another. */
import { openSqliteStore } from '../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Store } from '../../src-main/station/store/store.ts'
import { resourceOf } from '../../src-shared/resources/index.ts'

type OpenTestStore = (file: string, key: string) => Promise<Store>

let open: OpenTestStore = async (file, key) => openSqliteStore({ file, key, resources: resourceOf })

/** Opens the store of a name; the same name gives the same records again. */
export const openTestStore: OpenTestStore = (file, key) => open(file, key)

/** From now on the tests of this process run on another store. */
export function runTestsOn(other: OpenTestStore): void {
  open = other
}
