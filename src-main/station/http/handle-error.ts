/** The one error handler: whatever was thrown becomes a problem document, never a stack trace. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { store_retry_seconds } from '../../../src-shared/limits.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { StoreError } from '../store/store-error.ts'
import { RefusalError, sendRefusal } from './send-refusal.ts'

/** Makes the handler; `log` gets what a person has to look into. */
export function makeErrorHandler(log: (line: string) => void) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = refusalOf(error)
    if (refusal.refused === 'internal') log(`${request.method} ${request.routeOptions.url ?? '(no route)'} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return sendRefusal(reply, refusal)
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal
  if (error instanceof StoreError) return refusalOfStore(error)
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('too-large', 'A body may have 1 MiB at most.')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse('unsupported-media-type', 'Send JSON (application/json).')
  if (code === 'FST_ERR_BAD_URL') return refuse('invalid', 'The address has a broken percent-encoding.')
  return statusCode >= 400 && statusCode < 500 ? refuse('invalid', 'The request is not valid HTTP.') : internal
}

function refusalOfStore({ kind, message }: StoreError): Refusal {
  if (kind === 'full') return storageFull
  return kind === 'unavailable' || kind === 'uncertain' ? refuse('busy', message, { retry_after_seconds: store_retry_seconds }) : internal
}

const storageFull = refuse('storage', 'The disk of this computer is full or cannot be written. Nothing was changed; reading goes on.')
const internal = refuse('internal', 'Something went wrong here; it has been noted in the log of this server.')
