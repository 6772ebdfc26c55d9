/** Frozen: a change to the schema is a new file with the next number. */
export const initial = {
  version: 1,
  // `state` is the one row that every commit locks: who holds it writes, everyone else waits. `record.fields` are the document's
  // top-level values for conditions, `folded` those of them that fold to more than lower case, `instants` those that are times.
  sql: `
CREATE TABLE state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  node text NOT NULL,
  secret text NOT NULL,
  epoch text NOT NULL,
  home text NOT NULL,
  seq bigint NOT NULL,
  audit_n bigint NOT NULL,
  audit_hash text NOT NULL
);
CREATE TABLE record (
  tenant text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  site text,
  rev bigint NOT NULL,
  seq bigint NOT NULL,
  audit_n bigint NOT NULL,
  fields jsonb NOT NULL,
  folded jsonb NOT NULL,
  instants jsonb NOT NULL,
  search text,
  doc text NOT NULL,
  PRIMARY KEY (tenant, collection, id)
);
CREATE INDEX record_seq ON record (tenant, seq);
CREATE TABLE tombstone (
  seq bigint PRIMARY KEY,
  tenant text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  site text,
  kind text NOT NULL CHECK (kind IN ('deleted', 'moved')),
  by text,
  at text NOT NULL
);
CREATE INDEX tombstone_key ON tombstone (tenant, collection, id, seq);
CREATE INDEX tombstone_seq ON tombstone (tenant, seq);
CREATE TABLE counter (tenant text NOT NULL, collection text NOT NULL, last bigint NOT NULL, PRIMARY KEY (tenant, collection));
CREATE TABLE node (node text NOT NULL, epoch text NOT NULL, last bigint NOT NULL, PRIMARY KEY (node, epoch));
CREATE TABLE operation_result (
  node text NOT NULL,
  epoch text NOT NULL,
  n bigint NOT NULL,
  hash text NOT NULL,
  result text NOT NULL,
  PRIMARY KEY (node, epoch, n)
);
CREATE TABLE idempotency (
  tenant text NOT NULL,
  key text NOT NULL,
  hash text NOT NULL,
  reply text NOT NULL,
  at text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
CREATE TABLE audit (
  n bigint PRIMARY KEY,
  tenant text NOT NULL,
  at text NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  record text,
  doc_hash text,
  hash text NOT NULL
);
`,
}
