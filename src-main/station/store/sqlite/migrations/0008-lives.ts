/** Frozen: a change to the schema is a new file with the next number. */
export const lives = {
  version: 8,
  // The lives of this database that restores began, in order; `kept`: for each node and epoch the last write that it had then.
  sql: `
CREATE TABLE life (ord INTEGER PRIMARY KEY, epoch TEXT NOT NULL UNIQUE, kept TEXT NOT NULL) STRICT;
`,
}
