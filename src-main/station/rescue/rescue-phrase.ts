/** The phrase of a rescue file: made, not chosen, so that it is worth something, and shown once. */
import { randomInt } from 'node:crypto'
import { PAIRING_ALPHABET } from '../../../src-shared/pairing-code.ts'

const groups = 5
const letters_per_group = 4

/** "7KQM-…": 20 letters of 32, 100 bits. */
export function newRescuePhrase(): string {
  const group = () => Array.from({ length: letters_per_group }, () => PAIRING_ALPHABET[randomInt(PAIRING_ALPHABET.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
