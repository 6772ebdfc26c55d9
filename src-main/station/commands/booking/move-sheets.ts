/** What returning, destroying and missing sheets have in common. */
import { sheetsInput, type SheetsInput } from '../../../../src-shared/commands/scrap-paper.ts'
import type { SheetStatus } from '../../../../src-shared/commands/booking-shapes.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Clash, Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type Command, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { enteredNow } from './check-in-history.ts'
import { loadEvent } from './load-event.ts'
import { sheetCode, sheetCodeSpellings } from './sheet-codes.ts'
import { sheetList, statusOfSheet } from './sheet-view.ts'
import { textOf } from './stored-values.ts'

/** The event and the sheets that a request names. */
export interface SheetsState {
  event: Loaded | undefined
  sheets: { code: string; sheet: Loaded | undefined }[]
}

export interface SheetMove {
  name: string
  to: SheetStatus
  from: readonly SheetStatus[]
  /** What the move notes on the sheet besides the status. */
  notes: (context: CommandContext) => Doc
}

/** Makes the command that moves sheets from one status to another. */
export function sheetMove(move: SheetMove): Command<SheetsInput, SheetsState> {
  return defineCommand({
    name: move.name,
    input: sheetsInput,
    lane: ({ event }: SheetsInput) => `sheets/${event}`,
    async load(reader: GuardedReader, { event, SheetCodes }: SheetsInput): Promise<SheetsState> {
      const sheets = []
      for (const given of SheetCodes) sheets.push(await findSheet(reader, given))
      return { event: await loadEvent(reader, event), sheets }
    },
    decide: (state: SheetsState, input: SheetsInput, context: CommandContext) => decideMove(move, state, input, context),
  })
}

async function findSheet(reader: GuardedReader, given: string): Promise<SheetsState['sheets'][number]> {
  for (const code of sheetCodeSpellings(given)) {
    const sheet = await reader.get('scrapSheets', code)
    if (sheet) return { code, sheet }
  }
  return { code: sheetCode(given), sheet: undefined }
}

function decideMove(move: SheetMove, { event, sheets }: SheetsState, input: SheetsInput, context: CommandContext): Decision {
  if (!event) return refuseFor('event-unknown', {})
  const moved: Loaded[] = []
  const refusals: Refusal[] = []
  for (const { code, sheet } of sheets) {
    if (moved.some(({ key }) => key.id === code)) continue
    const refused = checkSheet(move, code, sheet, event, input)
    if (refused) refusals.push(refused)
    else if (sheet) moved.push(sheet)
  }
  const clashes = refusals.flatMap(({ clash }) => (clash ? [clash] : []))
  // At headquarters the other sheets of the write have moved all the same.
  const partly = context.pushed && clashes.length === refusals.length && sheets.length > 1
  if (refusals[0] && !partly) return refusals[0]
  return {
    changes: moved.map(({ key, doc, site }) => ({ key, before: doc, after: { ...doc, Status: move.to, ...notesOf(move, input, context) }, site })),
    clashes,
    answer: (docs) => sheetList(docs),
  }
}

/** What was written by hand is noted with its own time, and with who entered it. */
function notesOf({ to, notes }: SheetMove, { At, FromPaper }: SheetsInput, context: CommandContext): Doc {
  return { ...notes({ ...context, at: toInstant(At) ?? context.at }), ...(FromPaper === true ? { [`${to}FromPaper`]: enteredNow(context) } : {}) }
}

export const SHEET_IS = { Issued: 'sheet-issued', Returned: 'sheet-returned', Missing: 'sheet-missing', Destroyed: 'sheet-destroyed' } as const

function checkSheet({ from, to }: SheetMove, code: string, sheet: Loaded | undefined, event: Loaded, { RegistrationIdentifier }: SheetsInput): Refusal | undefined {
  if (!sheet || !belongsTo(sheet, event)) return refuseFor('sheet-elsewhere', { code })
  const clash = (field: string, mine: unknown): Clash => ({
    collection: 'scrapSheets', record_id: code, field, mine, theirs: textOf(sheet.doc, field),
    theirs_by: textOf(sheet.doc, 'sys_last_modified_by_id'), theirs_at: textOf(sheet.doc, 'sys_last_modified_at'),
  })
  if (RegistrationIdentifier !== undefined && sheet.doc.RegistrationIdentifier !== RegistrationIdentifier) {
    const holder = textOf(sheet.doc, 'LearnerName') ?? 'another candidate'
    return refuseFor('sheet-of-other', { code, holder }, { extra: { SheetCode: code }, clash: clash('RegistrationIdentifier', RegistrationIdentifier) })
  }
  const status = statusOfSheet(sheet.doc)
  if (from.includes(status)) return undefined
  return refuseFor(SHEET_IS[status], { code, to: to.toLowerCase() }, { extra: { SheetCode: code, Status: status }, clash: clash('Status', to) })
}

function belongsTo(sheet: Loaded, event: Loaded): boolean {
  const id = textOf(sheet.doc, 'EventIdentifier')
  return id === null || id === event.key.id
}
