/** Data folders of the benchmark, filled and thrown away. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATABASE_FILE } from '../../src-main/station/key-file.ts'
import { newApiKey } from '../../src-main/station/http/api-key.ts'
import { openSqliteStore } from '../../src-main/station/store/sqlite/sqlite-store.ts'
import type { ImportLine, Store } from '../../src-main/station/store/store.ts'
import { resourceOf } from '../../src-shared/resources/index.ts'
import type { BenchContext } from './figures.ts'
import { AT, KEY, TENANT } from './fixtures.ts'

/** A folder that is gone when the part is over. */
export function folder({ onEnd }: BenchContext): string {
  const made = mkdtempSync(join(tmpdir(), 'hallpass-bench-'))
  onEnd(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }))
  return made
}

/** The store of a data folder. Whoever opens it closes it. */
export function storeIn(dataFolder: string): Store {
  return openSqliteStore({ file: join(dataFolder, DATABASE_FILE), key: KEY, resources: resourceOf })
}

/** Fills a data folder and makes a key for it. @returns the API key */
export async function fill(dataFolder: string, lines: Iterable<ImportLine>): Promise<string> {
  const store = storeIn(dataFolder)
  try {
    await store.importLines(lines, AT)
    const { key, hash } = newApiKey()
    await store.keys.add({ tenant: TENANT, scope: 'admin', site: null }, hash, AT)
    return key
  } finally {
    await store.close()
  }
}
