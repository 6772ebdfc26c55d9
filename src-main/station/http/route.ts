/**
 * The only way to mount an operation. It is described for OpenAPI in the same breath,
 * and key, tenant, scope, parameters, body and Idempotency-Key are seen to before `handle` runs.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Refusal } from '../../../src-shared/problem.ts'
import type { ApplyRequest, Outcome } from '../commands/apply.ts'
import type { HttpDeps } from './http-deps.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A path or query parameter. `schema` is checked; path ids are checked against the documents' id pattern anyway. */
export interface ParameterDoc {
  description?: string
  schema?: TSchema
  required?: boolean
}

export interface Operation {
  method: Method
  /** As in the documents: `/api/registrations/{registration}/commands/check-in`. `{tenantId}` is compared with the key's tenant. */
  path: string
  /** Unique, camelCase. */
  operationId: string
  summary: string
  description?: string
  tag: string
  /** True for what the documents do not have; OpenAPI then says `x-hallpass: true`. */
  extension?: boolean
  /** `open` needs no key; `read` is for GET, search and count; the rest is `write` or `admin`. */
  access: 'open' | 'read' | 'write' | 'admin'
  params?: Record<string, ParameterDoc>
  query?: Record<string, ParameterDoc>
  /** What the body has to fit; absent: no body is read. A `null` member means absent and is removed before the check. */
  body?: TSchema
  /** True where an absent body is taken as `{}`. */
  bodyOptional?: boolean
  /** Status to what it means; 401, 403, 429 and 500 are added. */
  responses: Record<number, { description: string; schema?: TSchema; contentType?: string; headers?: Record<string, string> }>
  example?: unknown
  handle: (call: Call) => Promise<Answer>
}

/** One request, checked. */
export interface Call {
  request: FastifyRequest
  /** For a handler that streams: call `reply.hijack()` and return undefined. */
  reply: FastifyReply
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
  /** Runs a command as the one who asks; the answer is stored with the effects under the Idempotency-Key, if there is one. */
  run: <I>(command: ApplyRequest<I>['command'], input: I) => Promise<Outcome>
}

export interface Success {
  status: number
  /** JSON data; text only where `contentType` is given. */
  body: unknown
  headers?: Record<string, string>
  contentType?: string
}

/** A refusal, a success, or undefined where the handler answers by itself. */
export type Answer = Success | Refusal | undefined

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
  }
}


/** Mounts an operation. */
export function route(_app: FastifyInstance, _deps: HttpDeps, operation: Operation): void {
  throw new Error(`${operation.operationId}: the server core follows in the next commit`)
}
