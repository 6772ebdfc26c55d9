/** A second identifier of an event, put right. */
import type { Doc } from '../../store/store.ts'
import type { PushParts } from './verdict.ts'

/** The identifier that the server knows an event by. */
export async function eventAtServer({ store, tenant }: PushParts, event: string): Promise<string> {
  const alias = await store.get({ tenant, collection: 'eventAliases', id: event })
  return alias ? String((JSON.parse(alias.text) as Doc).event) : event
}
