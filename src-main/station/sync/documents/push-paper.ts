/** Scrap paper: sheets whose move is done are left out, those that someone else moved are listed, the rest is sent. */
import { sheetCode } from '../../commands/booking/sheet-codes.ts'
import type { ConflictEntry, Doc, Operation } from '../../store/store.ts'
import { storedSheet } from './booking-stored.ts'
import { isDone, isUnknown, type Answer } from './documents-client.ts'
import { itemsIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import { eventAtServer } from './event-at-server.ts'
import { applied, lostEntries, onceOf, rejected, unsupported, wroteIn, type PushParts, type Verdict } from './verdict.ts'

const asFound = (doc: Doc): Found => ({ collection: 'scrapSheets', id: String(doc.id), doc })

export async function pushIssue(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { event, RegistrationIdentifier, SheetCodes = [] } = operation.input as { event: string; RegistrationIdentifier: string; SheetCodes?: string[] }
  const there = await parts.server.sheets(RegistrationIdentifier)
  const wanted = SheetCodes.map(sheetCode).filter((code) => !there.some(({ id }) => id === code))
  const found = there.map(asFound)
  if (wanted.length === 0) return applied(found)
  const first = await post(parts, operation, event, 'issue', { RegistrationIdentifier, SheetCodes: wanted })
  if (first.status !== 409) return ended(parts, operation, first, found)
  // Sheets whose codes are free are in the candidate's hands all the same.
  const used: Doc[] = []
  for (const code of wanted) used.push(...(await parts.server.sheets(code)).filter(({ id }) => id === code))
  const free = wanted.filter((code) => !used.some(({ id }) => id === code))
  if (used.length === 0) return rejected(operation, first, undefined)
  const clashes = used.flatMap((sheet) => lostEntries(asFound(sheet), [{ field: 'RegistrationIdentifier', mine: RegistrationIdentifier, theirs: sheet.RegistrationIdentifier }]))
  const rest = [...found, ...used.map(asFound)]
  if (free.length === 0) return applied(rest, clashes)
  return ended(parts, operation, await post(parts, operation, event, 'issue', { RegistrationIdentifier, SheetCodes: free }), rest, clashes)
}

/** @param to the status that the move leads to */
export async function pushMove(parts: PushParts, operation: Operation, segment: string, to: string): Promise<Verdict> {
  const { event, RegistrationIdentifier } = operation.input as { event: string; RegistrationIdentifier?: string }
  const codes = [...wroteIn(operation, 'scrapSheets').keys()]
  const there = await parts.server.sheets(await eventAtServer(parts, event))
  const sheets = there.filter(({ id }) => codes.includes(String(id)))
  const open = sheets.filter(({ Status }) => Status !== to)
  const moved = open.filter((sheet) => sheet.Status !== operation.saw[`scrapSheets/${String(sheet.id)}`]?.Status)
  const clashes = moved.flatMap((sheet) => lostEntries(asFound(sheet), [{ field: 'Status', mine: to, theirs: sheet.Status }]))
  const missing = codes.filter((code) => !sheets.some(({ id }) => id === code))
  const left = [...open.filter((sheet) => !moved.includes(sheet)).map(({ id }) => String(id)), ...missing]
  const found = sheets.map(asFound)
  if (left.length === 0) return applied(found, clashes)
  const answer = await post(parts, operation, event, segment, { ...(RegistrationIdentifier === undefined ? {} : { RegistrationIdentifier }), SheetCodes: left })
  return ended(parts, operation, answer, found, clashes)
}

async function post(parts: PushParts, operation: Operation, event: string, segment: string, body: Doc): Promise<Answer> {
  const path = `/api/events/${encodeURIComponent(await eventAtServer(parts, event))}/scrap-paper/${segment}`
  return parts.server.client.write('POST', path, body, onceOf(operation))
}

function ended(parts: PushParts, operation: Operation, answer: Answer, found: Found[], clashes: ConflictEntry[] = []): Verdict {
  if (isDone(answer)) {
    const now = itemsIn(answer).map(storedSheet).map(asFound)
    return applied([...found.filter(({ id }) => !now.some((other) => other.id === id)), ...now], clashes)
  }
  const [first] = found
  if (!isUnknown(answer) || answer.body !== undefined && saysNotFound(answer)) return withSheets(rejected(operation, answer, first), found)
  parts.lacks('no-desk-commands')
  return withSheets(unsupported(operation, first), found)
}

/** "Event not found." and the like are about the record, not about the operation. */
function saysNotFound({ status, body }: Answer): boolean {
  const { detail } = (body ?? {}) as { detail?: unknown }
  return status === 404 && typeof detail === 'string' && /^(Event|Registration|Sheet) /.test(detail)
}

function withSheets(verdict: Verdict, found: Found[]): Verdict {
  return { ...verdict, found: [...verdict.found, ...found.filter(({ id }) => !verdict.found.some((other) => other.id === id))] }
}
