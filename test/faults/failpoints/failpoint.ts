/** The places at which a process dies, or an error appears, exactly there. */

export interface Failpoint {
  /** What is wrapped: SQLite's statements, `fetch`, the file system. */
  seam: 'statement' | 'fetch' | 'file'
  /** A part of the SQL, of the address, or the name of the function. */
  call: string
  /** A part of one of the statement's values. */
  with?: string
  when: 'before' | 'after' | 'before the commit' | 'after the commit'
  does: 'die' | 'fail'
}

export const FAILPOINTS = {
  'a desk, after the commit and before the answer': { seam: 'statement', call: 'INSERT INTO outbox', when: 'after the commit', does: 'die' },
  'a desk, with everything written and before the commit': { seam: 'statement', call: 'INSERT INTO outbox', when: 'before the commit', does: 'die' },
  'a desk, where the disk is full at the queue': { seam: 'statement', call: 'INSERT INTO outbox', when: 'before', does: 'fail' },
  'a desk, after the answer of a push came and before it is noted': { seam: 'fetch', call: '/sync/push', when: 'after', does: 'die' },
  'a desk, between base and cursor of a pull': { seam: 'statement', call: 'INSERT INTO meta', with: 'cursor', when: 'before', does: 'die' },
  'a desk, after a pull and before its own writes are laid over it': { seam: 'statement', call: 'INSERT INTO meta', with: 'cursor', when: 'after', does: 'die' },
  'a desk, with a pull laid and before its commit': { seam: 'statement', call: 'INSERT INTO meta', with: 'cursor', when: 'before the commit', does: 'die' },
  'headquarters, with a push applied and before its commit': { seam: 'statement', call: 'INSERT INTO operation_result', when: 'before the commit', does: 'die' },
  'headquarters, after the commit of a push and before the reply': { seam: 'statement', call: 'INSERT INTO operation_result', when: 'after the commit', does: 'die' },
  'headquarters, where the disk is full in the middle of a push': { seam: 'statement', call: 'INSERT INTO operation_result', when: 'before', does: 'fail' },
  'a hub, after it took a write and before it said so': { seam: 'statement', call: 'INSERT INTO outbox', when: 'after the commit', does: 'die' },
  'a hub, after headquarters answered and before it is noted': { seam: 'fetch', call: '/sync/push', when: 'after', does: 'die' },
  'mail, after the mail server took it and before it is noted': { seam: 'statement', call: 'UPDATE record', with: '"status":"sent"', when: 'before', does: 'die' },
  'a migration, with the tables made and before its number is noted': { seam: 'statement', call: 'CREATE TABLE', when: 'after', does: 'die' },
  'a backup, with the copy made and before it has its name': { seam: 'file', call: 'linkSync', when: 'before', does: 'die' },
  'a backup, with the copy under way': { seam: 'statement', call: 'VACUUM INTO', when: 'after', does: 'die' },
  'a rescue file, with some of its writes taken': { seam: 'statement', call: 'INSERT INTO outbox', when: 'after', does: 'die' },
  'a rescue file, with its writes taken and before its cards are': { seam: 'statement', call: 'INSERT INTO outbox', when: 'after the commit', does: 'die' },
} as const satisfies Record<string, Failpoint>

export type FailpointName = keyof typeof FAILPOINTS
