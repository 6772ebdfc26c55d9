/** All sheets of a sitting: those that people were given, and those that are only printed. */
import type { GuardedReader, Loaded } from '../command.ts'
import { statusOfSheet } from './sheet-view.ts'
import { textOf } from './stored-values.ts'

const page_sheets = 500

export interface EventPaper {
  issued: Loaded[]
  /** Printed, and neither handed out nor void. */
  unused: Loaded[]
  void: Loaded[]
}

/** issued = returned + destroyed + missing + out; void and unused were never issued. */
export interface PaperCounts {
  Issued: number
  Returned: number
  Destroyed: number
  Missing: number
  Void: number
  Unused: number
}

export async function loadPaper(reader: Pick<GuardedReader, 'query'>, event: string): Promise<EventPaper> {
  const issued = await sheetsAt(reader, 'scrapSheets', event)
  const given = new Set(issued.map(({ key }) => key.id))
  const printed = (await sheetsAt(reader, 'printedSheets', event)).filter(({ key }) => !given.has(key.id))
  return { issued, unused: printed.filter(({ doc }) => textOf(doc, 'VoidedAt') === null), void: printed.filter(({ doc }) => textOf(doc, 'VoidedAt') !== null) }
}

async function sheetsAt(reader: Pick<GuardedReader, 'query'>, collection: 'scrapSheets' | 'printedSheets', event: string): Promise<Loaded[]> {
  const found: Loaded[] = []
  for (;;) {
    const after = found.at(-1)?.key.id
    const page = await reader.query({ collection, where: [{ field: 'EventIdentifier', eq: event }], limit: page_sheets, ...(after === undefined ? {} : { after }) })
    found.push(...page)
    if (page.length < page_sheets) return found
  }
}

export function sheetsOut({ issued }: EventPaper): Loaded[] {
  return issued.filter(({ doc }) => statusOfSheet(doc) === 'Issued')
}

export function countPaper({ issued, unused, void: spoilt }: EventPaper): PaperCounts {
  const statuses = issued.map(({ doc }) => statusOfSheet(doc))
  const count = (status: (typeof statuses)[number]) => statuses.filter((one) => one === status).length
  return { Issued: issued.length, Returned: count('Returned'), Destroyed: count('Destroyed'), Missing: count('Missing'), Void: spoilt.length, Unused: unused.length }
}
