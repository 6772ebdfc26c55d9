/** A station's half of pairing: shows the hub that it knows the code, and believes only a hub that knows it too. */
import { connect, type TLSSocket } from 'node:tls'
import { request as httpRequest } from 'node:http'
import { isIP } from 'node:net'
import { pairAnswerSchema, type PairAnswer, type PairRequest } from '../../../src-shared/hub.ts'
import { desk_name_characters_max, pairing_body_bytes_max, pairing_timeout_ms } from '../../../src-shared/limits.ts'
import { readPairingCode } from '../../../src-shared/pairing-code.ts'
import { pairingReasonOf, refusePairing, type PairingReason } from '../../../src-shared/pairing-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { validate } from '../commands/validate.ts'
import { placeOf, tenantOf } from '../desk/place.ts'
import type { Store } from '../store/store.ts'
import { deviceIdentity, type DeviceIdentity } from './device-identity.ts'
import { readHubAddress, type HubAddress } from './hub-address.ts'
import type { PairedHub } from './paired-hub.ts'
import { pairingProofs, sameProof } from './pairing-proof.ts'
import { peerOf } from './peer.ts'

export interface Pairing {
  store: Store
  /** As it was typed. */
  address: string
  /** As it was typed. */
  code: string
  /** What this laptop is called. */
  name: string
  /** ISO 8601 instant. */
  now: () => string
}

interface Line {
  socket: TLSSocket
  /** As it stands in the Host header. */
  host: string
}

/** A pairing that failed; nothing was stored. */
class Failed extends Error {
  readonly reason: PairingReason
  constructor(reason: PairingReason) {
    super(reason)
    this.reason = reason
  }
}

/** Asks the hub; stores nothing. @returns what to remember, or why not */
export async function pairWithHub({ store, address, code, name, now }: Pairing): Promise<PairedHub | Refusal> {
  const at = readHubAddress(address)
  if (!at) return refusePairing('address')
  const known = readPairingCode(code)
  if (known === undefined) return refusePairing('code')
  const identity = await deviceIdentity(store)
  try {
    const socket = await reach(at, identity)
    try {
      return { ...(await prove({ socket, host: new URL(at.url).host }, identity, known, { name: name.slice(0, desk_name_characters_max), ...whose(store) })), url: at.url, paired_at: now() }
    } finally {
      socket.destroy()
    }
  } catch (error) {
    return refusePairing(error instanceof Failed ? error.reason : 'unreachable')
  }
}

/** Whose records this station holds already. */
function whose(store: Store): Pick<PairRequest, 'tenant' | 'site'> {
  return placeOf(store) ?? (tenantOf(store) === undefined ? {} : { tenant: tenantOf(store) })
}

/** Opens TLS with whoever answers; who that is shows only afterwards. */
function reach({ host, port }: HubAddress, { key, certificate }: DeviceIdentity): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, key, cert: certificate, minVersion: 'TLSv1.3', rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) })
    let connected = false
    socket.setTimeout(pairing_timeout_ms, () => socket.destroy(new Failed(connected ? 'stranger' : 'unreachable')))
    socket.once('connect', () => (connected = true))
    socket.once('secureConnect', () => resolve(socket))
    // Whatever answers without speaking TLS 1.3 is no hub.
    socket.on('error', (error) => reject(error instanceof Failed ? error : new Failed(connected ? 'stranger' : 'unreachable')))
    socket.once('close', () => reject(new Failed(connected ? 'stranger' : 'unreachable')))
  })
}

async function prove({ socket, host }: Line, identity: DeviceIdentity, code: string, about: Omit<PairRequest, 'proof'>): Promise<Omit<PairedHub, 'url' | 'paired_at'>> {
  const hub = peerOf(socket)
  if (!hub) throw new Failed('stranger')
  const proofs = await pairingProofs(code, { hub: hub.fingerprint, desk: identity.fingerprint, binding: hub.binding })
  const { tenant, site, name } = await ask({ socket, host }, { proof: proofs.desk, ...about }, proofs.hub)
  return { tenant, site, name, certificate: hub.certificate, fingerprint: hub.fingerprint }
}

async function ask(line: Line, request: PairRequest, expected: string): Promise<PairAnswer> {
  const { status, data } = await post(line, JSON.stringify(request))
  // Nothing that an unproven other side says is shown to anyone: it may only choose among the sentences that are here.
  if (status !== 200) throw new Failed(pairingReasonOf(data) ?? (status >= 500 ? 'busy' : 'stranger'))
  if (validate(pairAnswerSchema, data).length > 0) throw new Failed('stranger')
  const answer = data as PairAnswer
  if (!sameProof(answer.proof, expected)) throw new Failed('middle')
  return answer
}

function post({ socket, host }: Line, body: string): Promise<{ status: number; data: unknown }> {
  return new Promise((resolve, reject) => {
    const stranger = () => reject(new Failed('stranger'))
    const headers = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' }
    const sent = httpRequest({ createConnection: () => socket, method: 'POST', path: '/hub/pair', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
        if (text.length > pairing_body_bytes_max) socket.destroy(new Failed('stranger'))
      })
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, data: parsed(text) }))
      answer.once('error', stranger)
    })
    sent.once('error', stranger)
    sent.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
