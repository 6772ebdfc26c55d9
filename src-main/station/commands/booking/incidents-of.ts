/** The incidents of an event. */
import { booking_page_rows } from '../../../../src-shared/limits.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import { textOf } from './stored-values.ts'

/** By when they happened. */
export async function incidentsOf(reader: Pick<GuardedReader, 'query'>, event: string): Promise<Loaded[]> {
  const found: Loaded[] = []
  for (;;) {
    const after = found.at(-1)?.key.id
    const page = await reader.query({ collection: 'incidents', where: [{ field: 'EventIdentifier', eq: event }], limit: booking_page_rows, ...(after === undefined ? {} : { after }) })
    found.push(...page)
    if (page.length < booking_page_rows) return found.sort((one, other) => (timeOf(one) < timeOf(other) ? -1 : 1))
  }
}

function timeOf({ doc, key }: Loaded): string {
  return `${textOf(doc, 'At') ?? ''} ${key.id}`
}
