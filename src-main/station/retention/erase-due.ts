/** Erases photos and signatures whose day has come, where the truth is kept. */
import { attachments_erased_at_once_max } from '../../../src-shared/limits.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { apply, type WriteEnv } from '../commands/apply.ts'
import { eraseAttachment } from '../commands/attachments/erase-attachment.ts'
import type { Command } from '../commands/command.ts'

/** Named in the audit log as who erased. */
const ACTOR = { id: 'retention', name: 'Retention', scope: 'write' } as const
const erase = eraseAttachment as unknown as Command<{ attachment: string; Reason: string }, unknown>

/** At most so many of each tenant in one turn. @returns how many it erased, and whether more may be due */
export async function eraseDue(env: WriteEnv): Promise<{ erased: number; more: boolean }> {
  let erased = 0
  let more = false
  for (const tenant of await env.store.tenants()) {
    const due = await env.store.query({ tenant, collection: 'attachments', where: [{ field: 'KeepUntil', to: env.now(), as: 'instant' }], limit: attachments_erased_at_once_max })
    more ||= due.length === attachments_erased_at_once_max
    for (const { id } of due) {
      const outcome = await apply(env, { command: erase, input: { attachment: id, Reason: 'Its day has come' }, tenant, actor: ACTOR })
      if (!isRefusal(outcome)) erased++
    }
  }
  return { erased, more }
}
