/** The request that enters an exam score, typed in twice. */
import { Type, type Static } from 'typebox'
import { ID_PATTERN } from '../resource/fields.ts'
import { body } from './booking-fields.ts'

export const enterScoreBody = body({
  score: Type.Number({ description: 'The score' }),
  second_entry: Type.Number({ description: 'The score as the second person entered it; both must agree' }),
})
export const enterScoreInput = Type.Object({ id: Type.String({ pattern: ID_PATTERN, maxLength: 128 }), ...enterScoreBody.properties }, { additionalProperties: false })
export type EnterScoreInput = Static<typeof enterScoreInput>
