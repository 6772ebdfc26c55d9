/** Frozen: a change to the schema is a new file with the next number. */
export const initial = {
  version: 1,
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE record (
  pk INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  site TEXT,
  rev INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  audit_n INTEGER,
  search TEXT,
  doc TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_key ON record (tenant, collection, id);
CREATE INDEX record_seq ON record (seq);
CREATE VIRTUAL TABLE search USING fts5(t, content='', contentless_delete=1, tokenize='trigram');
CREATE VIRTUAL TABLE search_short USING fts5(t, content='', contentless_delete=1, detail='none', tokenize='ascii');
CREATE TABLE tombstone (
  seq INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  site TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('deleted', 'moved')),
  by TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX tombstone_key ON tombstone (tenant, collection, id);
CREATE TABLE counter (tenant TEXT NOT NULL, collection TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (tenant, collection)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  ord INTEGER PRIMARY KEY,
  node TEXT NOT NULL,
  epoch TEXT NOT NULL,
  n INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  operation TEXT NOT NULL,
  effects TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'answered', 'final')),
  result TEXT,
  result_seq INTEGER,
  UNIQUE (node, epoch, n)
) STRICT;
CREATE INDEX outbox_open ON outbox (state, ord) WHERE state <> 'final';
CREATE TABLE pending_effect (
  tenant TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  ord INTEGER NOT NULL,
  part INTEGER NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (tenant, collection, id, ord, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE base (
  tenant TEXT NOT NULL,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  site TEXT,
  doc TEXT,
  PRIMARY KEY (tenant, collection, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE node (node TEXT NOT NULL, epoch TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (node, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE operation_result (
  node TEXT NOT NULL,
  epoch TEXT NOT NULL,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (node, epoch, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  collection TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  entry TEXT NOT NULL,
  choice TEXT,
  closed_by TEXT,
  closed_at TEXT
) STRICT;
CREATE INDEX conflict_open ON conflict (collection, record_id, field) WHERE choice IS NULL;
CREATE TABLE idempotency (
  tenant TEXT NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL,
  reply TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);
CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  record TEXT,
  doc_hash TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE api_key (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  site TEXT,
  created_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;
`,
}
