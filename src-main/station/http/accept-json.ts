/** Bodies are JSON in UTF-8 and nothing else: 415 for other types, 400 for what cannot be taken. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { json_depth_max, push_envelope_depth } from '../../../src-shared/limits.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { parseJson } from './parse-json.ts'
import { RefusalError } from './send-refusal.ts'

// JSON Patch (RFC 6902) has a type of its own; it is JSON all the same.
const TYPES = ['application/json', 'application/json-patch+json']

export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(TYPES, { parseAs: 'buffer' }, async (request: FastifyRequest, body: string | Buffer) => {
    checkEncoding(request)
    // A pushed write carries documents that were taken at this depth already.
    const levels = request.url.split('?')[0] === '/sync/push' ? json_depth_max + push_envelope_depth : json_depth_max
    const parsed = parseJson(Buffer.isBuffer(body) ? body : Buffer.from(body), levels)
    if (isRefusal(parsed)) throw new RefusalError(parsed)
    return parsed.value
  })
}

function checkEncoding({ headers }: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new RefusalError(refuse('unsupported-media-type', 'JSON is taken in UTF-8 only.'))
  const coding = headers['content-encoding']
  if (coding !== undefined && coding !== 'identity') throw new RefusalError(refuse('unsupported-media-type', 'A compressed body is not taken.'))
}
