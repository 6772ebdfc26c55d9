/** Deletes a registration that nothing refers to. */
import { deleteRegistrationInput, type DeleteRegistrationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import type { Query } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { registrationView } from './registration-view.ts'

interface State {
  found: LoadedRegistration | undefined
  referred: boolean
}

/** Sheets have to be accounted for, incidents kept, and photos erased on their day. */
const REFERRING = ['scrapSheets', 'incidents', 'attachments'] as const

export const deleteRegistration = defineCommand({
  name: 'delete-registration',
  input: deleteRegistrationInput,
  lane: ({ registration }: DeleteRegistrationInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration }: DeleteRegistrationInput): Promise<State> {
    const found = await loadRegistration(reader, registration)
    const counts = await Promise.all(referring(registration).map((query) => reader.count(query)))
    return { found, referred: counts.some((count) => count > 0) }
  },
  decide({ found, referred }: State, { registration }: DeleteRegistrationInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    if (referred) return refuse('still-referenced', 'Sheets of scrap paper, incidents or photos belong to this registration; it can be cancelled but not deleted.')
    const { key, doc, site } = found.registration
    return {
      changes: [{ key, before: doc, site }],
      absent: referring(registration).map((query) => ({ tenant: context.tenant, ...query })),
      answer: () => registrationView(doc, { event: found.event?.doc, form: found.form }),
    }
  },
})

function referring(registration: string): Omit<Query, 'tenant' | 'limit' | 'after'>[] {
  return REFERRING.map((collection) => ({ collection, where: [{ field: 'RegistrationIdentifier', eq: registration }] }))
}
