/** Opens a file in a worker, bounded in size and in time. */
import { roster_file_bytes_max, roster_read_timeout_ms } from '../../../src-shared/limits.ts'
import { UnreadableTable } from './table.ts'
import type { Table } from './table.ts'
import type { TableAnswer } from './table-worker.ts'

export async function openTable(file: File): Promise<Table> {
  if (file.size > roster_file_bytes_max) throw new UnreadableTable('too-large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Table>((resolve, reject) => {
      const timer = setTimeout(() => reject(new UnreadableTable('too-slow')), roster_read_timeout_ms)
      worker.addEventListener('message', ({ data }: MessageEvent<TableAnswer>) => {
        clearTimeout(timer)
        if ('table' in data) resolve(data.table)
        else reject(new UnreadableTable(data.problem, data.row))
      })
      worker.addEventListener('error', () => (clearTimeout(timer), reject(new UnreadableTable('not-a-table'))))
      worker.postMessage({ bytes, name: file.name }, [bytes.buffer])
    })
  } finally {
    worker.terminate()
  }
}
