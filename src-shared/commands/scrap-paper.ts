/** Requests about numbered sheets of scrap paper; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { scrap_sheets_issue_max, sheet_code_characters_max } from '../limits.ts'
import { aboutEvent, body, count, instant, reference } from './booking-fields.ts'

export const sheetCodes = () =>
  Type.Array(Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$', maxLength: sheet_code_characters_max }), {
    description: 'The printed codes of the sheets',
    minItems: 1,
    maxItems: scrap_sheets_issue_max,
  })

/** For what was written by hand first. */
const onPaper = {
  At: Type.Optional(instant('When it was (ISO 8601); now where absent')),
  FromPaper: Type.Optional(Type.Boolean({ description: 'Written by hand first and entered later: the sheet says so, with who entered it and when' })),
}

export const issueScrapPaperBody = body({
  RegistrationIdentifier: reference('The registration that gets the sheets'),
  Count: Type.Optional(count('How many new sheets, each with a new code', 1, scrap_sheets_issue_max)),
  SheetCodes: Type.Optional(sheetCodes()),
  ...onPaper,
})
export const issueScrapPaperInput = aboutEvent(issueScrapPaperBody.properties)
export type IssueScrapPaperInput = Static<typeof issueScrapPaperInput>

export const sheetsBody = body({
  RegistrationIdentifier: Type.Optional(reference('The registration that the sheets were issued to')),
  SheetCodes: sheetCodes(),
  ...onPaper,
})
export const sheetsInput = aboutEvent(sheetsBody.properties)
export type SheetsInput = Static<typeof sheetsInput>
