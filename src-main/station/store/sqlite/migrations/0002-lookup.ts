/** Frozen: a change to the schema is a new file with the next number. */
export const lookup = {
  version: 2,
  // The indexed fields of the document as JSON; filled where the indexes are made. A write that changes none of them leaves the indexes alone.
  sql: `ALTER TABLE record ADD COLUMN lookup TEXT;`,
}
