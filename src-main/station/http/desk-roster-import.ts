/** POST /desk/roster-import: rows of a roster, checked or registered, each with its own outcome. For leads and administrators. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { must } from '../../../src-shared/assert.ts'
import type { RegisterAtDeskInput } from '../../../src-shared/commands/register-at-desk.ts'
import type { RosterImportAnswer, RosterImportResult, RosterImportRow } from '../../../src-shared/desk/door.ts'
import { give_minutes_max, id_characters_max, name_characters_max, roster_cell_characters_max, roster_import_rows_per_commit, roster_import_rows_per_request, roster_rows_max } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { DATE_FORMAT, ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import type { Outcome } from '../commands/apply.ts'
import { registerAtDesk } from '../commands/booking/register-at-desk.ts'
import type { Desk } from '../desk/desk.ts'
import type { DeskView } from '../desk/desk-view.ts'
import { planRow, type ImportOf, type Plan } from '../desk/plan-row.ts'
import { planKeys, rowKeys } from '../desk/row-keys.ts'
import { placesLeft } from '../desk/transfer-targets.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { withinRecordLimit } from './record-limit.ts'
import { route, type Call } from './route.ts'
import { aLead } from './signed.ts'

const cell = () => Type.Optional(Type.String({ pattern: '\\S', maxLength: name_characters_max }))
const day = () => Type.Optional(Type.String({ format: DATE_FORMAT, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const row = Type.Object({
  row: Type.Integer({ minimum: 1, maximum: roster_rows_max + 1 }),
  first_name: cell(), last_name: cell(), name: cell(), code: cell(), email: cell(), phone: cell(), birth_date: day(),
  venue: cell(), sitting_day: day(), sitting_time: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
  assessment: cell(), registrant_type: cell(), seat: Type.Optional(Type.String({ pattern: '\\S', maxLength: 40 })),
  accommodations: Type.Optional(Type.Array(Type.Object({ Type: Type.String({ pattern: '\\S', maxLength: name_characters_max }), TimeExtension: Type.Optional(Type.Integer({ minimum: 0, maximum: give_minutes_max })) }, { additionalProperties: false }), { maxItems: 10 })),
}, { additionalProperties: false })

const importBody = Type.Object({
  event: Type.Optional(Type.String({ description: 'The sitting of rows that name none', pattern: ID_PATTERN, maxLength: id_characters_max })),
  assessment: Type.Optional(Type.String({ description: 'The form of rows that name none', maxLength: name_characters_max })),
  source: Type.String({ description: 'What the file is called', pattern: '\\S', maxLength: roster_cell_characters_max }),
  check: Type.Optional(Type.Boolean({ description: 'Says what would happen, and does nothing' })),
  rows: Type.Array(row, { maxItems: roster_import_rows_per_request }),
}, { additionalProperties: false })

export function mountDeskRosterImport(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    tag: 'Desk', extension: true, access: 'write', method: 'POST', path: '/desk/roster-import', operationId: 'deskRosterImport',
    summary: 'Register the people of a roster; the same rows again change nothing',
    body: importBody,
    responses: { 200: { description: 'Each row\'s outcome; see src-shared/desk/door.ts', schema: Type.Unsafe<object>({ type: 'object' }) }, 403: { description: 'For leads and administrators' } },
    async handle(call) {
      const { identity } = call.request
      if (aLead(identity) !== 'nobody') return refuseFor('import-leads', {})
      const place = placeFor(deps, identity)
      if (isRefusal(place)) return place
      return { status: 200, body: await importRows(deps, call, await desk.views.of(place)) }
    },
  })
}

async function importRows(deps: HttpDeps, call: Call, view: DeskView): Promise<RosterImportAnswer> {
  const { rows, check = false, event = null, assessment = null, source } = call.body as Static<typeof importBody>
  const of: ImportOf = { event, assessment, source }
  const plan = (row: unknown) => planRow(view, of, row as RosterImportRow)
  const results: RosterImportResult[] = []
  if (check) for (const row of rows) results.push((await plan(row)).result)
  else results.push(...(await register(deps, call, rows as RosterImportRow[], plan)))
  return { results, left: await leftIn(view, results) }
}

/** A row that is planned, and its place in the request. */
interface Planned extends Plan {
  i: number
}

/** Registers the rows in order. Those that follow one another and share nothing are committed together. */
async function register(deps: HttpDeps, call: Call, rows: readonly RosterImportRow[], plan: (row: RosterImportRow) => Promise<Plan>): Promise<RosterImportResult[]> {
  const results: RosterImportResult[] = []
  let group: Planned[] = []
  let keys = new Set<string>()
  const carryOut = async () => {
    results.push(...(await carryOutTogether(deps, call, group)))
    group = []
    keys = new Set()
  }
  for (const [i, row] of rows.entries()) {
    const told = rowKeys(row)
    if (group.length >= roster_import_rows_per_commit || told.some((key) => keys.has(key))) await carryOut()
    let planned = await plan(row)
    if (planKeys(planned).some((key) => keys.has(key))) {
      await carryOut()
      planned = await plan(row)
    }
    group.push({ i, ...planned })
    for (const key of [...told, ...planKeys(planned)]) keys.add(key)
  }
  await carryOut()
  return results
}

/** Runs what the rows ask for; what the command refuses is the row's own answer. */
async function carryOutTogether(deps: HttpDeps, call: Call, group: readonly Planned[]): Promise<RosterImportResult[]> {
  const parts = group.flatMap(({ i, input }) => (input ? [{ i, input }] : []))
  const outcomes = deps.limits.records === undefined ? await call.runParts(registerAtDesk, parts) : await withinLimit(deps, call, parts)
  const next = outcomes.values()
  return group.map(({ result, input }) => (input ? resultOf(result, must(next.next().value, 'the outcome of a row')) : result))
}

/** Where only so many records are kept, they are counted before each. */
async function withinLimit(deps: HttpDeps, call: Call, parts: readonly { i: number; input: RegisterAtDeskInput }[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { i, input } of parts) outcomes.push(await withinRecordLimit(deps, call.request.identity.tenant, 'bookingRegistrations', () => call.runPart(i, registerAtDesk, input)))
  return outcomes
}

function resultOf(result: RosterImportResult, outcome: Outcome): RosterImportResult {
  if (!isRefusal(outcome)) return result
  const full = outcome.extra?.['reason'] === 'event-full'
  return { row: result.row, event: result.event, outcome: 'refused', why: { code: full ? 'full' : 'refused', detail: { text: outcome.detail } } }
}

async function leftIn(view: DeskView, results: readonly RosterImportResult[]): Promise<RosterImportAnswer['left']> {
  const left: RosterImportAnswer['left'] = {}
  for (const id of new Set(results.flatMap(({ event }) => event ?? []))) {
    const event = await view.reader.get('bookingEvents', id)
    left[id] = event ? await placesLeft(view, event.doc) : null
  }
  return left
}
