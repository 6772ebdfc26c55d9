/** Frozen: a change to the schema is a new file with the next number. */
export const attachments = {
  version: 7,
  // Finds the writes in the journal that hold a photo or a signature, without reading any other.
  sql: `CREATE INDEX outbox_attachment ON outbox (tenant, effects ->> '$[0].key.id', state) WHERE effects ->> '$[0].key.collection' = 'attachments';`,
}
