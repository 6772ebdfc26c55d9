/** Transfers a registration from the desk: refused while sheets are out or the candidate is in. Headquarters is sent the documents' transfer. */
import { transferLaxInput, type TransferLaxInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { refuseFor, saying } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal, refuse } from '../../../../src-shared/problem.ts'
import { defineCommand, type Command, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { refuseClosedSitting } from './closings.ts'
import { isIn } from './registration-view.ts'
import { statusOfSheet } from './sheet-view.ts'
import { textOf } from './stored-values.ts'
import { transferLax } from './transfer-lax.ts'

type LaxState = typeof transferLax extends Command<TransferLaxInput, infer L> ? L : never

interface State {
  lax: LaxState
  registration: Loaded | undefined
  /** Codes of the sheets that did not come back. */
  out: string[]
}

/** More sheets than this never belong to one candidate. */
const sheets_max = 1_000

export const transferAtDesk = defineCommand({
  name: 'transfer-at-desk',
  input: transferLaxInput,
  lane: ({ registration }: TransferLaxInput) => `registration/${registration}`,
  async load(reader: GuardedReader, input: TransferLaxInput, context: CommandContext): Promise<State> {
    const lax = await transferLax.load(reader, input, context)
    const sheets = await reader.query({ collection: 'scrapSheets', where: [{ field: 'RegistrationIdentifier', eq: input.registration }], limit: sheets_max })
    const out = sheets.filter(({ doc }) => statusOfSheet(doc) === 'Issued').map(({ key }) => key.id)
    return { lax, registration: await reader.get('bookingRegistrations', input.registration), out }
  },
  decide({ lax, registration, out }: State, input: TransferLaxInput, context: CommandContext): Decision {
    if (registration && isIn(registration.doc)) {
      const since = textOf(registration.doc, 'CheckedInAt')
      return refuse('conflict', `This candidate is in since ${since ?? ''}; undo the check-in first.`, { extra: { CheckedInAt: since, ...saying('in-since', { since: since ?? '' }) } })
    }
    if (out.length > 0) return refuseFor('paper-still-out', { codes: out.join(', ') }, { extra: { SheetCodes: out } })
    const closed = lax.place.event && refuseClosedSitting(lax.place.event.doc, context)
    if (closed) return closed
    const decision = transferLax.decide(lax, input, context)
    return isRefusal(decision) ? decision : { ...decision, relay: decision.relay ?? { command: transferLax.name, input } }
  },
})
