/** What the routes of booking have in common. */
import type { TSchema } from 'typebox'
import { uuid } from '../../../src-shared/commands/booking-fields.ts'
import type { Outcome } from '../commands/apply.ts'
import type { Command, GuardedReader } from '../commands/command.ts'
import { guardedReader } from '../commands/guarded-reader.ts'
import type { HttpDeps } from './http-deps.ts'
import type { Call, Operation, ParameterDoc } from './route.ts'

export const EVENT: Record<string, ParameterDoc> = { event: { description: 'The event ID', schema: uuid('The event ID') } }
export const REGISTRATION: Record<string, ParameterDoc> = { registration: { description: 'The registration ID', schema: uuid('The registration ID') } }

/** The answers that any command can give. */
export function answers(schema: TSchema, more: Operation['responses'] = {}): Operation['responses'] {
  return { 200: { description: 'OK', schema }, 400: { description: 'The request is not valid; `detail` says why' }, ...more }
}

/** A reader of the asker's tenant. */
export function readerOf(deps: HttpDeps, { request }: Call): GuardedReader {
  return guardedReader(deps.env.store, request.identity.tenant).reader
}

/** Runs a command with the path's ids and the body's fields as its input. */
export function runOf<I, L>(command: Command<I, L>): (call: Call) => Promise<Outcome> {
  return ({ run, params, body }) => run(command, { ...(body as object | undefined), ...params } as I)
}

/** The same as the handler of an operation. */
export function runWith<I, L>(command: Command<I, L>): Operation['handle'] {
  return runOf(command)
}
