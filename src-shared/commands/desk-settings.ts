/** How a venue checks people in, as an administrator sets it. An extension of Hallpass. */
import { Type, type Static } from 'typebox'
import { STEP_KINDS, type StepKind } from '../desk/settings.ts'
import { attachment_keep_days_max, id_characters_max, identity_steps_max, scrap_sheets_issue_max, step_name_characters_max } from '../limits.ts'
import { ID_PATTERN } from '../resource/fields.ts'
import { body, count } from './booking-fields.ts'

const step = body({
  Name: Type.String({ description: 'What the step is called, on the screen and in the record', pattern: '\\S', maxLength: step_name_characters_max }),
  Kind: Type.Unsafe<StepKind>({ type: 'string', enum: [...STEP_KINDS], description: 'What is done for it' }),
  Required: Type.Boolean({ description: 'Whether it is left out only after a second look' }),
})

export const deskSettingsBody = body({
  IdentitySteps: Type.Array(step, { description: 'The steps of an identity check, in order', maxItems: identity_steps_max }),
  SheetsAtCheckIn: count('Sheets of scrap paper that each candidate gets with the check-in', 0, scrap_sheets_issue_max),
  KeepAttachmentsDays: count('Days after the sitting for which photos and signatures are kept', 1, attachment_keep_days_max),
})
export const deskSettingsInput = body({ venue: Type.String({ description: 'The venue', pattern: ID_PATTERN, maxLength: id_characters_max }), ...deskSettingsBody.properties })
export type DeskSettingsInput = Static<typeof deskSettingsInput>
export type StoredDeskSettings = Omit<DeskSettingsInput, 'venue'>
