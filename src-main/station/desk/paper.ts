/** The scrap paper of one sitting: who was given which sheets, where they are now, and whether the balance closes. */
import type { Paper, PaperBalance, PaperHolder, PaperSheet, Reopened } from '../../../src-shared/desk/paper.ts'
import type { SheetStatus } from '../../../src-shared/commands/booking-shapes.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { closingOf } from '../commands/booking/closings.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { countPaper, loadPaper, type EventPaper } from '../commands/booking/load-paper.ts'
import { statusOfSheet } from '../commands/booking/sheet-view.ts'
import { docsOf, textOf } from '../commands/booking/stored-values.ts'
import type { Loaded } from '../commands/command.ts'
import type { Doc } from '../store/store.ts'
import { closedBy } from './closed-by.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { rosterEntry } from './roster-entry.ts'
import { sittingOf } from './sittings.ts'

const STATES = { Issued: 'issued', Returned: 'returned', Missing: 'missing', Destroyed: 'destroyed' } as const satisfies Record<SheetStatus, PaperSheet['state']>

export async function paperOf(view: DeskView, id: string): Promise<Paper | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const entries = await view.rosters.of(event.key.id)
  const paper = await loadPaper(view.reader, event.key.id)
  const holders = await holdersOf(view, paper, entries)
  const balance = balanceOf(paper)
  const given = new Set(paper.issued.map(({ doc }) => textOf(doc, 'RegistrationIdentifier')))
  const even = balance.out === 0
  const closing = closingOf(event.doc, 'Paper')
  return {
    event: await sittingOf(view, event.doc),
    balance, even,
    // What another desk gave out meanwhile opens the balance again.
    closed: closing && even ? closedBy(closing) : null,
    reopened: docsOf(event.doc, 'Closings').flatMap(reopenedOf),
    holders,
    without: entries.filter(({ id: entry, attendance }) => (attendance === 'in' || attendance === 'late') && !given.has(entry)).length,
  }
}

function reopenedOf(closing: Doc): Reopened[] {
  const reopened_at = textOf(closing, 'ReopenedAt')
  if (reopened_at === null) return []
  return [{ ...closedBy(closing), kind: closing.Kind === 'Sitting' ? 'sitting' : 'paper', reopened_at, reopened_by: textOf(closing, 'ReopenedBy') ?? '', reason: textOf(closing, 'ReopenReason') ?? '' }]
}

async function holdersOf(view: DeskView, { issued, unused, void: spoilt }: EventPaper, entries: readonly RosterEntry[]): Promise<PaperHolder[]> {
  const sheets = [...issued, ...unused, ...spoilt]
  const waiting = view.store.outbox.waitingOn(sheets.map(({ key }) => key))
  const onRoster = new Map(entries.map((entry) => [entry.id, entry]))
  const holders: (PaperHolder & { order: string })[] = []
  for (const [registration, own] of Map.groupBy(sheets, ({ doc }) => textOf(doc, 'RegistrationIdentifier'))) {
    const entry = registration === null ? undefined : (onRoster.get(registration) ?? (await entryElsewhere(view, registration)))
    const name = entry?.name ?? textOf(own[0]?.doc, 'LearnerName') ?? registration ?? ''
    holders.push({
      registration, name,
      sort_name: entry?.sort_name ?? name,
      code: entry?.code ?? '',
      seat: entry?.seat ?? null,
      sheets: own.map((sheet) => paperSheet(sheet, waiting.has(`${sheet.key.collection}/${sheet.key.id}`))).sort(byIssue),
      order: entry?.search.order ?? name,
    })
  }
  holders.sort((one, other) => Number(one.registration === null) - Number(other.registration === null) || (one.order < other.order ? -1 : Number(one.order > other.order)) || one.name.localeCompare(other.name))
  return holders.map(({ order: _order, ...holder }) => holder)
}

/** Whoever was moved to another sitting after the paper was issued still holds it. */
async function entryElsewhere({ reader }: DeskView, registration: string): Promise<RosterEntry | undefined> {
  const found = await reader.get('bookingRegistrations', registration)
  if (!found) return undefined
  const learner = textOf(found.doc, 'Learner')
  return rosterEntry(found.doc, learner === null ? undefined : (await reader.get('contacts', learner))?.doc)
}

function paperSheet({ key, doc }: Loaded, waiting: boolean): PaperSheet {
  const text = (field: string) => textOf(doc, field)
  return {
    code: key.id,
    state: key.collection === 'scrapSheets' ? STATES[statusOfSheet(doc)] : text('VoidedAt') === null ? 'printed' : 'void',
    printed_at: text('PrintedAt'), printed_by: text('PrintedBy'),
    issued_at: text('IssuedAt'), issued_by: text('IssuedBy'),
    returned_at: text('ReturnedAt'), returned_to: text('ReturnedTo'),
    missing_at: text('MissingAt'), missing_by: text('MissingBy'),
    destroyed_at: text('DestroyedAt'), destroyed_by: text('DestroyedBy'),
    voided_at: text('VoidedAt'), voided_by: text('VoidedBy'), void_reason: text('VoidReason'),
    waiting,
  }
}

function byIssue(one: PaperSheet, other: PaperSheet): number {
  const [first, second] = [one, other].map(({ issued_at, printed_at, code }) => `${issued_at ?? printed_at ?? ''} ${code}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}

function balanceOf(paper: EventPaper): PaperBalance {
  const { Issued, Returned, Destroyed, Missing, Void, Unused } = countPaper(paper)
  return { issued: Issued, returned: Returned + Destroyed, destroyed: Destroyed, missing: Missing, out: Issued - Returned - Destroyed - Missing, void: Void, unused: Unused }
}
