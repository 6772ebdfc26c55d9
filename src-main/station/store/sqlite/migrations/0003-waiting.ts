/** Frozen: a change to the schema is a new file with the next number. */
export const waiting = {
  version: 3,
  // A check-in writes one page here in place of seven: what waits on a record is noted beside its base, as [ord, part] of the queue,
  // which holds the change itself; and a table with a row number takes long rows in the order of their coming.
  sql: `
CREATE TABLE base_next (
  pk INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  site TEXT,
  waiting TEXT NOT NULL,
  doc TEXT,
  UNIQUE (tenant, collection, id)
) STRICT;
INSERT INTO base_next (tenant, collection, id, seq, site, waiting, doc)
  SELECT tenant, collection, id, seq, site, (
    SELECT json_group_array(json_array(p.ord, p.part)) FROM pending_effect p WHERE p.tenant = b.tenant AND p.collection = b.collection AND p.id = b.id
  ), doc FROM base b;
DROP TABLE base;
DROP TABLE pending_effect;
ALTER TABLE base_next RENAME TO base;
`,
}
