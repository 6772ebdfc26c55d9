/** Bulk loading: one transaction, documents kept as they are. Other writers wait until it is done. */
import { postgres_import_rows } from '../../../../src-shared/limits.ts'
import type { Resources } from '../declared-fields.ts'
import { StoreError } from '../store-error.ts'
import type { CommitNotice, ImportLine } from '../store.ts'
import { factsOfLines } from './facts.ts'
import { encodeNotice } from './notice.ts'
import { Stage } from './stage.ts'
import { writeRows } from './write-rows.ts'
import type { Writer } from './writer.ts'

interface Imported {
  count: number
  notice: CommitNotice
}

export function makeImport(writer: Writer, origin: string, resources: Resources) {
  return (lines: Iterable<ImportLine>, at: string): Promise<Imported> => {
    let begun = false
    return writer.write<Imported>(async (client, start) => {
      // The lines may be a file that is read as it is stored: where the connection breaks it is for a person to begin again.
      if (begun) throw new StoreError('unavailable', 'The connection to the database broke during the import. Nothing of it was stored.')
      begun = true
      const tenants = new Set<string>()
      let [head, count] = [start, 0]
      for (const chunk of chunksOf(lines)) {
        const stage = new Stage(head, await factsOfLines(client, chunk))
        for (const line of chunk) stage.addLine(line, at)
        for (const { key } of chunk) tenants.add(key.tenant)
        await writeRows(client, stage.writes(), encodeNotice(origin, head.seq, { seq: stage.head.seq, tenants: [...tenants], keys: [], queued: false }, 'read'), resources)
        head = stage.head
        count += chunk.length
      }
      return { result: { count, notice: { seq: head.seq, tenants: [...tenants], keys: [], queued: false } }, head: count === 0 ? undefined : head }
    })
  }
}

function* chunksOf(lines: Iterable<ImportLine>): Generator<ImportLine[]> {
  let chunk: ImportLine[] = []
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length < postgres_import_rows) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
