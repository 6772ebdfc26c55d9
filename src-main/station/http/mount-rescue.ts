/** The rescue file at a station: saved on the laptop that is dying, loaded on another. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { rescue_body_bytes_max } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { loadRescue } from '../rescue/load-rescue.ts'
import { rescueName, saveRescue } from '../rescue/save-rescue.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'Sync', extension: true, method: 'POST', access: 'write' } as const
const count = Type.Integer({ minimum: 0 })
const loadBody = Type.Object({
  file: Type.String({ description: 'The file, base64', pattern: '^[A-Za-z0-9+/]*={0,2}$', minLength: 1 }),
  phrase: Type.String({ minLength: 1, maxLength: 200 }),
}, { additionalProperties: false })

export function mountRescue(app: FastifyInstance, deps: HttpDeps): void {
  if (deps.role !== 'station' || !deps.sync) return
  const { sync } = deps
  const { store, now } = stationEnv(deps)
  route(app, deps, {
    ...common, path: '/sync/rescue/save', operationId: 'syncRescueSave', body: Type.Object({}, { additionalProperties: false }), bodyOptional: true,
    summary: 'What this laptop has not sent, as an encrypted file and the phrase that opens it',
    responses: { 200: { description: 'The file, base64', schema: Type.Object({ name: Type.String(), file: Type.String(), phrase: Type.String(), writes: count, cards: count }) }, 409: { description: 'Nothing waits' } },
    async handle() {
      const at = now()
      const saved = await saveRescue(store, at)
      if (!saved) return refuseFor('nothing-waits', {})
      return { status: 200, body: { ...saved, file: Buffer.from(saved.file).toString('base64'), name: rescueName(at) } }
    },
  })
  route(app, deps, {
    ...common, path: '/sync/rescue/load', operationId: 'syncRescueLoad', body: loadBody, bodyBytesMax: rescue_body_bytes_max,
    summary: 'Send the work of another laptop on; a file may be loaded any number of times',
    responses: { 200: { description: 'How much it held', schema: Type.Object({ writes: count, done: count, cards: count, made_at: Type.String() }) }, 409: { description: 'The file is of another site or organization' } },
    async handle({ body }) {
      const { file, phrase } = body as Static<typeof loadBody>
      const loaded = await loadRescue(store, Buffer.from(file, 'base64'), phrase)
      if (isRefusal(loaded)) return loaded
      sync.now()
      return { status: 200, body: loaded }
    },
  })
}
