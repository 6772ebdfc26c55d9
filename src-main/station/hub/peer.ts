/** What TLS knows of the other side of a connection. Nothing here is taken from what the other side says of itself. */
import { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import { fingerprintOf } from './device-identity.ts'

export interface Peer {
  /** SHA-256 of the certificate whose key the other side holds. */
  fingerprint: string
  /** PEM. */
  certificate: string
  binding: Buffer
}

const binding_bytes = 32
/** RFC 9266. */
const BINDING_LABEL = 'EXPORTER-Channel-Binding'

/** Undefined where the connection is not TLS 1.3 or the other side has shown no certificate. */
export function peerOf(socket: Socket): Peer | undefined {
  if (!(socket instanceof TLSSocket) || socket.getProtocol() !== 'TLSv1.3') return undefined
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) return undefined
  return { fingerprint: fingerprintOf(certificate), certificate: certificate.toString(), binding: socket.exportKeyingMaterial(binding_bytes, BINDING_LABEL, Buffer.alloc(0)) }
}

/** The fingerprint of the certificate that this side shows on a connection. */
export function ownFingerprint(socket: Socket): string | undefined {
  const own = socket instanceof TLSSocket ? socket.getX509Certificate() : undefined
  return own && fingerprintOf(own)
}
