/** How a venue checks people in, as the window reads it: with what counts where nobody has set anything. */
import { attachment_keep_days_default } from '../limits.ts'

/** What is done for a step: it is ticked, or it is done when the photo, the signature or the locker is there. */
export const STEP_KINDS = ['check', 'photo', 'signature', 'locker'] as const
export type StepKind = (typeof STEP_KINDS)[number]

export interface IdentityStep {
  /** Written into the record as it is here, in every language of the window. */
  name: string
  kind: StepKind
  /** Left out only after a second look. */
  required: boolean
}

export interface DeskSettings {
  steps: IdentityStep[]
  /** Numbered sheets of scrap paper that each candidate gets with the check-in. */
  sheets_at_check_in: number
  /** Days after the sitting for which photos and signatures are kept. */
  keep_attachments_days: number
}

export const DESK_SETTINGS_DEFAULT: DeskSettings = {
  steps: ['Photo ID matches', 'Second ID', 'Photo taken', 'Rules signed'].map((name) => ({ name, kind: 'check', required: true })),
  sheets_at_check_in: 0,
  keep_attachments_days: attachment_keep_days_default,
}
