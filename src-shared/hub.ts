/** What a hub, the stations that pair with it and its window say to each other about pairing. */
import { Type, type Static } from 'typebox'
import { desk_name_characters_max, id_characters_max } from './limits.ts'
import { ID_PATTERN } from './resource/fields.ts'

const proof = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'HMAC-SHA256 by the code over both certificates and the connection, in hexadecimal' })
const id = Type.String({ pattern: ID_PATTERN, minLength: 1, maxLength: id_characters_max })

/** POST /hub/pair, over TLS with the desk's own certificate. */
export const pairRequestSchema = Type.Object({
  proof,
  /** What the desk is called, for the list of paired desks. */
  name: Type.String({ minLength: 1, maxLength: desk_name_characters_max }),
  /** Whose records the desk holds already, where it does. */
  tenant: Type.Optional(id),
  site: Type.Optional(id),
}, { additionalProperties: false })

/** The hub's answer: that it knows the code too, and what it is the hub of. */
export const pairAnswerSchema = Type.Object({ proof, tenant: id, site: id, name: Type.String() })

/** A desk that is paired with this hub. */
export const hubDeviceSchema = Type.Object({
  id: Type.String({ description: 'SHA-256 of its certificate, in hexadecimal' }),
  name: Type.String(),
  paired_at: Type.String({ description: 'ISO 8601' }),
  paired_by: Type.String({ description: 'Who showed the code' }),
  last_contact: Type.Union([Type.String(), Type.Null()], { description: 'ISO 8601; null before the first time' }),
  connected: Type.Boolean({ description: 'It holds a connection at this moment' }),
})

/** The code that this hub takes at the moment. */
export const hubCodeSchema = Type.Object({
  code: Type.String({ description: 'In groups, as it is read aloud' }),
  expires_at: Type.String({ description: 'ISO 8601' }),
  seconds_left: Type.Integer(),
  tries_left: Type.Integer(),
})

/** GET /hub: the hub as its window shows it. */
export const hubViewSchema = Type.Object({
  addresses: Type.Array(Type.String(), { description: 'Where other stations reach it; empty where it serves this computer alone' }),
  fingerprint: Type.Union([Type.String(), Type.Null()], { description: "SHA-256 of the hub's certificate, in hexadecimal" }),
  code: Type.Union([hubCodeSchema, Type.Null()]),
  devices: Type.Array(hubDeviceSchema),
})

/** GET /desk/hub: the hub that a desk is paired with. */
export const pairedHubSchema = Type.Object({ name: Type.String(), url: Type.String(), paired_at: Type.String({ description: 'ISO 8601' }) })

export type PairedHubView = Static<typeof pairedHubSchema>
export type PairRequest = Static<typeof pairRequestSchema>
export type PairAnswer = Static<typeof pairAnswerSchema>
export type HubDevice = Static<typeof hubDeviceSchema>
export type HubCode = Static<typeof hubCodeSchema>
export type HubView = Static<typeof hubViewSchema>
