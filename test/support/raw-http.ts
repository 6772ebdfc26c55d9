/** HTTP as bytes on a socket, for what no client library would send. */
import { connect } from 'node:net'

/** Sends text and answers everything that comes back until the other side closes. */
export function rawHttp(port: number, text: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(text))
    const received: Buffer[] = []
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(received).toString('utf8')))
    socket.on('error', (error) => (received.length > 0 ? undefined : reject(error)))
  })
}

/** The status of a raw answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
}
