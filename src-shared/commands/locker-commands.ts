/** Requests about the locker that holds a candidate's things. Extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { locker_characters_max } from '../limits.ts'
import { aboutRegistration, body } from './booking-fields.ts'

export const assignLockerBody = body({
  Locker: Type.String({ description: 'The locker', pattern: '\\S', maxLength: locker_characters_max }),
  Shared: Type.Optional(Type.Boolean({ description: 'Also where somebody else has this locker that day' })),
})
export const assignLockerInput = aboutRegistration(assignLockerBody.properties)
export type AssignLockerInput = Static<typeof assignLockerInput>

export const returnLockerBody = body({})
export const returnLockerInput = aboutRegistration(returnLockerBody.properties)
export type ReturnLockerInput = Static<typeof returnLockerInput>
