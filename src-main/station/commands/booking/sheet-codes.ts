/** Codes of scrap paper: new ones that never repeat, and given ones as they are printed. */
import { createHash } from 'node:crypto'

/** Crockford's base32: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const code_letters = 10
const group_letters = 5

/** A new code, SP-XXXXX-XXXXX, from a new id: 50 bits, so that no list of used codes is needed. */
export function codeFromId(id: string): string {
  const digest = createHash('sha256').update(`scrap paper ${id}`).digest()
  const letters = Array.from({ length: code_letters }, (_, i) => ALPHABET[(digest[i] ?? 0) % ALPHABET.length]).join('')
  return grouped(letters)
}

/** A code as it is stored: trimmed, in upper case. */
export function sheetCode(given: string): string {
  return given.trim().toUpperCase()
}

/** Spellings under which a code may be stored, the literal one first: typed without hyphens, or with O for 0. */
export function sheetCodeSpellings(given: string): string[] {
  const literal = sheetCode(given)
  const letters = /^SP[-\s]?([0-9A-Z]{5})[-\s]?([0-9A-Z]{5})$/.exec(literal)
  if (!letters) return [literal]
  const read = `${letters[1]}${letters[2]}`.replaceAll('O', '0').replace(/[IL]/g, '1')
  return [...new Set([literal, grouped(read)])]
}

function grouped(letters: string): string {
  return `SP-${letters.slice(0, group_letters)}-${letters.slice(group_letters)}`
}
