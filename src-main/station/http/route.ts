/**
 * The only way to mount an operation. It is described for OpenAPI in the same breath,
 * and key, tenant, scope, parameters, body and Idempotency-Key are seen to before `handle` runs.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import { checkCall, type Checked } from './check-call.ts'
import type { HttpDeps } from './http-deps.ts'
import { onceOf, type Idempotency } from './idempotency.ts'
import { makeRunner, type Runner } from './run-command.ts'
import { sendAnswer } from './send-answer.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** `open` needs no key; `read` is for GET, search and count; the rest is `write` or `admin`. */
export type Access = 'open' | 'read' | 'write' | 'admin'

/** A path or query parameter. `schema` is checked; path ids are checked against the documents' id pattern anyway. */
export interface ParameterDoc {
  description?: string
  schema?: TSchema
  required?: boolean
  /** True for what the documents do not have. */
  extension?: boolean
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
  access: Access
  params?: Record<string, ParameterDoc>
  query?: Record<string, ParameterDoc>
  /** What the body has to fit; absent: no body is read. A `null` member means absent and is removed before the check. */
  body?: TSchema
  /** What is checked in place of `body`, where a command checks the rest itself. */
  check?: TSchema
  /** True where an absent body is taken as `{}`. */
  bodyOptional?: boolean
  /** Where a body may be larger than `body_bytes_max`. */
  bodyBytesMax?: number
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
  /** Runs the one command of this request as the one who asks; its answer is stored with its effects under the Idempotency-Key, if there is one. */
  run: Runner['run']
  /** Runs one of several commands of this request; after a crash a repeat of the request finds the parts that were done. */
  runPart: Runner['runPart']
  /** Runs parts that one command does, in their order, as `runPart` does each; they share a transaction. */
  runParts: Runner['runParts']
}

export interface Success {
  status: number
  /** JSON data; text or bytes only where `contentType` is given. */
  body: unknown
  headers?: Record<string, string>
  contentType?: string
}

/** A refusal, a success, or undefined where the handler answers by itself. */
export type Answer = Success | Refusal | undefined

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
    /** For answers that a path gives to methods it does not take: the key comes first all the same. */
    access?: Access
  }
  interface FastifyInstance {
    serving: Serving
  }
}

/** What the operations of one server share. */
export interface Serving {
  operations: Operation[]
  once: Idempotency
}

/** Mounts an operation. */
export function route(app: FastifyInstance, deps: HttpDeps, operation: Operation): void {
  app.serving.operations.push(operation)
  app.route({
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { operation, access: operation.access },
    ...(operation.bodyBytesMax === undefined ? {} : { bodyLimit: operation.bodyBytesMax }),
    handler: async (request, reply) => {
      const checked = checkCall(operation, request)
      return sendAnswer(reply, isRefusal(checked) ? checked : await answer(app, deps, operation, request, reply, checked))
    },
  })
}

async function answer(app: FastifyInstance, deps: HttpDeps, operation: Operation, request: FastifyRequest, reply: FastifyReply, checked: Checked): Promise<Answer> {
  const { identity } = request
  const header = request.headers['idempotency-key']
  const once = operation.access === 'open' ? undefined : onceOf(operation.method, request.url, header, request.body)
  if (isRefusal(once)) return once
  const runner = makeRunner(deps.env, identity, once)
  const handle = () => operation.handle({ request, reply, ...checked, run: runner.run, runPart: runner.runPart, runParts: runner.runParts })
  return once ? app.serving.once(identity.tenant, once, handle, runner.isKept) : handle()
}
