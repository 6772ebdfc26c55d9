/** Frozen: a change to the schema is a new file with the next number. */
export const apiKeys = {
  version: 4,
  // Keys become records, so that the feed carries them. `node` says where a key was made: those made here are not headquarters' to take back.
  sql: `
INSERT INTO meta (key, value) SELECT 'node', lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = 'node');
INSERT INTO record (tenant, collection, id, site, rev, seq, doc)
  SELECT tenant, 'apiKeys', id, site, 1, (SELECT ifnull(max(CAST(value AS INTEGER)), 0) FROM meta WHERE key = 'seq') + row_number() OVER (ORDER BY created_at, id),
         json_patch('{}', json_object('id', id, 'hash', hash, 'scope', scope, 'site', site, 'node', (SELECT value FROM meta WHERE key = 'node'), 'created_at', created_at, 'revoked_at', revoked_at))
    FROM api_key;
INSERT INTO meta (key, value) SELECT 'seq', CAST(ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'seq'), 0) + count(*) AS TEXT) FROM api_key
  WHERE true ON CONFLICT (key) DO UPDATE SET value = excluded.value;
DROP TABLE api_key;
CREATE INDEX api_key_hash ON record (json_extract(lookup, '$.hash')) WHERE collection = 'apiKeys';
`,
}
