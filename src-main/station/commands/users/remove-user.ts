/** Takes away a person's right to sign in. */
import { Type, type Static } from 'typebox'
import { refuse } from '../../../../src-shared/problem.ts'
import { defineCommand } from '../command.ts'
import { idInput, recordLane } from '../record-input.ts'

const input = Type.Object({ id: idInput }, { additionalProperties: false })

type Input = Static<typeof input>

export const removeUser = defineCommand({
  name: 'remove-user',
  input,
  scope: 'admin',
  lane: ({ id }: Input) => recordLane({ collection: 'users', id }),
  load: (reader, { id }: Input) => reader.get('users', id),
  decide(user, { id }: Input) {
    if (!user) return refuse('not-found', `There is no user ${id}.`)
    return { changes: [{ key: user.key, before: user.doc, site: user.site }], answer: () => id }
  },
})
