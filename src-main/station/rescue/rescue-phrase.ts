/** The phrase of a rescue file: made, not chosen, so that it is worth something, and shown once. */
import { randomInt } from 'node:crypto'

/** Without 0, O, 1, I, L and U: none can be taken for another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 5
const letters_per_group = 4

/** "7KQM-…": 20 letters of 30, 98 bits. */
export function newRescuePhrase(): string {
  const group = () => Array.from({ length: letters_per_group }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
