/**
 * Members of the records that the documents show only as `{ }` or `[ ]`.
 * Where a sample is silent the shape stays open: what a client sends is kept as it is.
 */
import { Type } from 'typebox'
import { open, text } from './fields.ts'

/** Contract section 4 fixes both members. */
export const notices_item = open('Notice', 'A notice that was sent for this record', { notice_id: 'The notice', date: 'When it was sent, ISO 8601' })
/** The samples are silent; a field of the tenant's own and its value. */
export const custom_field_values_item = open('Custom Field Value', 'A value of a custom field', { field_id: 'The custom field', value: 'Its value, any JSON' })

const timed = { id: 'What it is', name: 'Its name, shown where two overlap', start: 'When it starts, ISO 8601', end: 'When it ends, ISO 8601' }
/** Contract section 4: a session, course or function has `start` and `end`. */
export const sessions_item = open('Session', 'A session with start and end', timed)
export const courses_item = open('Course', 'A course with start and end', timed)
export const functions_item = open('Function', 'A function with start and end', timed)
/** The samples are silent: what was bought, how many, for how much. */
export const add_ons_item = open('Add On', 'Something bought with the registration', { id: 'What was bought', name: 'Its name', quantity: 'How many', amount: 'For how much' })
/** The samples are silent; a guest with a registration of their own names this one in `parent_registration_id`. */
export const guests_item = open('Guest', 'A guest who comes along', { first_name: 'Given name', last_name: 'Family name', name: 'The whole name', email_address: 'E-mail address', contact_id: 'The contact, where there is one' })
/** The samples are silent. */
export const membership_information = open('Membership Information', 'The membership that comes with the registration', { membership_type_id: 'The kind of membership', start_date: 'From, ISO 8601', end_date: 'To, ISO 8601' })
/** The samples are silent: what is printed on the badge. */
export const badge = open('Badge', 'What is printed on the badge', { name: 'The name on it', organization: 'The organization on it', city: 'The city on it' })
export const ribbon_ids_item = text('Ribbon')
export const exam_offering_ids_item = Type.String({ title: 'Exam Offering' })
