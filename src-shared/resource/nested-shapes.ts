/**
 * Members of the records that the documents show only as `{ }` or `[ ]`.
 * Where a sample is silent the shape stays open: what a client sends is kept as it is.
 */
import { Type } from 'typebox'
import { open, text } from './fields.ts'

/** A notice that was sent: contract section 4 fixes `notice_id` and `date`. */
export const notices_item = open('Notice', 'A notice that was sent for this record: {notice_id, date}')
export const custom_field_values_item = open('Custom Field Value', 'A value of a custom field: {field_id, value}')
/** Contract section 4: a session, course or function has `start` and `end`. */
export const sessions_item = open('Session', 'A session with start and end')
export const courses_item = open('Course', 'A course with start and end')
export const functions_item = open('Function', 'A function with start and end')
export const add_ons_item = open('Add On', 'Something bought with the registration')
export const guests_item = open('Guest', 'A guest who comes along')
export const membership_information = open('Membership Information')
export const badge = open('Badge')
export const ribbon_ids_item = text('Ribbon')
export const exam_offering_ids_item = Type.String({ title: 'Exam Offering' })
