/** A table as it came out of a file: texts, nothing else. A formula is the text that it shows. */
export interface TableRow {
  /** The row's number in the file, from 1. */
  n: number
  cells: string[]
}

export interface Table {
  name: string
  rows: TableRow[]
  columns: number
}

const TABLE_PROBLEMS = ['empty', 'too-large', 'unpacks-too-large', 'too-many-rows', 'too-many-columns', 'old-excel', 'not-a-table', 'quotes', 'too-slow'] as const
export type TableProblem = (typeof TABLE_PROBLEMS)[number]

/** Why a file is no table that can be read. */
export class UnreadableTable extends Error {
  readonly problem: TableProblem
  /** The row at which it was noticed, where that helps. */
  readonly row: number | null

  constructor(problem: TableProblem, row: number | null = null) {
    super(problem)
    this.problem = problem
    this.row = row
  }
}
