/** A demo headquarters on a port of its own, a folder for a station, and what headquarters holds. */
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { hallpass, hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'

export interface Registration {
  RegistrationIdentifier: string
  EventIdentifier: string
  LearnerName: string
  LearnerCode: string
  ApprovalStatus: string
  AttendanceStatus: string
  CheckedInAt: string | null
  Seat: string | null
}

export interface ExamMorning {
  hq: HallpassProcess
  /** Where the station keeps its database. */
  data: string
  upstream: { key: string; site: string }
  pin: string
  /** Jürgen Müller. */
  müller: Registration
  /** Of the first sitting today: registered and expected, in the order of their codes. */
  candidates: Registration[]
  /** What headquarters says about a registration. */
  atHq(registration: string): Promise<Registration>
  end(): Promise<void>
}

interface DemoSummary {
  tenant: string
  site: string
  pin: string
  events: { id: string }[]
}

export async function examMorning(): Promise<ExamMorning> {
  const folder = await temporaryFolder('hallpass-e2e-')
  const hqData = join(folder.path, 'hq')
  const demo = JSON.parse(hallpass('demo', '--data', hqData)) as DemoSummary
  const key = hallpass('keys', 'add', '--data', hqData, '--tenant', demo.tenant, '--scope', 'write', '--site', demo.site)
  const hq = await hallpassProcess('hq', ['--data', hqData])
  await hq.ready()
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const request: RequestInit = { headers: { authorization: key, 'content-type': 'application/json' } }
    const answer = await fetch(hq.url + path, body ? { ...request, method: 'POST', body: JSON.stringify(body) } : request)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const { Items } = await ask<{ Items: Registration[] }>('/api/registrations/search', {})
  const first = demo.events[0]?.id
  const expected = Items.filter((one) => one.EventIdentifier === first && one.ApprovalStatus === 'Registered' && !/Müller/.test(one.LearnerName))
  return {
    hq, pin: demo.pin,
    müller: must(Items.find((one) => one.LearnerName === 'Jürgen Müller'), 'Jürgen Müller in the demo'),
    data: join(folder.path, 'station'),
    upstream: { key, site: demo.site },
    candidates: expected.toSorted((a, b) => (a.LearnerCode < b.LearnerCode ? -1 : 1)),
    atHq: (registration) => ask(`/api/registrations/${registration}`),
    async end() {
      await hq.kill()
      await folder.drop()
    },
  }
}
