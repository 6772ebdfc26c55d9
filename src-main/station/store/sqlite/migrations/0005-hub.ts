/** Frozen: a change to the schema is a new file with the next number. */
export const hub = {
  version: 5,
  // The queue also holds what a hub brings up for other stations. `cards`: conflicts are listed here; `bound`: the most that the bringer's key may do;
  // `relayed`: the life of the hub that has it; `place`: where the hub's order puts it among what others wrote; `k`: the hub's counter, at hubs alone.
  // `provisional`: what other stations wrote and headquarters has not confirmed; `ord` is negative, so it lies under the own writes.
  // `fork`: writes whose number another write of that node has; they go on under a new epoch.
  sql: `
ALTER TABLE outbox ADD COLUMN cards INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN bound TEXT;
ALTER TABLE outbox ADD COLUMN relayed TEXT;
ALTER TABLE outbox ADD COLUMN place INTEGER;
ALTER TABLE outbox ADD COLUMN k INTEGER;
CREATE INDEX outbox_k ON outbox (k) WHERE k IS NOT NULL;
CREATE TABLE provisional (
  ord INTEGER PRIMARY KEY,
  node TEXT NOT NULL,
  epoch TEXT NOT NULL,
  n INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  effects TEXT NOT NULL,
  at TEXT NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0,
  result_seq INTEGER,
  k INTEGER,
  UNIQUE (node, epoch, n)
) STRICT;
CREATE INDEX provisional_k ON provisional (k) WHERE k IS NOT NULL;
CREATE TABLE fork (node TEXT NOT NULL, epoch TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (node, epoch, n, hash)) STRICT, WITHOUT ROWID;
`,
}
