/**
 * The rescue file: the unsynced work of one laptop, encrypted with a phrase, to be carried to another.
 * It is an `age` file, so that it can be opened without Hallpass where everything else has failed.
 */
import { Type, type Static } from 'typebox'
import { Decrypter, Encrypter } from 'age-encryption'
import { operationSchema } from '../../../src-shared/protocol.ts'
import { rescue_bytes_max, rescue_work_factor_log2, rescue_work_factor_log2_max } from '../../../src-shared/limits.ts'
import { validate } from '../commands/validate.ts'
import type { OpenConflict, Operation } from '../store/store.ts'
import type { PendingEffect } from '../store/effect.ts'

const FORMAT = 'hallpass-rescue'
const FORMAT_VERSION = 1

const rescueSchema = Type.Object({
  format: Type.Literal(FORMAT),
  version: Type.Integer({ minimum: 1 }),
  tenant: Type.String(),
  site: Type.Union([Type.String(), Type.Null()]),
  /** The laptop that it is from. */
  node: Type.String(),
  made_at: Type.String({ format: 'iso-instant' }),
  /** Writes that headquarters has not confirmed, oldest first, with what each does to the view. */
  writes: Type.Array(Type.Object({ operation: operationSchema, effects: Type.Array(Type.Unsafe<PendingEffect>({ type: 'object' })) })),
  /** What waited there for a person to decide. */
  cards: Type.Array(Type.Unsafe<OpenConflict>({ type: 'object' })),
})

export interface Rescue extends Omit<Static<typeof rescueSchema>, 'format' | 'version' | 'writes'> {
  writes: { operation: Operation; effects: PendingEffect[] }[]
}

/** Why a file is not taken, in one sentence. */
export class BadRescueFile extends Error {}

/** @returns the encrypted file */
export function sealRescue(rescue: Rescue, phrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(plain(phrase))
  encrypter.setScryptWorkFactor(rescue_work_factor_log2)
  return encrypter.encrypt(JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, ...rescue }))
}

/** @throws BadRescueFile */
export async function openRescue(file: Uint8Array, phrase: string): Promise<Rescue> {
  if (file.byteLength > rescue_bytes_max) throw new BadRescueFile('This file is too large to be a rescue file.')
  if (!startsAsAge(file)) throw new BadRescueFile('This is not a rescue file.')
  const data = parsed(await decrypted(file, phrase))
  const version = (data as { version?: unknown } | undefined)?.version
  if (typeof version === 'number' && version > FORMAT_VERSION) throw new BadRescueFile('This rescue file was made by a newer version of Hallpass; update this laptop first. Nothing was changed.')
  if (data === undefined || validate(rescueSchema, data).length > 0) throw new BadRescueFile('This file opens, but it does not hold the work of a Hallpass station. Nothing was changed.')
  const { format: _format, version: _version, ...rescue } = data as Static<typeof rescueSchema>
  return rescue as Rescue
}

const AGE_HEADER = 'age-encryption.org/v1\n'

function startsAsAge(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, AGE_HEADER.length)).toString('latin1') === AGE_HEADER
}

async function decrypted(file: Uint8Array, phrase: string): Promise<string> {
  // The file says how dear its phrase is to check; a hostile one must not make this process work for hours.
  const logN = Number(/^-> scrypt \S+ (\d{1,3})$/m.exec(Buffer.from(file.subarray(0, 200)).toString('latin1'))?.[1])
  if (!(logN <= rescue_work_factor_log2_max)) throw new BadRescueFile('This is not a rescue file of Hallpass.')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(plain(phrase))
  try {
    return await decrypter.decrypt(file, 'text')
  } catch {
    throw new BadRescueFile('The phrase does not open this file, or the file is damaged. Nothing was changed.')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As it may be typed: small letters, other dashes and spaces. */
function plain(phrase: string): string {
  return phrase.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
}
