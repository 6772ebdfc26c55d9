/** Answers to what is not even HTTP: too slow, too large, or garbage. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { PROBLEMS, problemDocument, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { PROBLEM_TYPE } from './send-refusal.ts'

export function answerBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  // The other side has gone, or has had its answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = refusalOf(error.code)
  const { status } = PROBLEMS[refusal.refused]
  const body = JSON.stringify(problemDocument(refusal))
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, `Content-Type: ${PROBLEM_TYPE}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close']
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('timeout', 'The request took too long to arrive.')
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('headers-too-large', 'The headers of the request are too large.')
  return refuse('invalid', 'The request is not valid HTTP.')
}
