/** Takes the bytes of erased photos and signatures out of the journal. What was refused keeps them: somebody may send it again. */
import type { Outbox } from '../outbox.ts'
import type { Db } from './database.ts'

export function makeErased(db: Db): Pick<Outbox, 'forgetErased'> {
  const blank = db.prepare(`
    UPDATE outbox SET operation = json_set(operation, '$.input.Data', ''), effects = '[]'
     WHERE ord IN (
       SELECT o.ord FROM outbox o INDEXED BY outbox_attachment
        WHERE o.effects ->> '$[0].key.collection' = 'attachments' AND o.state = 'final' AND o.result ->> '$.state' = 'applied'
          AND NOT EXISTS (SELECT 1 FROM record r WHERE r.tenant = o.tenant AND r.collection = 'attachments' AND r.id = o.effects ->> '$[0].key.id'))
       AND operation ->> '$.input.Data' IS NOT NULL`)
  return { forgetErased: () => blank.run().changes }
}
