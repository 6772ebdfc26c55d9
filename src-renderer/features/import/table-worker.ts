/** Reads a file beside the window, which goes on answering meanwhile. */
import { readTable } from './read-table.ts'
import { UnreadableTable } from './table.ts'
import type { Table, TableProblem } from './table.ts'

export interface TableAsked {
  bytes: Uint8Array
  name: string
}
export type TableAnswer = { table: Table } | { problem: TableProblem; row: number | null }

/** What the window's types do not know of a worker. */
const scope = globalThis as unknown as { postMessage: (answer: TableAnswer) => void; addEventListener: (type: 'message', listener: (event: MessageEvent<TableAsked>) => void) => void }

scope.addEventListener('message', ({ data: { bytes, name } }) => {
  readTable(bytes, name).then(
    (table) => scope.postMessage({ table }),
    (error: unknown) => scope.postMessage(error instanceof UnreadableTable ? { problem: error.problem, row: error.row } : { problem: 'not-a-table', row: null }),
  )
})
