/** How a venue checks people in: as it was set, else as it is without. */
import { DESK_SETTINGS_DEFAULT, STEP_KINDS, type DeskSettings, type IdentityStep } from '../../../../src-shared/desk/settings.ts'
import type { Doc } from '../../store/store.ts'
import { docsOf, numberOf, textOf } from '../booking/stored-values.ts'
import type { GuardedReader } from '../command.ts'

export async function loadDeskSettings(reader: Pick<GuardedReader, 'get'>, venue: string | null): Promise<DeskSettings> {
  return venue === null ? DESK_SETTINGS_DEFAULT : deskSettingsOf((await reader.get('deskSettings', venue))?.doc)
}

/** @param stored the venue's record of `deskSettings`, undefined where there is none */
export function deskSettingsOf(stored: Doc | undefined): DeskSettings {
  return {
    steps: Array.isArray(stored?.IdentitySteps) ? docsOf(stored, 'IdentitySteps').map(stepOf) : DESK_SETTINGS_DEFAULT.steps,
    sheets_at_check_in: numberOf(stored, 'SheetsAtCheckIn') ?? DESK_SETTINGS_DEFAULT.sheets_at_check_in,
    keep_attachments_days: numberOf(stored, 'KeepAttachmentsDays') ?? DESK_SETTINGS_DEFAULT.keep_attachments_days,
  }
}

function stepOf(step: Doc): IdentityStep {
  return { name: textOf(step, 'Name') ?? '', kind: STEP_KINDS.find((kind) => kind === step.Kind) ?? 'check', required: step.Required === true }
}
