/** A demo headquarters on a port of its own, a folder for a station or the station itself, and what headquarters holds. */
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { hallpass, hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'
import { asker, type Ask } from './asker.ts'

export interface Registration {
  RegistrationIdentifier: string
  EventIdentifier: string
  LearnerName: string
  LearnerCode: string
  Assessment: string
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
  /** The first sitting today. */
  event: string
  /** Jürgen Müller. */
  müller: Registration
  /** Of that sitting: registered and expected, in the order of their codes. */
  candidates: Registration[]
  /** What headquarters says about a registration. */
  atHq(registration: string): Promise<Registration>
  askHq: Ask
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
  const ask = asker(hq.url, key)
  const { Items } = await ask<{ Items: Registration[] }>('/api/registrations/search', {})
  const event = must(demo.events[0], 'a sitting').id
  const expected = Items.filter((one) => one.EventIdentifier === event && one.ApprovalStatus === 'Registered' && !/Müller/.test(one.LearnerName))
  return {
    hq, event, pin: demo.pin,
    müller: must(Items.find((one) => one.LearnerName === 'Jürgen Müller'), 'Jürgen Müller in the demo'),
    data: join(folder.path, 'station'),
    upstream: { key, site: demo.site },
    candidates: expected.toSorted((a, b) => (a.LearnerCode < b.LearnerCode ? -1 : 1)),
    atHq: (registration) => ask(`/api/registrations/${registration}`),
    askHq: ask,
    async end() {
      await hq.kill()
      await folder.drop()
    },
  }
}

export interface DeskMorning extends ExamMorning {
  station: HallpassProcess
}

/** The same with the desk's station under way. @param options more of the station's */
export async function deskMorning(...options: string[]): Promise<DeskMorning> {
  const morning = await examMorning()
  const station = await stationOf(morning, morning.data, ...options)
  await station.ready()
  return {
    ...morning, station,
    async end() {
      await station.kill()
      await morning.end()
    },
  }
}

/** A station of that site, not started yet. */
export function stationOf({ upstream, hq }: ExamMorning, data: string, ...options: string[]): Promise<HallpassProcess> {
  return hallpassProcess('station', ['--data', data, '--upstream', hq.url, '--upstream-key', upstream.key, '--site', upstream.site, ...options])
}
