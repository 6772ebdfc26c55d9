/** Tells from the values of a row which table it is of, where the tree that would say so is damaged. */
import type { Db } from '../database.ts'
import type { Row, Value } from './leaf-rows.ts'

interface Column {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

export interface TableShape {
  name: string
  columns: Column[]
  hasRowid: boolean
  /** The column that is the row number under another name; it is stored as null. */
  alias: string | undefined
}

/** What headquarters sends again, what the log of this file alone can say, and what is made anew from the records. */
const LEFT_OUT = /^(sqlite_|search|audit$|provisional$|tombstone$)/

/** The tables of a file of this version from which rows are taken over. */
export function tableShapes(db: Db): TableShape[] {
  const tables = db.pragma('table_list') as { schema: string; name: string; type: string; wr: number }[]
  return tables.filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !LEFT_OUT.test(name)).map(({ name, wr }) => {
    const columns = db.pragma(`table_info('${name}')`) as Column[]
    return { name, columns, hasRowid: wr === 0, alias: wr === 0 ? columns.find(({ type, pk }) => pk === 1 && type === 'INTEGER')?.name : undefined }
  })
}

/** A row as columns, undefined where it cannot be one of this table. Columns that came with a later version may be missing. */
export function asRowOf({ columns, hasRowid, alias }: TableShape, { rowid, values }: Row): Record<string, Value> | undefined {
  if (hasRowid !== (rowid !== null) || values.length > columns.length) return undefined
  const row: Record<string, Value> = {}
  for (const [i, column] of columns.entries()) {
    const stored = values[i]
    if (stored === undefined) {
      if (column.notnull && column.dflt_value === null) return undefined
      continue
    }
    const value = column.name === alias ? rowid : stored
    if (!fits(column, value)) return undefined
    row[column.name] = value
  }
  return row
}

function fits({ type, notnull }: Column, value: Value): boolean {
  if (value === null) return !notnull
  return type === 'TEXT' ? typeof value === 'string' : type === 'INTEGER' ? Number.isInteger(value) : true
}
