/** Commands about one registration: those of the document and the desk's own. */
import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { assignLockerBody, returnLockerBody } from '../../../src-shared/commands/locker-commands.ts'
import * as desk from '../../../src-shared/commands/desk-commands.ts'
import * as booking from '../../../src-shared/commands/booking-registrations.ts'
import { bookingIncident, bookingRegistration } from '../../../src-shared/commands/booking-shapes.ts'
import { assignLocker } from '../commands/booking/assign-locker.ts'
import { releaseSeatBody } from '../../../src-shared/commands/rooms.ts'
import { assignSeat } from '../commands/booking/assign-seat.ts'
import { cancelRegistration } from '../commands/booking/cancel-registration.ts'
import { changeAssessment } from '../commands/booking/change-assessment.ts'
import { checkIn } from '../commands/booking/check-in.ts'
import { endBreak } from '../commands/booking/end-break.ts'
import { grantAccommodation } from '../commands/booking/grant-accommodation.ts'
import { markAbsent } from '../commands/booking/mark-absent.ts'
import { registerLax } from '../commands/booking/register-lax.ts'
import { releaseSeat } from '../commands/booking/release-seat.ts'
import { reportIncident } from '../commands/booking/report-incident.ts'
import { returnLocker } from '../commands/booking/return-locker.ts'
import { revokeAccommodation } from '../commands/booking/revoke-accommodation.ts'
import { startBreak } from '../commands/booking/start-break.ts'
import { transferLax } from '../commands/booking/transfer-lax.ts'
import { undoBreak } from '../commands/booking/undo-break.ts'
import { undoCheckIn } from '../commands/booking/undo-check-in.ts'
import type { Command } from '../commands/command.ts'
import { answers, REGISTRATION, runOf, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { withinRecordLimit } from './record-limit.ts'
import { route, type Operation } from './route.ts'
import { aLead, runSigned } from './signed.ts'

/** One command as the API shows it. */
interface Shown {
  /** Last segment of the path. */
  segment: string
  operationId: string
  summary: string
  body: TSchema
  bodyOptional?: boolean
  /** Made for one server, where it has to know more than the call. */
  handle: Operation['handle'] | { of: (deps: HttpDeps) => Operation['handle'] }
  answer?: TSchema
  conflict?: string
}

const a_lead = 'Only a lead or an administrator decides on accommodations. Ask one to sign.'
const byLead = <I, L>(command: Command<I, L>): Shown['handle'] => ({ of: (deps) => runSigned(deps, command, aLead, a_lead) })

const DOCUMENTED: readonly Shown[] = [
  { segment: 'transfer-lax', operationId: 'transferRegistration', summary: 'Transfer a registration', body: booking.transferLaxBody, handle: runWith(transferLax) },
  { segment: 'cancel', operationId: 'cancelRegistration', summary: 'Cancel a registration', body: booking.cancelRegistrationBody, bodyOptional: true, handle: runWith(cancelRegistration) },
  { segment: 'change-assessment', operationId: 'changeAssessment', summary: 'Assign an assessment to a registration', body: booking.changeAssessmentBody, handle: runWith(changeAssessment) },
  { segment: 'grant-accommodation', operationId: 'grantAccommodation', summary: 'Add an accommodation to a registration', body: booking.grantAccommodationBody, handle: byLead(grantAccommodation) },
  { segment: 'revoke-accommodation', operationId: 'revokeAccommodation', summary: 'Remove an accommodation from a registration', body: booking.revokeAccommodationBody, handle: byLead(revokeAccommodation) },
]

const DESK: readonly Shown[] = [
  { segment: 'check-in', operationId: 'checkIn', summary: 'Admit a candidate', body: desk.checkInBody, bodyOptional: true, handle: runWith(checkIn), conflict: 'Already in (with who, where and when), or the seat is taken' },
  { segment: 'undo-check-in', operationId: 'undoCheckIn', summary: 'Take an admission back, with the reason', body: desk.undoCheckInBody, handle: runWith(undoCheckIn), conflict: 'Not checked in' },
  { segment: 'mark-absent', operationId: 'markAbsent', summary: 'Note that a candidate did not come', body: desk.markAbsentBody, bodyOptional: true, handle: runWith(markAbsent), conflict: 'The candidate is in' },
  { segment: 'assign-seat', operationId: 'assignSeat', summary: 'Give a candidate a seat', body: desk.assignSeatBody, handle: runWith(assignSeat), conflict: 'The seat is taken' },
  { segment: 'release-seat', operationId: 'releaseSeat', summary: 'Take a seat back from a candidate who has not come yet', body: releaseSeatBody, handle: runWith(releaseSeat), conflict: 'The candidate is in, or has another seat' },
  { segment: 'assign-locker', operationId: 'assignLocker', summary: 'Note the locker that holds a candidate\'s things', body: assignLockerBody, handle: runWith(assignLocker), conflict: 'Somebody else has it that day (with who); `Shared` takes it all the same' },
  { segment: 'return-locker', operationId: 'returnLocker', summary: 'Note that a candidate\'s locker is empty again', body: returnLockerBody, bodyOptional: true, handle: runWith(returnLocker), conflict: 'The candidate has no locker' },
  { segment: 'start-break', operationId: 'startBreak', summary: 'Note that a candidate left for a break', body: desk.breakBody, bodyOptional: true, handle: runWith(startBreak), conflict: 'Not checked in, or on a break' },
  { segment: 'end-break', operationId: 'endBreak', summary: 'Note that a candidate came back', body: desk.breakBody, bodyOptional: true, handle: runWith(endBreak), conflict: 'Not on a break' },
  { segment: 'undo-break', operationId: 'undoBreak', summary: 'Take the last start or end of a break back, with the reason', body: desk.undoBreakBody, handle: runWith(undoBreak), conflict: 'No break' },
  { segment: 'desk-grant', operationId: 'deskGrantAccommodation', summary: 'Grant an accommodation with the reason and the paper it rests on', body: booking.deskGrantBody, handle: byLead(grantAccommodation) },
  { segment: 'desk-revoke', operationId: 'deskRevokeAccommodation', summary: 'Revoke an accommodation with the reason', body: booking.deskRevokeBody, handle: byLead(revokeAccommodation) },
  { segment: 'report-incident', operationId: 'reportIncident', summary: 'Report an incident', body: desk.reportIncidentBody, handle: runWith(reportIncident), answer: bookingIncident },
]

export function mountRegistrationCommands(app: FastifyInstance, deps: HttpDeps): void {
  mountRegisterLax(app, deps)
  for (const shown of DOCUMENTED) mountCommand(app, deps, shown, { tag: 'Booking: registrations' })
  for (const shown of DESK) mountCommand(app, deps, shown, { tag: 'The desk', extension: true })
}

function responsesOf(answer: TSchema, conflict: string | undefined): Operation['responses'] {
  const responses = answers(answer, { 404: { description: 'Registration not found' } })
  return conflict === undefined ? responses : { ...responses, 409: { description: conflict } }
}

function mountCommand(app: FastifyInstance, deps: HttpDeps, { segment, answer = bookingRegistration, conflict, handle, ...shown }: Shown, where: Pick<Operation, 'tag' | 'extension'>): void {
  route(app, deps, {
    ...shown, ...where, method: 'POST', path: `/api/registrations/{registration}/commands/${segment}`, access: 'write',
    params: REGISTRATION,
    responses: responsesOf(answer, conflict),
    handle: typeof handle === 'function' ? handle : handle.of(deps),
  })
}

function mountRegisterLax(app: FastifyInstance, deps: HttpDeps): void {
  const create = runOf(registerLax)
  mountCommand(app, deps, {
    segment: 'register-lax', operationId: 'registerLax', summary: 'Create a registration', body: booking.registerLaxBody,
    handle: (call) => withinRecordLimit(deps, call.request.identity.tenant, 'bookingRegistrations', () => create(call)),
  }, { tag: 'Booking: registrations' })
}
