/** Fields that several booking requests share, described as in the document. */
import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { id_characters_max, int32_max, text_characters_max } from '../limits.ts'
import { DATE_FORMAT, ID_PATTERN } from '../resource/fields.ts'

/** An identifier as booking's document types it. */
export const uuid = (description: string) => Type.String({ format: 'uuid', description })

/** A record that a request refers to. The document types it as UUID; imported records keep whatever id they have. */
export const reference = (description: string) => Type.String({ description: `${description} (UUID)`, pattern: ID_PATTERN, maxLength: id_characters_max })

/** Free text. */
export const words = (description: string) => Type.String({ description, maxLength: text_characters_max })

/** Text that says something: a blank one is refused. */
export const saidWords = (description: string) => Type.String({ description, maxLength: text_characters_max, pattern: '\\S' })

/** A date-time that exists. */
export const instant = (description: string) => Type.String({ description, format: DATE_FORMAT })

/** A start of an event. Not checked here: an unreadable one has a message of its own. */
export const eventStart = () =>
  Type.String({ description: 'The date when the event starts. ISO 8601: "2002-09-01T23:10:50+00:00" means "Sep 1, 2002 at 11:10:50 PM UTC"', maxLength: 64 })

/** A whole number that fits 32 bits and is not negative. */
export const count = (description: string, minimum = 0, maximum = int32_max) => Type.Integer({ description, minimum, maximum })

/** Or null, which means absent: so that what was read can be written back. */
export const orNull = <S extends TSchema>(schema: S) =>
  Type.Unsafe<Static<S> | null>({ ...schema, type: [(schema as { type?: string }).type, 'null'] })

/** A request body: these fields and no others. */
export const body = <P extends TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false })

/** What a command about a registration is given: the request body and the id from its path. */
export const aboutRegistration = <P extends TProperties>(properties: P) =>
  Type.Object({ registration: uuid('The registration ID'), ...properties }, { additionalProperties: false })

/** What a command about an event is given: the request body and the id from its path. */
export const aboutEvent = <P extends TProperties>(properties: P) =>
  Type.Object({ event: uuid('The event ID'), ...properties }, { additionalProperties: false })
