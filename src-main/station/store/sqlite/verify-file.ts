/** Verifies a file that may be too damaged to be opened as a store, without writing to it. */
import { StoreError } from '../store-error.ts'
import { RECOVERED, recoveredSentence, type Recovered } from '../recovered.ts'
import { makeMeta } from './meta.ts'
import type { VerifyReport } from '../store.ts'
import { openDatabase, storeErrorOf, type Db } from './database.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { verifyDatabase } from './verify.ts'

export interface FileReport extends VerifyReport {
  /** That a damaged database was recovered into this one, and what became of it. */
  recovered?: string
}

/** The report on a file; one that cannot be read at all is a report with that problem. @throws StoreError newer-schema */
export function verifyFile(file: string, key: string): FileReport {
  let db: Db | undefined
  try {
    db = openDatabase(file, key, { readonly: true })
    refuseForeign(db, file)
    const told = makeMeta(db).get(RECOVERED)
    return { ...verifyDatabase(db), ...(told === undefined ? {} : { recovered: recoveredSentence(JSON.parse(told) as Recovered) }) }
  } catch (error) {
    const problem = storeErrorOf(error, file)
    if (problem instanceof StoreError && problem.kind === 'newer-schema') throw problem
    return { ok: false, records: 0, audit_rows: 0, pending: 0, problems: [problem.message] }
  } finally {
    db?.close()
  }
}

/** Refuses what is no database of this version. @throws StoreError */
export function refuseForeign(db: Db, file: string): void {
  const found = db.pragma('user_version', { simple: true }) as number
  if (found > SCHEMA_VERSION) {
    throw new StoreError('newer-schema', `${file} was written by a newer version of Hallpass (schema ${found}, this one knows ${SCHEMA_VERSION}). Nothing was changed.`)
  }
  if (found === 0) throw new StoreError('damaged', `${file} is not a Hallpass database.`)
}
