/** Sets how a venue checks people in, for all its desks. */
import { deskSettingsInput, type DeskSettingsInput } from '../../../../src-shared/commands/desk-settings.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { deskSettingsOf } from './load-desk-settings.ts'

interface State {
  venue: Loaded | undefined
  settings: Loaded | undefined
}

export const setDeskSettings = defineCommand({
  name: 'set-desk-settings',
  input: deskSettingsInput,
  lane: ({ venue }: DeskSettingsInput) => `deskSettings/${venue}`,
  load: async (reader: GuardedReader, { venue }: DeskSettingsInput): Promise<State> => ({ venue: await reader.get('venues', venue), settings: await reader.get('deskSettings', venue) }),
  decide({ venue, settings }: State, { venue: id, IdentitySteps, ...rest }: DeskSettingsInput, context: CommandContext): Decision {
    if (!venue) return refuseFor('venue-unknown', {})
    const steps = IdentitySteps.map((step) => ({ ...step, Name: step.Name.trim() }))
    const twice = steps.find(({ Name }, i) => steps.some((other, j) => j < i && other.Name === Name))
    if (twice) return refuseFor('steps-twice', { name: twice.Name }, { errors: [{ path: '/IdentitySteps', message: 'has two of one name' }] })
    const after: Doc = { ...settings?.doc, id, IdentitySteps: steps, ...rest }
    return {
      changes: [{ key: { tenant: context.tenant, collection: 'deskSettings', id }, ...(settings ? { before: settings.doc } : {}), after, site: id }],
      answer: ([stored]) => deskSettingsOf(stored ?? after),
    }
  },
})
