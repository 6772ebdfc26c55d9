/** Text of a file whose encoding nobody says: UTF-8 and UTF-16 with or without a mark, else Windows-1252. Pure. */

/** Bytes looked at to tell UTF-16 without a mark from the rest. */
const sample_bytes = 2_000

export function decodeText(bytes: Uint8Array): string {
  const known = markedEncoding(bytes) ?? wideEncoding(bytes)
  if (known !== null) return new TextDecoder(known).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function markedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

/** Letters of the Latin alphabet have a zero byte in UTF-16, always on the same side. */
function wideEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sample_bytes)
  let even = 0
  let odd = 0
  sample.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  if (odd > sample.length / 8 && even === 0) return 'utf-16le'
  return even > sample.length / 8 && odd === 0 ? 'utf-16be' : null
}
