/**
 * Electron's archive of a few small texts: lengths, a JSON index, then the contents one after the other.
 * @param files text by name, without folders
 */
export function asarOf(files: Record<string, string>): Buffer {
  const index: Record<string, { size: number; offset: string }> = {}
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const)
  let offset = 0
  for (const [name, content] of contents) {
    index[name] = { size: content.length, offset: String(offset) }
    offset += content.length
  }
  const json = Buffer.from(JSON.stringify({ files: index }))
  const padded = Buffer.concat([json, Buffer.alloc(-json.length & 3)])
  const lengths = [4, 8 + padded.length, 4 + padded.length, json.length].map(uint32)
  return Buffer.concat([...lengths, padded, ...contents.map(([, content]) => content)])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
