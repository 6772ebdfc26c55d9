/** Frozen: a change to the schema is a new file with the next number. */
export const runs = {
  version: 6,
  // Each run of headquarters on this file, and the last change number when it began.
  sql: `
CREATE TABLE run (ord INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, from_seq INTEGER NOT NULL) STRICT;
`,
}
