/** A lead ends a sitting: after its paper, and not while its clock stands. The documents' EventStatus stays as it is. */
import { closeInput, type CloseInput } from '../../../../src-shared/commands/closing-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { checkSecond, eventCancelled, eventNotFound, stopsOf } from './clock-stops.ts'
import { refuseOut, type ClosePaperState } from './close-paper.ts'
import { closingOf, closingsView, refuseClosedSitting, withClosings } from './closings.ts'
import { isCancelledEvent } from './event-view.ts'
import { loadEvent } from './load-event.ts'
import { loadPaper, sheetsOut } from './load-paper.ts'

export const closeSitting = defineCommand({
  name: 'close-sitting',
  input: closeInput,
  lane: ({ event }: CloseInput) => `sheets/${event}`,
  async load(reader: GuardedReader, input: CloseInput): Promise<ClosePaperState> {
    const event = await loadEvent(reader, input.event)
    return { event, paper: await loadPaper(reader, event?.key.id ?? input.event) }
  },
  decide({ event, paper }: ClosePaperState, { second }: CloseInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (isCancelledEvent(event.doc)) return eventCancelled()
    const refused = refuseClosedSitting(event.doc, context) ?? refuseOpenPaper(event.doc, paper) ?? refuseStanding(event.doc) ?? checkSecond(second, context)
    if (refused) return refused
    const closing: Doc = { id: context.newId(), Kind: 'Sitting', ClosedAt: context.at, ClosedBy: context.actor.name, ...(second === undefined ? {} : { SignedBy: second.name }) }
    return {
      changes: [withClosings(event, [closing])],
      absent: [{ tenant: context.tenant, collection: 'scrapSheets', where: [{ field: 'EventIdentifier', eq: event.key.id }, { field: 'Status', eq: 'Issued' }] }],
      signedBy: second,
      answer: ([stored]) => closingsView(stored ?? event.doc),
    }
  },
})

/** A sitting in which no sheet was given has no paper to close. */
function refuseOpenPaper(event: Doc, paper: ClosePaperState['paper']): Refusal | undefined {
  const out = sheetsOut(paper)
  if (out.length > 0) return refuseOut(out)
  return paper.issued.length > 0 && !closingOf(event, 'Paper') ? refuseFor('paper-open', {}) : undefined
}

function refuseStanding(event: Doc): Refusal | undefined {
  const stop = stopsOf(event).find(({ ended }) => ended === null)
  return stop && refuseFor('clock-stands', { since: new Date(stop.started).toISOString() }, { extra: { Stop: stop.id } })
}
