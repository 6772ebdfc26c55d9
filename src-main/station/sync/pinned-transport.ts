/** The network to a paired hub: TLS 1.3, this station's own certificate, and no other certificate than the hub's. */
import { Agent, request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { PeerCertificate } from 'node:tls'
import type { Transport, TransportRequest } from './ports.ts'
import { SyncFault } from './sync-fault.ts'

/** What this station shows, and what it takes. */
export interface Pin {
  /** PKCS #8, PEM. */
  key: string
  /** This station's certificate, PEM. */
  certificate: string
  /** The hub's certificate, PEM. */
  hub: string
  /** SHA-256 of the hub's certificate, in hexadecimal. */
  fingerprint: string
}

type Call = TransportRequest & { accept: string }

/** Codes of TLS for a certificate that is not the pinned one. */
const OTHER_CERTIFICATE = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/

/** @param base address of the hub, "https://192.168.1.20:4781" */
export function pinnedTransport(base: string, pin: Pin): Transport {
  const root = base.replace(/\/+$/, '')
  const agent = new Agent({
    key: pin.key, cert: pin.certificate, ca: [pin.hub], minVersion: 'TLSv1.3', keepAlive: true,
    // A resumed session shows no certificate, and a handshake in the same network costs next to nothing.
    maxCachedSessions: 0,
    checkServerIdentity: (_host, certificate) => otherThan(pin.fingerprint, certificate),
  })

  const send = ({ method, path, accept, body, idempotencyKey, signal }: Call): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = {
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      }
      const sent = httpsRequest(root + path, { agent, method, headers, signal }, resolve)
      sent.once('error', (error: NodeJS.ErrnoException) => reject(faultOfTls(error, root)))
      sent.end(body)
    })

  return {
    async request(request) {
      const answer = await send({ ...request, accept: 'application/json' })
      const { 'retry-after': retryAfter = null, 'x-last-evaluated-key': nextPage } = answer.headers
      return { status: answer.statusCode ?? 0, retryAfter, nextPage: typeof nextPage === 'string' ? nextPage : null, text: await textOf(answer) }
    },
    async stream(path, onText, signal) {
      const answer = await send({ method: 'GET', path, accept: 'text/event-stream', signal })
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream') ?? false
      if (answer.statusCode !== 200 || !isStream) {
        answer.destroy()
        throw new Error(`the stream answered with HTTP status ${answer.statusCode}`)
      }
      answer.setEncoding('utf8')
      for await (const text of answer) onText(text as string)
    },
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8')
  let text = ''
  for await (const part of answer) text += part as string
  return text
}

/** Trust was checked against the pinned certificate alone; this says so once more, whatever a library makes of chains. */
function otherThan(fingerprint: string, certificate: PeerCertificate): Error | undefined {
  const shown = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  return shown === fingerprint ? undefined : Object.assign(new Error('another certificate'), { code: 'ERR_TLS_CERT_OTHER' })
}

function faultOfTls(error: NodeJS.ErrnoException, root: string): Error {
  if (!OTHER_CERTIFICATE.test(error.code ?? '')) return error
  return new SyncFault('foreign', `Another machine than the hub that this desk was paired with answers at ${root}. Nothing was sent to it. If the hub was set up anew, pair with it again.`)
}
