/** `/desk`: what the window reads and how people sign in. Only a station has a desk. */
import type { FastifyInstance } from 'fastify'
import { mountDeskAttachments } from './desk-attachments.ts'
import { mountDeskCertificateTemplates } from './desk-certificate-templates.ts'
import { mountDeskCertificates } from './desk-certificates.ts'
import { mountDeskHub } from './desk-hub.ts'
import { mountDeskLine } from './desk-line.ts'
import { mountDeskLive } from './desk-live.ts'
import { mountDeskOpen } from './desk-open.ts'
import { mountDeskReadiness } from './desk-readiness.ts'
import { mountDeskReads } from './desk-reads.ts'
import { mountDeskRegister } from './desk-register.ts'
import { mountDeskRosterImport } from './desk-roster-import.ts'
import { mountDeskScores } from './desk-scores.ts'
import { mountDeskSeats } from './desk-seats.ts'
import { mountDeskSignOff } from './desk-sign-off.ts'
import type { HttpDeps } from './http-deps.ts'

export function mountDesk(app: FastifyInstance, deps: HttpDeps): void {
  const { desk } = deps
  if (!desk) return
  mountDeskOpen(app, deps, desk)
  mountDeskHub(app, deps, desk)
  mountDeskReads(app, deps, desk)
  mountDeskLine(app, deps, desk)
  mountDeskAttachments(app, deps)
  mountDeskReadiness(app, deps, desk)
  mountDeskRegister(app, deps, desk)
  mountDeskRosterImport(app, deps, desk)
  mountDeskScores(app, deps, desk)
  mountDeskCertificates(app, deps, desk)
  mountDeskCertificateTemplates(app, deps, desk)
  mountDeskSeats(app, deps, desk)
  mountDeskSignOff(app, deps, desk)
  mountDeskLive(app, deps)
  app.addHook('onClose', async () => desk.stop())
}
