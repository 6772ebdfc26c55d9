/** A sitting that has been under way for an hour, at a headquarters and a desk of its own; noon at the venue, whenever this runs. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hallpass, hallpassProcess, type HallpassProcess } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'
import { asker } from './asker.ts'

const TENANT = 'bc'
const SITE = '0a000000-0000-4000-8000-000000000001'
export const EVENT = '0e000000-0000-4000-8000-000000000001'
const PIN = '2468'
const minute_ms = 60_000
const duration_minutes = 180

export interface ClockMorning {
  hq: HallpassProcess
  station: HallpassProcess
  pin: string
  /** When the sitting began, milliseconds since 1970. */
  start: number
  zone: string
  registrations: Record<string, string>
  atHq: (registration: string) => Promise<{ EndsAt: string; Accommodations: { Type: string }[]; Breaks: object[] }>
  end: () => Promise<void>
}

const PEOPLE = [
  ['Jürgen', 'Müller', '14', 45], ['Seán', 'Ó', '9', 0], ['Niamh', 'O’Brien', '7', 0], ['María de los Ángeles', 'Fernández de Córdoba y Álvarez-Castellanos de la Vega', '3', 90],
  ['娜', '李', '8', 0], ['محمد', 'العلي', '11', 0], ['Guðrún', 'Þórsdóttir', '13', 0], ['Priya', 'Nair', '12', 0],
] as const

/** A zone without daylight saving in which it is noon now. */
function noonZone(now: number): string {
  const ahead = 12 - new Date(now).getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

export async function clockMorning({ present = PEOPLE.length, under_way_minutes = 60 }: { present?: number; under_way_minutes?: number } = {}): Promise<ClockMorning> {
  const folder = await temporaryFolder('hallpass-clock-')
  const now = Date.now()
  const start = Math.floor(now / minute_ms) * minute_ms - under_way_minutes * minute_ms
  const zone = noonZone(now)
  const registrations: Record<string, string> = {}
  const lines = [
    ['venues', { id: SITE, name: 'Burnaby Test Centre', time_zone: zone, exam_types: ['Trades'], exam_formats: ['Paper'], billing_codes: ['STD'] }],
    ['assessmentForms', { id: 'form', code: 'EL-B', name: 'Electrician, Form B', published: true, duration_minutes }],
    ['bookingEvents', { id: EVENT, EventVenue: SITE, EventStart: new Date(start).toISOString(), EventExamType: 'Trades', EventExamFormat: 'Paper', EventStatus: 'Scheduled', DurationMinutes: duration_minutes }],
    ...PEOPLE.flatMap(([first_name, last_name, Seat, extra], at) => {
      const id = randomUUID()
      const contact = randomUUID()
      registrations[last_name] = id
      const name = `${first_name} ${last_name}`
      return [
        ['contacts', { id: contact, first_name, last_name, name, code: `EL-${20_401 + at}` }],
        ['bookingRegistrations', {
          id, EventIdentifier: EVENT, Learner: contact, LearnerName: name, LearnerCode: `EL-${20_401 + at}`, Assessment: 'EL-B', ApprovalStatus: 'Registered',
          ...(at < present ? { AttendanceStatus: 'Present', CheckedInAt: new Date(start - 10 * minute_ms).toISOString(), CheckedInBy: 'Amara Diallo', Seat } : { AttendanceStatus: 'Pending' }),
          Accommodations: extra > 0 ? [{ Type: 'Extra time', Name: `${Math.round((extra * 100) / duration_minutes)} %`, TimeExtension: extra }] : [],
        }],
      ] as const
    }),
  ] as const
  const hqData = join(folder.path, 'hq')
  const file = join(folder.path, 'site.ndjson')
  writeFileSync(file, lines.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', file, '--data', hqData)
  for (const [name, role] of [['Amara Diallo', 'proctor'], ['Ravi Okafor', 'lead'], ['Bo Chen', 'proctor']] as const) hallpass('users', 'add', '--data', hqData, '--tenant', TENANT, '--name', name, '--role', role, '--pin', PIN)
  const key = hallpass('keys', 'add', '--data', hqData, '--tenant', TENANT, '--scope', 'write', '--site', SITE)
  const hq = await hallpassProcess('hq', ['--data', hqData])
  await hq.ready()
  const station = await hallpassProcess('station', ['--data', join(folder.path, 'station'), '--upstream', hq.url, '--upstream-key', key, '--site', SITE])
  await station.ready()
  return {
    hq, station, pin: PIN, start, zone, registrations,
    atHq: (registration) => asker(hq.url, key)(`/api/registrations/${registration}`),
    async end() {
      await station.kill()
      await hq.kill()
      await folder.drop()
    },
  }
}
