/** Requests that end a sitting: its paper first, with two names, then the sitting itself. Extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { aboutEvent, body, saidWords } from './booking-fields.ts'
import { second, signOff } from './clock-commands.ts'

export const closeBody = body({ SignOff: signOff() })
export const closeInput = aboutEvent({ second: second() })
export type CloseInput = Static<typeof closeInput>

const reopened = { Reason: saidWords('Why it is opened again') }
export const reopenBody = body({ ...reopened, SignOff: signOff() })
export const reopenInput = aboutEvent({ ...reopened, second: second() })
export type ReopenInput = Static<typeof reopenInput>

export const CLOSING_KINDS = ['Paper', 'Sitting'] as const
export type ClosingKind = (typeof CLOSING_KINDS)[number]

const count = (description: string) => Type.Optional(Type.Integer({ description, minimum: 0 }))
const closing = Type.Object({
  Identifier: Type.String(),
  Kind: Type.Unsafe<ClosingKind>({ type: 'string', enum: [...CLOSING_KINDS], description: 'What was closed: the scrap paper, or the sitting' }),
  ClosedAt: Type.String(),
  ClosedBy: Type.String(),
  SignedBy: Type.Optional(Type.String({ description: 'The second person' })),
  Issued: count('Sheets that were handed out'),
  Returned: count('Of them: back and kept'),
  Destroyed: count('Of them: back and destroyed'),
  Missing: count('Of them: not found'),
  Void: count('Printed sheets that were spoilt before anybody had them'),
  Unused: count('Printed sheets that nobody was given'),
  ReopenedAt: Type.Optional(Type.String()),
  ReopenedBy: Type.Optional(Type.String()),
  ReopenSignedBy: Type.Optional(Type.String()),
  ReopenReason: Type.Optional(Type.String()),
})
/** Every closing of a sitting, those that were opened again too. */
export const eventClosings = Type.Object({ EventIdentifier: Type.String(), Closings: Type.Array(closing) })
export type EventClosings = Static<typeof eventClosings>
