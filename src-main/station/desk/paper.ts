/** The scrap paper of one sitting: who was given which sheets, where they are now, and whether the balance closes. */
import type { Paper, PaperBalance, PaperHolder, PaperSheet } from '../../../src-shared/desk.ts'
import type { SheetStatus } from '../../../src-shared/commands/booking-shapes.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { statusOfSheet } from '../commands/booking/sheet-view.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { Loaded } from '../commands/command.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { rosterEntry } from './roster-entry.ts'
import { sittingOf } from './sittings.ts'

const page_sheets = 500

const STATES = { Issued: 'issued', Returned: 'returned', Missing: 'missing', Destroyed: 'destroyed' } as const satisfies Record<SheetStatus, PaperSheet['state']>

export async function paperOf(view: DeskView, id: string): Promise<Paper | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const entries = await view.rosters.of(event.key.id)
  const sheets = await sheetsOfEvent(view, event.key.id)
  const holders = await holdersOf(view, sheets, entries)
  const balance = balanceOf(holders)
  const given = new Set(holders.map(({ registration }) => registration))
  return {
    event: await sittingOf(view, event.doc),
    balance,
    closed: balance.issued > 0 && balance.out === 0,
    holders,
    without: entries.filter(({ id: entry, attendance }) => (attendance === 'in' || attendance === 'late') && !given.has(entry)).length,
  }
}

async function sheetsOfEvent({ reader }: DeskView, event: string): Promise<Loaded[]> {
  const found: Loaded[] = []
  for (;;) {
    const after = found.at(-1)?.key.id
    const page = await reader.query({ collection: 'scrapSheets', where: [{ field: 'EventIdentifier', eq: event }], limit: page_sheets, ...(after === undefined ? {} : { after }) })
    found.push(...page)
    if (page.length < page_sheets) return found
  }
}

async function holdersOf(view: DeskView, sheets: readonly Loaded[], entries: readonly RosterEntry[]): Promise<PaperHolder[]> {
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
  holders.sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)) || one.name.localeCompare(other.name))
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
  return {
    code: key.id,
    state: STATES[statusOfSheet(doc)],
    issued_at: textOf(doc, 'IssuedAt'),
    issued_by: textOf(doc, 'IssuedBy'),
    returned_at: textOf(doc, 'ReturnedAt'),
    returned_to: textOf(doc, 'ReturnedTo'),
    missing_at: textOf(doc, 'MissingAt'),
    missing_by: textOf(doc, 'MissingBy'),
    destroyed_at: textOf(doc, 'DestroyedAt'),
    destroyed_by: textOf(doc, 'DestroyedBy'),
    waiting,
  }
}

function byIssue(one: PaperSheet, other: PaperSheet): number {
  const [first, second] = [one, other].map(({ issued_at, code }) => `${issued_at ?? ''} ${code}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}

function balanceOf(holders: readonly PaperHolder[]): PaperBalance {
  const states = holders.flatMap(({ sheets }) => sheets.map(({ state }) => state))
  const count = (state: PaperSheet['state']) => states.filter((one) => one === state).length
  const destroyed = count('destroyed')
  return { issued: states.length, returned: count('returned') + destroyed, destroyed, missing: count('missing'), out: count('issued') }
}
