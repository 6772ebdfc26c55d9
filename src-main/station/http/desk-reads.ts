/** What the window reads once somebody has signed in. */
import { Type, type TSchema } from 'typebox'
import type { FastifyInstance } from 'fastify'
import type { RosterFilter } from '../../../src-shared/desk.ts'
import { page_rows_max } from '../../../src-shared/limits.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { DATE_FORMAT } from '../../../src-shared/resource/fields.ts'
import { arrivalsAt } from '../desk/arrivals.ts'
import { candidateOf } from '../desk/candidate.ts'
import { clockOf } from '../desk/clock.ts'
import type { Desk } from '../desk/desk.ts'
import type { DeskView } from '../desk/desk-view.ts'
import { incidentsAt } from '../desk/incidents.ts'
import { lineOf } from '../desk/line.ts'
import { paperOf } from '../desk/paper.ts'
import { rosterOf } from '../desk/roster.ts'
import { scanned } from '../desk/scan.ts'
import { sittingsOfDay } from '../desk/sittings.ts'
import { waitingAt } from '../desk/waiting.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Answer, type Operation } from './route.ts'

const common = { tag: 'Desk', extension: true, access: 'read', method: 'GET' } as const
const roster_rows_default = 200
const query_characters_max = 200
const filters: readonly RosterFilter[] = ['all', 'to-come', 'in', 'accommodations', 'attention']

const text = Type.String({ maxLength: query_characters_max })
const answered = (description: string, schema: TSchema = Type.Unsafe<object>({ type: 'object' })) => ({ 200: { description, schema } })

export function mountDeskReads(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  /** A view of the asker's own site. */
  const view = (path: string, operationId: string, summary: string, read: (view: DeskView, query: Record<string, string>, params: Record<string, string>) => Promise<object>, more: Pick<Operation, 'query' | 'params'> = {}) =>
    route(app, deps, {
      ...common, ...more, path, operationId, summary, responses: answered('See src-shared/desk.ts'),
      async handle({ request, query, params }) {
        const place = placeFor(deps, request.identity)
        return isRefusal(place) ? place : ok(await read(await desk.views.of(place), query, params))
      },
    })

  view('/desk/sittings', 'deskSittings', 'The sittings of a day at this site, with counts', (view, { date }) => sittingsOfDay(view, date), {
    query: { date: { description: 'YYYY-MM-DD at the venue; today unless given', schema: Type.String({ format: DATE_FORMAT, pattern: '^.{10}$' }) } },
  })
  view('/desk/roster', 'deskRoster', 'Candidates by name, code or e-mail', (view, query) => rosterOf(view, questionOf(query)), {
    query: {
      event: { description: 'One event; everyone today and tomorrow unless given', schema: text },
      q: { description: 'What is typed; from one letter on, in any script', schema: text },
      filter: { schema: Type.Unsafe<RosterFilter>({ type: 'string', enum: [...filters] }) },
      offset: { schema: Type.Integer({ minimum: 0 }) },
      limit: { schema: Type.Integer({ minimum: 1, maximum: page_rows_max }) },
    },
  })
  view('/desk/candidates/{registration}', 'deskCandidate', 'One candidate, with what is not as it should be', (view, _query, { registration = '' }) => candidateOf(view, registration))
  view('/desk/paper', 'deskPaper', 'The scrap paper of one sitting: who holds what, and the balance', (view, { event = '' }) => paperOf(view, event), { query: { event: { required: true, schema: text } } })
  view('/desk/arrivals', 'deskArrivals', 'How one sitting fills', (view, { event = '' }) => arrivalsAt(view, event), { query: { event: { required: true, schema: text } } })
  view('/desk/clock', 'deskClock', 'The clock of one sitting: when each candidate ends, breaks, time given back', (view, { event = '' }) => clockOf(view, event), { query: { event: { required: true, schema: text } } })
  view('/desk/incidents', 'deskIncidents', 'The incidents of one sitting', (view, { event = '' }) => incidentsAt(view, event), { query: { event: { required: true, schema: text } } })
  view('/desk/scan', 'deskScan', 'What a scanned code is', (view, { code = '' }) => scanned(view, code), { query: { code: { required: true, schema: text } } })
  view('/desk/waiting', 'deskWaiting', 'What waits to be sent and what waits for a decision', (view) => waitingAt(view, lineOf(deps.sync, desk.since)))
  view('/desk/line', 'deskLine', 'How the line to headquarters is', async () => lineOf(deps.sync, desk.since))
}

function ok(body: object): Answer {
  return isRefusal(body) ? body : { status: 200, body }
}

function questionOf({ event, q = '', filter = 'all', offset, limit }: Record<string, string | undefined>): Parameters<typeof rosterOf>[1] {
  return { event, q, filter: filter as RosterFilter, offset: Number(offset ?? 0), limit: Number(limit ?? roster_rows_default) }
}
