/** The record that a message is about, with what its template may also name. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Doc } from '../../store/store.ts'
import { textOf } from '../booking/stored-values.ts'
import type { GuardedReader, Loaded } from '../command.ts'

/** What each kind of registration is for. */
const SUBJECTS: Partial<Record<Collection, { field: string; collection: Collection }>> = {
  examRegistrations: { field: 'exam_id', collection: 'exams' },
  courseRegistrations: { field: 'course_id', collection: 'courses' },
  registrations: { field: 'event_id', collection: 'events' },
  certifications: { field: 'program_id', collection: 'programs' },
}

export interface MessageRecord {
  stored: Loaded
  /** The record's fields, and the name of what it is for. */
  variables: Doc
  /** The event, exam, course or program. */
  subject: Doc | undefined
  /** Where messages to its holder go. */
  email: string | null
}

export async function loadMessageRecord(reader: GuardedReader, collection: Collection, id: string): Promise<MessageRecord | undefined> {
  const stored = await reader.get(collection, id)
  if (!stored) return undefined
  const about = SUBJECTS[collection]
  const subject = about && textOf(stored.doc, about.field) !== null ? (await reader.get(about.collection, textOf(stored.doc, about.field) ?? ''))?.doc : undefined
  const contact = textOf(stored.doc, 'contact_id') ?? textOf(stored.doc, 'student_id')
  const holder = contact === null ? undefined : (await reader.get('contacts', contact))?.doc
  const name = textOf(stored.doc, 'name') ?? textOf(holder, 'name')
  return {
    stored, subject,
    variables: { ...stored.doc, ...(name === null ? {} : { name }), ...(textOf(subject, 'name') === null ? {} : { subject_name: subject?.name }) },
    email: textOf(stored.doc, 'email_address') ?? textOf(holder, 'email_address'),
  }
}
