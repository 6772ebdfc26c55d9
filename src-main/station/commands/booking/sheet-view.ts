/** A numbered sheet as the contract shows it. Pure. */
import { SHEET_STATUSES, type ScrapSheet, type SheetStatus } from '../../../../src-shared/commands/booking-shapes.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from './stored-values.ts'

export function sheetView(sheet: Doc): ScrapSheet {
  return {
    SheetCode: String(sheet.id),
    EventIdentifier: textOf(sheet, 'EventIdentifier'),
    RegistrationIdentifier: textOf(sheet, 'RegistrationIdentifier'),
    LearnerName: textOf(sheet, 'LearnerName'),
    Status: statusOfSheet(sheet),
    IssuedAt: textOf(sheet, 'IssuedAt'),
    IssuedBy: textOf(sheet, 'IssuedBy'),
    ReturnedAt: textOf(sheet, 'ReturnedAt'),
    ReturnedTo: textOf(sheet, 'ReturnedTo'),
  }
}

export function statusOfSheet(sheet: Doc): SheetStatus {
  return SHEET_STATUSES.find((known) => known === sheet.Status) ?? 'Issued'
}

/** `{Count, Items}` of sheets, by code. */
export function sheetList(sheets: readonly Doc[]): { Count: number; Items: ScrapSheet[] } {
  const Items = sheets.map(sheetView)
  return { Count: Items.length, Items }
}
