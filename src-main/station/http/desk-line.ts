/** GET /desk/line-history: what waited through the last hours. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Desk } from '../desk/desk.ts'
import { lineOf } from '../desk/line.ts'
import { makeLineNotes } from '../desk/line-history.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountDeskLine(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  const notes = makeLineNotes()
  const note = () => notes.note(deps.env.now(), lineOf(deps.sync, desk.since))
  const stop = deps.sync?.onLine(note)
  app.addHook('onClose', async () => stop?.())
  note()
  route(app, deps, {
    tag: 'Desk', extension: true, access: 'read', method: 'GET', path: '/desk/line-history', operationId: 'deskLineHistory',
    summary: 'What waited to be sent through the last hours',
    responses: { 200: { description: 'See src-shared/desk/line-history.ts', schema: Type.Unsafe<object>({ type: 'object' }) } },
    async handle() {
      note()
      return { status: 200, body: notes.read() }
    },
  })
}
