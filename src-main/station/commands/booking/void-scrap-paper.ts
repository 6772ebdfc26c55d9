/** Notes that sheets are spoilt before anybody had them: misprinted, torn, of another pad. Nobody can be given them. */
import { voidSheetsInput, type VoidSheetsInput } from '../../../../src-shared/commands/printed-sheets.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { siteOf } from '../site-of.ts'
import { eventNotFound } from './clock-stops.ts'
import { loadEvent } from './load-event.ts'
import { SHEET_IS } from './move-sheets.ts'
import { printedSheetList } from './printed-sheet-view.ts'
import { sheetCode, sheetCodeSpellings } from './sheet-codes.ts'
import { statusOfSheet } from './sheet-view.ts'
import { textOf } from './stored-values.ts'

interface Found {
  code: string
  issued: Loaded | undefined
  printed: Loaded | undefined
}

interface State {
  event: Loaded | undefined
  sheets: Found[]
}

export const voidScrapPaper = defineCommand({
  name: 'void-scrap-paper',
  input: voidSheetsInput,
  lane: ({ event }: VoidSheetsInput) => `sheets/${event}`,
  async load(reader: GuardedReader, { event, SheetCodes }: VoidSheetsInput): Promise<State> {
    const sheets: Found[] = []
    for (const given of SheetCodes) {
      const found = await findSheet(reader, given)
      if (!sheets.some(({ code }) => code === found.code)) sheets.push(found)
    }
    return { event: await loadEvent(reader, event), sheets }
  },
  decide({ event, sheets }: State, { Reason }: VoidSheetsInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    for (const sheet of sheets) {
      const refused = checkSheet(sheet, event, context)
      if (refused) return refused
    }
    const noted: Doc = { VoidedAt: context.at, VoidedBy: context.actor.name, VoidReason: Reason.trim() }
    return {
      // Two desks that note the same sheet say the same thing: the first stands.
      changes: sheets.filter(({ printed }) => textOf(printed?.doc, 'VoidedAt') === null).map((sheet) => voided(sheet, noted, event, context)),
      answer: (docs) => printedSheetList(docs),
    }
  },
})

async function findSheet(reader: GuardedReader, given: string): Promise<Found> {
  for (const code of sheetCodeSpellings(given)) {
    const [issued, printed] = [await reader.get('scrapSheets', code), await reader.get('printedSheets', code)]
    if (issued || printed) return { code, issued, printed }
  }
  return { code: sheetCode(given), issued: undefined, printed: undefined }
}

function checkSheet({ code, issued, printed }: Found, event: Loaded, { pushed }: CommandContext): Refusal | undefined {
  if (issued) return refuseFor(SHEET_IS[statusOfSheet(issued.doc)], { code, to: 'void' }, { extra: { SheetCode: code, Status: statusOfSheet(issued.doc) } })
  if (printed && textOf(printed.doc, 'EventIdentifier') !== event.key.id) return refuseFor('sheet-elsewhere', { code })
  return textOf(printed?.doc, 'VoidedAt') !== null && !pushed ? refuseFor('sheet-void', { code }) : undefined
}

/** A code that nobody printed here comes from a pad: it is noted all the same. */
function voided({ code, printed }: Found, noted: Doc, event: Loaded, { tenant }: CommandContext): RecordChange {
  const before = printed?.doc
  const after: Doc = { ...(before ?? { id: code, EventIdentifier: event.key.id }), ...noted }
  return { key: { tenant, collection: 'printedSheets', id: code }, ...(before ? { before } : {}), after, site: siteOf('printedSheets', after, undefined, event.doc) }
}
