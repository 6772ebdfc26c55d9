/** A printed sheet that nobody was given, as the API shows it. Pure. */
import type { PrintedSheet } from '../../../../src-shared/commands/printed-sheets.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from './stored-values.ts'

const FIELDS = ['EventIdentifier', 'RegistrationIdentifier', 'LearnerName', 'PrintedAt', 'PrintedBy', 'VoidedAt', 'VoidedBy', 'VoidReason'] as const

export function printedSheetView(sheet: Doc): PrintedSheet {
  const values = Object.fromEntries(FIELDS.map((field) => [field, textOf(sheet, field)])) as Omit<PrintedSheet, 'SheetCode'>
  return { SheetCode: String(sheet.id), ...values }
}

/** `{Count, Items}`. */
export function printedSheetList(sheets: readonly Doc[]): { Count: number; Items: PrintedSheet[] } {
  return { Count: sheets.length, Items: sheets.map(printedSheetView) }
}
