/** One page of the encrypted file without SQLite: whether it is as it was written, and what it says. */
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'

export const page_bytes = 4_096
export const salt_bytes = 16
const iv_bytes = 16
const mac_bytes = 64
/** What a page holds apart from its nonce and checksum. */
export const usable_bytes = page_bytes - iv_bytes - mac_bytes
const key_bytes = 32
const block_bytes = 16
/** SQLCipher derives the key of the checksums from the page key in so many rounds, with a salt changed by this mask. */
const mac_key_rounds = 2
const mac_salt_mask = 0x3a
/** Page 1 begins with the salt and eight bytes of SQLite's header, which are not encrypted. */
const plain_header_bytes = 24
const MAGIC = Buffer.from('SQLite format 3\0')

export interface PageCipher {
  /** True where the keyed checksum over content and page number holds. */
  authentic(page: Buffer, number: number): boolean
  /** The content of an authentic page, `usable_bytes` long. */
  plain(page: Buffer, number: number): Buffer
}

/** @param key 64 hexadecimal digits; @param salt the first 16 bytes of the file */
export function makePageCipher(key: string, salt: Buffer): PageCipher {
  const pageKey = Buffer.from(key, 'hex')
  const macSalt = Buffer.from(salt.map((byte) => byte ^ mac_salt_mask))
  const macKey = pbkdf2Sync(pageKey, macSalt, mac_key_rounds, key_bytes, 'sha512')
  const start = (number: number) => (number === 1 ? plain_header_bytes : 0)
  return {
    authentic(page, number) {
      if (page.length !== page_bytes) return false
      const place = Buffer.alloc(4)
      place.writeUInt32LE(number)
      const mac = createHmac('sha512', macKey).update(page.subarray(start(number), usable_bytes + iv_bytes)).update(place).digest()
      return timingSafeEqual(mac, page.subarray(usable_bytes + iv_bytes))
    },
    plain(page, number) {
      const body = decrypted(pageKey, page.subarray(usable_bytes, usable_bytes + iv_bytes), page.subarray(start(number), usable_bytes))
      return number === 1 ? Buffer.concat([MAGIC, page.subarray(salt_bytes, plain_header_bytes), body]) : body
    },
  }
}

/** AES in CBC mode; where the length is no whole number of blocks (page 1) the last two share one, "ciphertext stealing". */
function decrypted(key: Buffer, iv: Buffer, text: Buffer): Buffer {
  const rest = text.length % block_bytes
  const whole = rest === 0 ? text.length : text.length - rest - block_bytes
  const cbc = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const body = Buffer.concat([cbc.update(text.subarray(0, whole)), cbc.final()])
  if (rest === 0) return body
  const stolen = text.subarray(whole + block_bytes)
  const last = oneBlock(key, text.subarray(whole, whole + block_bytes))
  const before = oneBlock(key, Buffer.concat([stolen, last.subarray(rest)]))
  return Buffer.concat([body, xor(before, text.subarray(whole - block_bytes, whole)), xor(last.subarray(0, rest), stolen)])
}

function oneBlock(key: Buffer, block: Buffer): Buffer {
  const ecb = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false)
  return Buffer.concat([ecb.update(block), ecb.final()])
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)))
}
