/** The short code that pairs a desk with its site's hub: how it is written, said and typed. */
import { pairing_code_characters } from './limits.ts'

/** Digits and capitals without 0 and O, 1 and I, which sound or look alike: 32 signs, 5 bits each. */
export const PAIRING_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

const group_characters = 5

/** The code as it was typed or said: small letters, spaces and hyphens make no difference. Undefined where it cannot be one. */
export function readPairingCode(text: string): string | undefined {
  const code = text.normalize('NFKC').toUpperCase().replaceAll(/[\s\-‐‑‒–—−_.]/g, '')
  return code.length === pairing_code_characters && [...code].every((sign) => PAIRING_ALPHABET.includes(sign)) ? code : undefined
}

/** "7QK2M-4XWTA", in groups that can be read aloud. */
export function showPairingCode(code: string): string {
  return (code.match(new RegExp(`.{1,${group_characters}}`, 'g')) ?? []).join('-')
}
