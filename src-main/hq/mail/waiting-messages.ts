/** Which messages wait to be delivered, in the order in which they reached headquarters. */
import { mail_page_rows } from '../../../src-shared/limits.ts'
import type { CentralStore, Key, Query } from '../../station/store/store.ts'

export interface WaitingMessage {
  key: Key
  seq: number
}

const ofTenant = (tenant: string) => ({ tenant, collection: 'messages', where: [{ field: 'status', eq: 'queued' }] }) satisfies Omit<Query, 'limit'>

/** All of them, read a page at a time. */
export async function waitingMessages(store: CentralStore): Promise<WaitingMessage[]> {
  const found: WaitingMessage[] = []
  for (const tenant of await store.tenants()) {
    let after = ''
    for (;;) {
      const page = await store.query({ ...ofTenant(tenant), after, limit: mail_page_rows })
      found.push(...page.map(({ collection, id, seq }) => ({ key: { tenant, collection, id }, seq })))
      if (page.length < mail_page_rows) break
      after = page.at(-1)?.id ?? ''
    }
  }
  return found.sort((a, b) => a.seq - b.seq)
}

export async function countWaiting(store: CentralStore): Promise<number> {
  let count = 0
  for (const tenant of await store.tenants()) count += await store.count(ofTenant(tenant))
  return count
}
