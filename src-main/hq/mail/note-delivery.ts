/** Notes on a message what came of it. Headquarters alone does that, and only once. */
import { Type } from 'typebox'
import { refuse } from '../../../src-shared/problem.ts'
import { defineCommand, type GuardedReader } from '../../station/commands/command.ts'
import { idInput, recordLane } from '../../station/commands/record-input.ts'

export interface NoteDeliveryInput {
  id: string
  status: 'sent' | 'failed'
  /** What the mail server said: why it failed, or which recipients it did not take. */
  words: string[]
}

export const noteDelivery = defineCommand({
  name: 'note-delivery',
  input: Type.Object({ id: idInput, status: Type.Union([Type.Literal('sent'), Type.Literal('failed')]), words: Type.Array(Type.String()) }, { additionalProperties: false }),
  scope: 'admin',
  lane: ({ id }: NoteDeliveryInput) => recordLane({ collection: 'messages', id }),
  load: (reader: GuardedReader, { id }: NoteDeliveryInput) => reader.get('messages', id),
  decide(message, { id, status, words }: NoteDeliveryInput, { at }) {
    if (!message) return refuse('not-found', `There is no message ${id}.`)
    if (message.doc.status !== 'queued') return refuse('conflict', `The message ${id} is ${String(message.doc.status)} already.`)
    const after = { ...message.doc, status, [`${status}_at`]: at, ...(words.length === 0 ? {} : { refusals: words }) }
    return { changes: [{ key: message.key, before: message.doc, after, site: message.site }], answer: () => id }
  },
})
