/** What needs no key: the description for programs, for people, and whether the server is well. Call it after all mounts. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { HttpDeps } from '../http-deps.ts'
import { route, type Operation } from '../route.ts'
import { JSON_TYPE } from '../send-answer.ts'
import { VERSION } from '../../../../src-shared/version.ts'
import { docsPage, DOCS_CSP } from './docs-page.ts'
import { componentsOf, openapiDocument } from './document.ts'

const HTML_TYPE = 'text/html; charset=utf-8'

export function mountOpenapi(app: FastifyInstance, deps: HttpDeps): void {
  const { operations } = app.serving
  const open = { method: 'GET', tag: 'about', access: 'open', extension: true } as const
  const json = cached(() => JSON.stringify(openapiDocument(operations, componentsOf(deps.resources), VERSION)))
  const page = cached(() => docsPage(operations, VERSION))
  const mounted: Operation[] = [
    {
      ...open, path: '/openapi.json', operationId: 'openapi', summary: 'This API as OpenAPI 3.1.',
      responses: { 200: { description: 'The description.', schema: Type.Unsafe<unknown>({ type: 'object' }) } },
      handle: async () => ({ status: 200, body: json(), contentType: JSON_TYPE }),
    },
    {
      ...open, path: '/docs', operationId: 'docs', summary: 'This API for people to read.',
      responses: { 200: { description: 'A page.', schema: Type.String(), contentType: 'text/html' } },
      handle: async () => ({ status: 200, body: page(), contentType: HTML_TYPE, headers: { 'content-security-policy': DOCS_CSP } }),
    },
    {
      ...open, path: '/healthz', operationId: 'health', summary: 'Whether the server answers and its store can be read.',
      responses: { 200: { description: 'It does.', schema: Type.Object({ status: Type.Literal('ok'), role: Type.String() }) } },
      handle: async () => {
        await deps.env.store.lastSeq()
        return { status: 200, body: { status: 'ok', role: deps.role } }
      },
    },
  ]
  for (const operation of mounted) route(app, deps, operation)
  // Made once the server answers, so that neither its start nor the first reader waits for it.
  app.addHook('onListen', async () => void setImmediate(json))
}

/** What is mounted does not change while a server runs. */
function cached(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}
