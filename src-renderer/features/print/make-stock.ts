/** New sheets from the station, so many candidates a request; and those that are printed already. */
import type { PrintedSheet } from '../../../src-shared/commands/printed-sheets.ts'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { printed_registrations_max } from '../../../src-shared/limits.ts'
import { printSheets } from '../../api/paper-api.ts'

/** @param registrations for whom; null for spare sheets */
export async function makeStock(event: string, registrations: readonly string[] | null, each: number): Promise<PrintedSheet[]> {
  if (registrations === null) return (await printSheets(event, null, each)).Items
  const made: PrintedSheet[] = []
  for (let at = 0; at < registrations.length; at += printed_registrations_max) {
    made.push(...(await printSheets(event, registrations.slice(at, at + printed_registrations_max), each)).Items)
  }
  return made
}

/** Printed, and neither handed out nor void. */
export function unusedSheets({ holders, event }: Paper): PrintedSheet[] {
  return holders.flatMap(({ registration, name, sheets }) =>
    sheets
      .filter(({ state }) => state === 'printed')
      .map(({ code, printed_at, printed_by }) => ({
        SheetCode: code, EventIdentifier: event.id, RegistrationIdentifier: registration, LearnerName: registration === null ? null : name,
        PrintedAt: printed_at, PrintedBy: printed_by, VoidedAt: null, VoidedBy: null, VoidReason: null,
      })),
  )
}
