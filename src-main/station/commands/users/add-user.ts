/** Adds a person who may sign in at the desk. The PIN arrives hashed. */
import { Type, type Static } from 'typebox'
import { ID_PATTERN } from '../../../../src-shared/resource/fields.ts'
import { id_characters_max } from '../../../../src-shared/limits.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import type { Role } from '../../../../src-shared/desk.ts'
import { defineCommand } from '../command.ts'
import { siteOf } from '../site-of.ts'

export const ROLES = ['proctor', 'lead', 'admin'] as const satisfies readonly Role[]

const users_max = 1_000
const name_characters_max = 200

const input = Type.Object({
  name: Type.String({ minLength: 1, maxLength: name_characters_max }),
  role: Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] }),
  pin: Type.Object({ salt: Type.String(), hash: Type.String(), n: Type.Integer(), r: Type.Integer(), p: Type.Integer() }, { additionalProperties: false }),
  /** The one site at which this person works. */
  site: Type.Optional(Type.String({ pattern: ID_PATTERN, maxLength: id_characters_max })),
}, { additionalProperties: false })

export type AddUserInput = Static<typeof input>

export const addUser = defineCommand({
  name: 'add-user',
  input,
  scope: 'admin',
  lane: () => 'users',
  load: (reader) => reader.query({ collection: 'users', where: [], limit: users_max }),
  decide(users, { name, role, pin, site }: AddUserInput, context) {
    if (users.length >= users_max) return refuse('conflict', `There are ${users_max} users already.`)
    if (users.some(({ doc }) => doc.name === name)) return refuse('conflict', `There is a user with the name ${name} already.`)
    const id = context.newId()
    const after = { id, name, role, initials: initialsOf(name), pin, ...(site === undefined ? {} : { testing_facility_id: site }) }
    return {
      changes: [{ key: { tenant: context.tenant, collection: 'users', id }, after, site: siteOf('users', after, undefined) }],
      answer: ([stored]) => stored,
    }
  },
})

/** First letters of the first and last word of a name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLocaleUpperCase('en')
}
