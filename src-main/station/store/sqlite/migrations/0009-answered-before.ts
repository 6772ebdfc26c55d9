/** Frozen: a change to the schema is a new file with the next number. */
export const answeredBefore = {
  version: 9,
  // Of a write that another laptop brought: up to which number of its epoch that laptop had headquarters' answers.
  sql: `
ALTER TABLE outbox ADD COLUMN answered_before INTEGER;
`,
}
