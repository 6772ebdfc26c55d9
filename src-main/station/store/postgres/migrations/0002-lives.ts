/** Frozen: a change to the schema is a new file with the next number. */
export const lives = {
  version: 2,
  // The lives of this database that restores began, in order; `kept`: for each node and epoch the last write that it had then.
  sql: `
CREATE TABLE life (ord bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, epoch text NOT NULL UNIQUE, kept jsonb NOT NULL);
`,
}
