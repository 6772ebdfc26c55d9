/** Makes the codes of sheets that are about to be printed: for candidates, or spare ones. */
import { printSheetsInput, type PrintSheetsInput } from '../../../../src-shared/commands/printed-sheets.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { printed_sheets_max } from '../../../../src-shared/limits.ts'
import { refuse, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { siteOf } from '../site-of.ts'
import { refuseClosedPaper, refuseClosedSitting } from './closings.ts'
import { eventCancelled, eventNotFound } from './clock-stops.ts'
import { isCancelledEvent } from './event-view.ts'
import { loadEvent } from './load-event.ts'
import { registrationCancelled, registrationNotFound } from './load-registration.ts'
import { newSheetCodes } from './new-sheet-codes.ts'
import { printedSheetList } from './printed-sheet-view.ts'
import { isCancelled } from './registration-view.ts'
import { textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  /** Undefined where there is none; a spare sheet has no registration. */
  registrations: (Loaded | undefined)[]
  codes: string[]
}

export const printSheets = defineCommand({
  name: 'print-sheets',
  input: printSheetsInput,
  lane: ({ event }: PrintSheetsInput) => `sheets/${event}`,
  async load(reader: GuardedReader, input: PrintSheetsInput, context: CommandContext): Promise<State> {
    const registrations = []
    for (const id of input.Registrations ?? []) registrations.push(await reader.get('bookingRegistrations', id))
    const wanted = Math.min(input.Count * (input.Registrations?.length ?? 1), printed_sheets_max)
    return { event: await loadEvent(reader, input.event), registrations, codes: input.SheetCodes ?? (await newSheetCodes(reader, wanted, context)) }
  },
  decide({ event, registrations, codes }: State, input: PrintSheetsInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (isCancelledEvent(event.doc)) return eventCancelled()
    const refused = refuseClosedSitting(event.doc, context) ?? refuseClosedPaper(event.doc, context) ?? checkRegistrations(registrations, event, input)
    if (refused) return refused
    if (codes.length !== input.Count * (input.Registrations?.length ?? 1)) return refuse('invalid', 'The codes do not fit the sheets.', { errors: [{ path: '/SheetCodes', message: 'must be one for each sheet' }] })
    const owners = input.Registrations ? registrations.flatMap((registration) => Array.from({ length: input.Count }, () => registration)) : codes.map(() => undefined)
    return {
      changes: codes.map((code, at) => newPrinted(code, owners[at], event, context)),
      answer: (docs) => printedSheetList(docs),
      relay: { command: 'print-sheets', input: { ...input, SheetCodes: codes } },
    }
  },
})

function checkRegistrations(registrations: State['registrations'], event: Loaded, input: PrintSheetsInput): Refusal | undefined {
  for (const registration of registrations) {
    if (!registration) return registrationNotFound()
    const at = textOf(registration.doc, 'EventIdentifier')
    if (at !== event.key.id && at !== input.event) return refuseFor('paper-of-other-event', {})
    if (isCancelled(registration.doc)) return registrationCancelled()
  }
  return undefined
}

function newPrinted(code: string, registration: Loaded | undefined, event: Loaded, context: CommandContext): RecordChange {
  const name = textOf(registration?.doc, 'LearnerName')
  const sheet: Doc = {
    id: code,
    EventIdentifier: event.key.id,
    ...(registration ? { RegistrationIdentifier: registration.key.id } : {}),
    ...(name === null ? {} : { LearnerName: name }),
    PrintedAt: context.at,
    PrintedBy: context.actor.name,
  }
  return { key: { tenant: context.tenant, collection: 'printedSheets', id: code }, after: sheet, site: siteOf('printedSheets', sheet, undefined, event.doc) }
}
