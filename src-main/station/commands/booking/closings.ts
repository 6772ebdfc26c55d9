/** What is closed of a sitting, as its event keeps it: `Closings`, one element each, told apart by id so that two desks' are both kept. */
import type { ClosingKind, EventClosings } from '../../../../src-shared/commands/closing-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import type { CommandContext, Loaded, RecordChange } from '../command.ts'
import { docsOf, textOf } from './stored-values.ts'

/** The newest closing of that kind that was not opened again. */
export function closingOf(event: Doc | undefined, kind: ClosingKind): Doc | undefined {
  const closings = docsOf(event, 'Closings').filter((closing) => closing.Kind === kind && textOf(closing, 'ReopenedAt') === null)
  return closings.toSorted((one, other) => ((textOf(one, 'ClosedAt') ?? '') < (textOf(other, 'ClosedAt') ?? '') ? -1 : 1)).at(-1)
}

/** No sheet leaves the desk any more; at headquarters it has left already. */
export function refuseClosedPaper(event: Doc, { pushed }: CommandContext): Refusal | undefined {
  const closing = pushed ? undefined : closingOf(event, 'Paper')
  return closing && refuseFor('paper-closed', { since: textOf(closing, 'ClosedAt') ?? '' })
}

/** Nobody is let in and nothing is given out any more; what another desk did before it knew of the closing is taken at headquarters. */
export function refuseClosedSitting(event: Doc, { pushed }: CommandContext): Refusal | undefined {
  const closing = pushed ? undefined : closingOf(event, 'Sitting')
  return closing && refuseFor('sitting-closed', { who: textOf(closing, 'ClosedBy') ?? '', since: textOf(closing, 'ClosedAt') ?? '' })
}

/** The change that adds elements, or puts them in the place of those with their ids. */
export function withClosings({ key, doc, site }: Loaded, changed: readonly Doc[]): RecordChange {
  const kept = docsOf(doc, 'Closings').map((closing) => changed.find(({ id }) => id === closing.id) ?? closing)
  const added = changed.filter(({ id }) => !kept.some((closing) => closing.id === id))
  return { key, before: doc, after: { ...doc, Closings: [...kept, ...added] }, site }
}

/** The answer of a command that closes or reopens. */
export function closingsView(event: Doc): EventClosings {
  return {
    EventIdentifier: String(event.id),
    Closings: docsOf(event, 'Closings').map(({ id, ...closing }) => ({ Identifier: String(id), ...closing }) as EventClosings['Closings'][number]),
  }
}
