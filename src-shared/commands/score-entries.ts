/** Scores as the desk enters them: each person alone, without seeing the others' entries. */
import { Type, type Static } from 'typebox'
import { ID_PATTERN } from '../resource/fields.ts'
import { body, saidWords } from './booking-fields.ts'
import { second, signOff } from './clock-commands.ts'

const aboutExam = { id: Type.String({ description: 'The exam registration', pattern: ID_PATTERN, maxLength: 128 }) }
const score = () => Type.Number({ description: 'The score as this person reads it', minimum: 0 })

export const scoreEntryBody = body({ score: score() })
export const scoreEntryInput = body({ ...aboutExam, score: score() })
export type ScoreEntryInput = Static<typeof scoreEntryInput>

const corrected = { score: Type.Number({ description: 'The score that counts from now on', minimum: 0 }), reason: saidWords('Why it is corrected') }
export const correctScoreBody = body({ ...corrected, SignOff: signOff() })
export const correctScoreInput = body({ ...aboutExam, ...corrected, second: second() })
export type CorrectScoreInput = Static<typeof correctScoreInput>

/** What is told of a score while it is being entered: never what another person entered. */
export const scoreState = Type.Object({
  id: Type.String({ description: 'The exam registration' }),
  state: Type.Union([Type.Literal('one'), Type.Literal('mismatch'), Type.Literal('final')], { description: 'One person has entered it; two differ; it stands' }),
  score: Type.Union([Type.Number(), Type.Null()], { description: 'The score once it stands' }),
})
export type ScoreState = Static<typeof scoreState>
