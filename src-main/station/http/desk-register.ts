/** Registering at the door, transferring, and importing a roster. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { bookingRegistration } from '../../../src-shared/commands/booking-shapes.ts'
import { deskTransferBody, registerAgainBody, registerAtDeskBody, type DeskTransfer } from '../../../src-shared/commands/register-at-desk.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Outcome } from '../commands/apply.ts'
import { registerAgain } from '../commands/booking/register-again.ts'
import { registerAtDesk } from '../commands/booking/register-at-desk.ts'
import { instantAt, zoneOf } from '../commands/booking/time-zone.ts'
import { transferAtDesk } from '../commands/booking/transfer-at-desk.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { Desk } from '../desk/desk.ts'
import { possibleDuplicates } from '../desk/possible-duplicates.ts'
import { formChoices, transferTargets } from '../desk/transfer-targets.ts'
import { answers, readerOf, REGISTRATION, runOf } from './booking-route.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { withinRecordLimit } from './record-limit.ts'
import { route, type Call, type Operation } from './route.ts'

const text = Type.String({ maxLength: 200 })
const shown = { 200: { description: 'See src-shared/desk/door.ts', schema: Type.Unsafe<object>({ type: 'object' }) } }

export function mountDeskRegister(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  const read = (path: string, operationId: string, summary: string, query: Operation['query'], handle: (view: Awaited<ReturnType<Desk['views']['of']>>, query: Record<string, string>) => Promise<object>) =>
    route(app, deps, {
      tag: 'Desk', extension: true, access: 'read', method: 'GET', path, operationId, summary, query: query ?? {}, responses: shown,
      async handle({ request, query }) {
        const place = placeFor(deps, request.identity)
        return isRefusal(place) ? place : { status: 200, body: await handle(await desk.views.of(place), query) }
      },
    })

  read('/desk/people', 'deskPeople', 'Known people with this name, code or e-mail', { name: { schema: text }, code: { schema: text }, email: { schema: text }, birth_date: { schema: text }, event: { schema: text } },
    (view, { name = '', code = '', email = '', birth_date = '', event = '' }) => possibleDuplicates(view, { name, code, email, birth_date, event }))
  read('/desk/forms', 'deskForms', 'Published assessment forms', { event: { schema: text } }, (view, { event }) => formChoices(view, event))
  read('/desk/transfer-targets', 'deskTransferTargets', 'Sittings and venues to which a registration can go', { event: { required: true, schema: text } }, (view, { event = '' }) => transferTargets(view, event))

  const common = { tag: 'The desk', extension: true, access: 'write', method: 'POST', params: REGISTRATION } as const
  const register = runOf(registerAtDesk)
  route(app, deps, {
    ...common, path: '/api/registrations/{registration}/commands/register-at-desk', operationId: 'registerAtDesk', body: registerAtDeskBody,
    summary: 'Register a known or a new person for a sitting',
    responses: answers(bookingRegistration, { 404: { description: 'Event not found' }, 409: { description: 'The person is registered for this sitting already, or the seat is taken' } }),
    handle: (call) => withinRecordLimit(deps, call.request.identity.tenant, 'bookingRegistrations', () => register(call)),
  })
  const again = runOf(registerAgain)
  route(app, deps, {
    ...common, path: '/api/registrations/{registration}/commands/register-again', operationId: 'registerAgain', body: registerAgainBody,
    summary: 'Register the candidate of a cancelled registration for the same sitting again, with the reason; the cancelled one stays cancelled',
    responses: answers(bookingRegistration, { 404: { description: 'Registration not found' }, 409: { description: 'The registration is not cancelled, or the person has another one' } }),
    handle: (call) => withinRecordLimit(deps, call.request.identity.tenant, 'bookingRegistrations', () => again(call)),
  })
  route(app, deps, {
    ...common, path: '/api/registrations/{registration}/commands/desk-transfer', operationId: 'deskTransfer', body: deskTransferBody,
    summary: 'Transfer a registration, with the reason; refused while scrap paper is out or the candidate is in',
    responses: answers(bookingRegistration, { 404: { description: 'Registration not found' }, 409: { description: 'Scrap paper is out, or the candidate is in' } }),
    handle: (call) => transfer(deps, call),
  })
}

/** The learner stays who it is; a day and a time are read on the clocks of the venue. */
async function transfer(deps: HttpDeps, call: Call): Promise<Outcome> {
  const { EventDay, EventTime, ...to } = call.body as Static<typeof deskTransferBody>
  const reader = readerOf(deps, call)
  const registration = call.params['registration'] ?? ''
  const Learner = textOf((await reader.get('bookingRegistrations', registration))?.doc, 'Learner')
  const EventStart = to.EventStart ?? (await startAt(reader, to.EventVenue, { EventDay, EventTime }))
  return call.run(transferAtDesk, { registration, ...to, ...(EventStart === undefined ? {} : { EventStart }), ...(Learner === null ? {} : { Learner }) })
}

async function startAt(reader: ReturnType<typeof readerOf>, venue: string, { EventDay, EventTime }: Pick<DeskTransfer, 'EventDay' | 'EventTime'>): Promise<string | undefined> {
  if (EventDay === undefined || EventTime === undefined) return undefined
  const found = await reader.get('venues', venue)
  return instantAt(EventDay, EventTime, zoneOf(undefined, found?.doc))
}
