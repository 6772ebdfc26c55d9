/** Closes the scrap paper of a sitting: every sheet is accounted for, and two people say so. */
import { closeInput, type CloseInput } from '../../../../src-shared/commands/closing-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { sheets_named_max } from '../../../../src-shared/limits.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { checkSecond, eventCancelled, eventNotFound } from './clock-stops.ts'
import { closingsView, refuseClosedPaper, withClosings } from './closings.ts'
import { isCancelledEvent } from './event-view.ts'
import { loadEvent } from './load-event.ts'
import { countPaper, loadPaper, sheetsOut, type EventPaper } from './load-paper.ts'
import { textOf } from './stored-values.ts'

export interface ClosePaperState {
  event: Loaded | undefined
  paper: EventPaper
}

export const closePaper = defineCommand({
  name: 'close-paper',
  input: closeInput,
  lane: ({ event }: CloseInput) => `sheets/${event}`,
  async load(reader: GuardedReader, input: CloseInput): Promise<ClosePaperState> {
    const event = await loadEvent(reader, input.event)
    return { event, paper: await loadPaper(reader, event?.key.id ?? input.event) }
  },
  decide({ event, paper }: ClosePaperState, { second }: CloseInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (isCancelledEvent(event.doc)) return eventCancelled()
    const out = sheetsOut(paper)
    if (out.length > 0) return refuseOut(out)
    const refused = refuseClosedPaper(event.doc, context) ?? checkSecond(second, context)
    if (refused) return refused
    const closing: Doc = {
      id: context.newId(), Kind: 'Paper', ClosedAt: context.at, ClosedBy: context.actor.name,
      ...(second === undefined ? {} : { SignedBy: second.name }), ...countPaper(paper),
    }
    return {
      changes: [withClosings(event, [closing])],
      // A sheet that is given while this is decided opens the balance again.
      absent: [{ tenant: context.tenant, collection: 'scrapSheets', where: [{ field: 'EventIdentifier', eq: event.key.id }, { field: 'Status', eq: 'Issued' }] }],
      signedBy: second,
      answer: ([stored]) => closingsView(stored ?? event.doc),
    }
  },
})

/** Says which sheets are out and who has them. */
export function refuseOut(out: readonly Loaded[]): Refusal {
  const sheets = out.map(({ key, doc }) => ({ SheetCode: key.id, RegistrationIdentifier: textOf(doc, 'RegistrationIdentifier'), LearnerName: textOf(doc, 'LearnerName') }))
  const named = sheets.slice(0, sheets_named_max).map(({ SheetCode, LearnerName }) => (LearnerName === null ? SheetCode : `${SheetCode} (${LearnerName})`))
  return refuseFor('paper-out', { n: out.length, sheets: `${named.join(', ')}${out.length > named.length ? ', …' : ''}` }, { extra: { Sheets: sheets } })
}
