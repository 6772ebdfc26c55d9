/** The clock of a sitting: stopped, going on, minutes given back, and undone. */
import type { FastifyInstance } from 'fastify'
import * as clock from '../../../src-shared/commands/clock-commands.ts'
import { clockView, eventNotFound } from '../commands/booking/clock-stops.ts'
import { giveTime } from '../commands/booking/give-time.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { resumeClock } from '../commands/booking/resume-clock.ts'
import { stopClock } from '../commands/booking/stop-clock.ts'
import { undoTime } from '../commands/booking/undo-time.ts'
import { answers, EVENT, readerOf, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Operation } from './route.ts'
import { runSigned, twoPeople } from './signed.ts'

const two = 'Time is given back by two people. A second person of the desk has to sign with their PIN.'
const common = { tag: 'The desk', extension: true, params: EVENT } as const

type Change = Pick<Operation, 'operationId' | 'summary' | 'handle'> & { segment: string; body: NonNullable<Operation['body']>; conflict?: string }

export function mountClock(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, method: 'GET', path: '/api/events/{event}/clock', operationId: 'eventClock', access: 'read',
    summary: 'The stops of the clock of an event, and the time given back',
    responses: answers(clock.eventClock, { 404: { description: 'Event not found' } }),
    async handle(call) {
      const event = await loadEvent(readerOf(deps, call), call.params.event ?? '')
      return event ? { status: 200, body: clockView(event.doc) } : eventNotFound()
    },
  })
  for (const { segment, conflict, ...change } of changes(deps)) {
    const responses = answers(clock.eventClock, { 404: { description: 'Event or stop not found' } })
    route(app, deps, {
      ...common, ...change, method: 'POST', path: `/api/events/{event}/clock/${segment}`, access: 'write',
      responses: conflict === undefined ? responses : { ...responses, 409: { description: conflict } },
    })
  }
}

function changes(deps: HttpDeps): Change[] {
  return [
    { segment: 'stop', operationId: 'stopClock', summary: 'Stop the clock: an alarm, an outage', body: clock.stopClockBody, handle: runWith(stopClock), conflict: 'It is stopped already' },
    { segment: 'resume', operationId: 'resumeClock', summary: 'Let the clock go on and give the time back', body: clock.resumeClockBody, handle: runSigned(deps, resumeClock, twoPeople, two), conflict: 'It runs already' },
    { segment: 'give', operationId: 'giveTime', summary: 'Give minutes back', body: clock.giveTimeBody, handle: runSigned(deps, giveTime, twoPeople, two) },
    { segment: 'undo', operationId: 'undoTime', summary: 'Undo a stop, or time given back', body: clock.undoTimeBody, handle: runSigned(deps, undoTime, twoPeople, two), conflict: 'It is undone already' },
  ]
}
