/** The end of a sitting: its scrap paper closed by two people, then the sitting by a lead; and both opened again. */
import type { FastifyInstance } from 'fastify'
import * as closing from '../../../src-shared/commands/closing-commands.ts'
import { closePaper } from '../commands/booking/close-paper.ts'
import { closeSitting } from '../commands/booking/close-sitting.ts'
import { reopenPaper } from '../commands/booking/reopen-paper.ts'
import { reopenSitting } from '../commands/booking/reopen-sitting.ts'
import { answers, EVENT } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Operation } from './route.ts'
import { aLead, runSigned, twoPeople } from './signed.ts'

const two = 'Scrap paper is closed by two people. A second person of the desk has to sign with their PIN.'
const lead = 'Only a lead ends a sitting or opens again what is closed. A lead has to sign with their PIN.'

type Closing = Pick<Operation, 'path' | 'operationId' | 'summary' | 'handle'> & { body: NonNullable<Operation['body']>; conflict: string }

export function mountClosing(app: FastifyInstance, deps: HttpDeps): void {
  for (const { conflict, ...change } of closings(deps)) {
    route(app, deps, {
      ...change, tag: 'The desk', extension: true, params: EVENT, method: 'POST', access: 'write',
      responses: { ...answers(closing.eventClosings, { 404: { description: 'Event not found' } }), 409: { description: conflict } },
    })
  }
}

function closings(deps: HttpDeps): Closing[] {
  const path = '/api/events/{event}'
  return [
    { path: `${path}/scrap-paper/close`, operationId: 'closeScrapPaper', summary: 'Close the scrap paper: the balance is even, and two people sign', body: closing.closeBody, handle: runSigned(deps, closePaper, twoPeople, two), conflict: 'Sheets are out, or it is closed already' },
    { path: `${path}/scrap-paper/reopen`, operationId: 'reopenScrapPaper', summary: 'Open the scrap paper again', body: closing.reopenBody, handle: runSigned(deps, reopenPaper, aLead, lead), conflict: 'It is not closed, or the sitting is' },
    { path: `${path}/close`, operationId: 'closeSitting', summary: 'Close the sitting', body: closing.closeBody, handle: runSigned(deps, closeSitting, aLead, lead), conflict: 'Its paper is open, its clock stands, or it is closed already' },
    { path: `${path}/reopen`, operationId: 'reopenSitting', summary: 'Open the sitting again', body: closing.reopenBody, handle: runSigned(deps, reopenSitting, aLead, lead), conflict: 'It is not closed' },
  ]
}
