/** What the demo's site is and offers, the same every day: venue, exams, forms, and who works there. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Role } from '../../../src-shared/desk.ts'
import type { Doc } from '../store/store.ts'
import { demoRooms } from './demo-rooms.ts'
import { uuidOf } from './random.ts'

export const DEMO_TENANT = 'demo'
export const DEMO_PIN = '2468'
export const DEMO_ZONE = 'America/Vancouver'

export const BILLING_CODE = 'BC-2026'

export interface Named {
  id: string
  doc: Doc
}

export interface Offered extends Named {
  examType: string
  form: Named & { code: string }
}

export interface Catalogue {
  venue: Named
  otherVenue: Named
  /** In the order in which sittings use them. */
  exams: readonly Offered[]
  users: readonly Named[]
  records: readonly { collection: Collection; doc: Doc }[]
}

/** What the sittings of the two days are, by the clock at the venue. Tomorrow's have times of their own: the demo may be loaded again tomorrow. */
export const SITTINGS = [
  { day: 0, time: '09:00', exam: 0, format: 'Paper', weight: 30 },
  { day: 0, time: '13:00', exam: 1, format: 'Computer', weight: 22, full: true },
  { day: 0, time: '17:30', exam: 2, format: 'Computer', weight: 16 },
  { day: 1, time: '10:00', exam: 0, format: 'Paper', weight: 18 },
  { day: 1, time: '14:00', exam: 3, format: 'Paper', weight: 14 },
] as const

/** A sitting elsewhere, of candidates who come to the wrong door. */
export const SITTING_ELSEWHERE = { day: 0, time: '09:00', exam: 0, format: 'Paper' } as const

export function demoCatalogue(seed: number): Catalogue {
  const id = (...words: (string | number)[]) => uuidOf('catalogue', seed, ...words)
  const organization = { id: id('organization'), name: 'Pacific Credential Board', city: 'Vancouver', state: 'British Columbia', country: 'Canada' }
  const exams = EXAMS.map(({ name, type, code, passing_score, minutes }): Offered => {
    const exam = { id: id('exam', code), name, passing_score, maximum_score: 100 }
    const form = { id: id('form', code), code: `${code}-A`, name: `${name}, Form A`, published: true, bilingual: false, duration_minutes: minutes, exam_id: exam.id }
    return { id: exam.id, doc: exam, examType: type, form: { id: form.id, code: form.code, doc: form } }
  })
  const venueOf = (word: string, name: string, more: Doc): Named => {
    const doc = {
      id: id('venue', word), name, time_zone: DEMO_ZONE, organization_id: organization.id,
      exam_types: [...new Set(EXAMS.map(({ type }) => type))], exam_formats: ['Paper', 'Computer'], billing_codes: [BILLING_CODE], late_after_minutes: 15, ...more,
    }
    return { id: doc.id, doc }
  }
  const venue = venueOf('burnaby', 'Burnaby Test Centre', { address: '4350 Kingsway, Burnaby', demo_pin: DEMO_PIN })
  const otherVenue = venueOf('north-shore', 'North Shore Test Centre', { address: '123 Lonsdale Avenue, North Vancouver' })
  const users = PEOPLE.map(({ pin, ...person }) => {
    const doc = { id: id('user', person.name), ...person, pin }
    return { id: doc.id, doc }
  })
  return {
    venue, otherVenue, exams, users,
    records: [
      { collection: 'organizations', doc: organization },
      { collection: 'programs', doc: { id: id('program', 'WLD'), name: 'Journeyman Welder' } },
      ...[venue, otherVenue].flatMap((each): Catalogue['records'] => [
        { collection: 'venues', doc: each.doc },
        { collection: 'testingFacilities', doc: { id: each.id, name: each.doc.name, organization_id: organization.id } },
      ]),
      ...exams.flatMap((exam): Catalogue['records'] => [
        { collection: 'exams', doc: exam.doc },
        { collection: 'assessmentForms', doc: exam.form.doc },
      ]),
      // Forms that no lax command may assign: one in two languages, one not published yet.
      ...[{ code: 'ELP-FR', name: 'English Language Proficiency, bilingual', published: true, bilingual: true }, { code: 'ELP-B', name: 'English Language Proficiency, Form B', published: false, bilingual: false }]
        .map((form) => ({ collection: 'assessmentForms' as const, doc: { id: id('form', form.code), ...form, duration_minutes: 180 } })),
      ...users.map(({ doc }) => ({ collection: 'users' as const, doc })),
      ...demoRooms(venue.id, seed).map((room) => ({ collection: 'rooms' as const, doc: { ...room } })),
    ],
  }
}

const EXAMS = [
  { name: 'English Language Proficiency', type: 'Language', code: 'ELP', passing_score: 70, minutes: 180 },
  { name: 'Practical Nursing', type: 'Licensing', code: 'PN', passing_score: 65, minutes: 240 },
  { name: 'Pharmacy Jurisprudence', type: 'Licensing', code: 'PJ', passing_score: 75, minutes: 120 },
  { name: 'Interprovincial Welder', type: 'Trades', code: 'WLD', passing_score: 70, minutes: 150 },
] as const

const cost = { n: 32_768, r: 8, p: 1 }

/** Who signs in. The hashes are of the demo's PIN, kept here so that the same seed gives the same bytes. */
const PEOPLE: readonly { name: string; role: Role; initials: string; pin: Doc }[] = [
  { name: 'Amara Diallo', role: 'proctor', initials: 'AD', pin: { salt: 'FCdQKA9tteXcSUD5fAHI8A==', hash: 'Pt/DRktYed8d1Y5Ir3hhwTSzLAxJifktm6kfWfSja6c=', ...cost } },
  { name: 'Ravi Okafor', role: 'lead', initials: 'RO', pin: { salt: 'jXunuDMu3NJ+M4NB1zlDYg==', hash: '45PEIIAKnQS8jQQlMArt0hKbdfmYsJMyKTrnUbgg50E=', ...cost } },
  { name: 'Site Admin', role: 'admin', initials: 'SA', pin: { salt: 'QUhxkG0hGSrwTo2kvp0Lqw==', hash: 'Mqdeq75tNrgHuYoQWSF5kXZ5b0F9XC8cdrI++PbQh0w=', ...cost } },
]
