/** A key and a self-signed certificate that names nobody: what counts is its fingerprint. */
import { webcrypto } from 'node:crypto'

export interface KeyPair {
  /** PKCS #8, PEM. */
  key: string
  /** X.509, PEM. */
  certificate: string
}

// Not Ed25519: the TLS of Electron's own process does not take it in certificates.
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
/** The certificate is pinned and removed by a person; a laptop's clock, which may be wrong, must not end it. */
const VALID = { notBefore: new Date('2000-01-01T00:00:00Z'), notAfter: new Date('9999-12-31T23:59:59Z') }

/** Made once in the life of a station, so the library is loaded only then. */
export async function makeCertificate(): Promise<KeyPair> {
  await import('reflect-metadata')
  const { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, PemConverter, X509CertificateGenerator, cryptoProvider } = await import('@peculiar/x509')
  cryptoProvider.set(webcrypto)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Hallpass station', keys, signingAlgorithm: ALGORITHM, ...VALID,
    extensions: [new BasicConstraintsExtension(false, undefined, true), new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
  })
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), certificate: certificate.toString('pem') }
}
