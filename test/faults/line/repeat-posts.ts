/** Sees the requests in what a client sends, and sends each POST once more. */
import { connect } from 'node:net'

const HEAD_END = Buffer.from('\r\n\r\n')
const request_bytes_max = 4_000_000

/**
 * @param later how long after the first the second comes, in milliseconds; undefined while nothing is to be repeated
 * @returns takes what the client sends, piece by piece
 */
export function repeatPosts(target: { host: string; port: number }, later: () => number | undefined): (data: Buffer) => void {
  let seen = Buffer.alloc(0)
  return (data) => {
    seen = seen.length + data.length > request_bytes_max ? Buffer.alloc(0) : Buffer.concat([seen, data])
    for (let length = requestLength(seen); length !== undefined; length = requestLength(seen)) {
      const request = seen.subarray(0, length)
      seen = seen.subarray(length)
      const ms = later()
      if (ms !== undefined && request.subarray(0, 5).toString() === 'POST ') setTimeout(() => sendAlone(target, request), ms).unref()
    }
  }
}

/** The bytes of the first request, undefined while it is not whole. */
function requestLength(data: Buffer): number | undefined {
  const end = data.indexOf(HEAD_END)
  if (end === -1) return undefined
  const body = Number(/\r\ncontent-length: *(\d+)/i.exec(data.subarray(0, end).toString('latin1'))?.[1] ?? 0)
  const whole = end + HEAD_END.length + body
  return data.length < whole ? undefined : whole
}

function sendAlone(target: { host: string; port: number }, request: Buffer): void {
  const socket = connect(target)
  socket.on('error', () => undefined).once('data', () => socket.destroy())
  socket.write(request)
}
