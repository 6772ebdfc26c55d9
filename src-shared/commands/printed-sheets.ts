/** Requests about sheets that are printed and not handed out yet; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { printed_each_max, printed_registrations_max, printed_sheets_max } from '../limits.ts'
import { aboutEvent, body, count, reference, saidWords } from './booking-fields.ts'
import { sheetCodes } from './scrap-paper.ts'

const printed = {
  Registrations: Type.Optional(Type.Array(reference('For whom sheets are printed'), { description: 'The candidates; spare sheets for anybody where absent', minItems: 1, maxItems: printed_registrations_max, uniqueItems: true })),
  Count: count('How many sheets, for each candidate', 1, printed_each_max),
}
export const printSheetsBody = body(printed)
/** `SheetCodes` are those that the station made: headquarters takes them as they are. */
export const printSheetsInput = aboutEvent({ ...printed, SheetCodes: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: printed_sheets_max })) })
export type PrintSheetsInput = Static<typeof printSheetsInput>

const voided = { SheetCodes: sheetCodes(), Reason: saidWords('What is wrong with them') }
export const voidSheetsBody = body(voided)
export const voidSheetsInput = aboutEvent(voided)
export type VoidSheetsInput = Static<typeof voidSheetsInput>

const text = (description: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], description })

/** A printed sheet that nobody was given. */
export const printedSheet = Type.Object({
  SheetCode: Type.String(),
  EventIdentifier: text('The event'),
  RegistrationIdentifier: text('For whom it was printed; null for a spare sheet'),
  LearnerName: text("The candidate's name"),
  PrintedAt: text('When it was printed; null where it came printed'),
  PrintedBy: text('Who printed it'),
  VoidedAt: text('When it was spoilt; null while it can be handed out'),
  VoidedBy: text('Who noted that'),
  VoidReason: text('What is wrong with it'),
})
export type PrintedSheet = Static<typeof printedSheet>
export const printedSheetList = Type.Object({ Count: Type.Integer(), Items: Type.Array(printedSheet) })
