/** Who this station is to others on the network: one key and certificate for life, kept in the encrypted database alone. */
import { X509Certificate } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { makeCertificate, type KeyPair } from './make-certificate.ts'

const META = 'device_identity'

export interface DeviceIdentity extends KeyPair {
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string
}

/** Made on first need. */
export async function deviceIdentity({ meta }: Pick<Store, 'meta'>): Promise<DeviceIdentity> {
  if (meta.get(META) === undefined) {
    const made = JSON.stringify(await makeCertificate())
    // Somebody else may have been quicker while it was made.
    if (meta.get(META) === undefined) meta.set(META, made)
  }
  const pair = JSON.parse(meta.get(META) ?? '') as KeyPair
  return { ...pair, fingerprint: fingerprintOf(new X509Certificate(pair.certificate)) }
}

/** SHA-256 of a certificate in hexadecimal, without the colons that Node puts in. */
export function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}
