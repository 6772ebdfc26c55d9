/** The proof of a pairing: only the same code over the same two certificates and the same connection makes it. */
import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pairingProofs, sameProof, type Connection } from '../../../src-main/station/hub/pairing-proof.ts'
import { PAIRING_ALPHABET, readPairingCode, showPairingCode } from '../../../src-shared/pairing-code.ts'

const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const code = fc.string({ unit: fc.constantFrom(...PAIRING_ALPHABET), minLength: 10, maxLength: 10 })
const connection: fc.Arbitrary<Connection> = fc.record({ hub: hex, desk: hex, binding: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)) })

/** The same with one byte changed. */
const changed = (text: string, at: number) => {
  const bytes = Buffer.from(text, 'hex')
  bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << at % 8)
  return bytes.toString('hex')
}

it('any changed byte of either certificate, the connection, the code or the role makes another proof', async () => {
  await fc.assert(fc.asyncProperty(code, connection, fc.nat(31), fc.nat(9), async (code, seen, at, sign) => {
    const proofs = await pairingProofs(code, seen)
    expect(await pairingProofs(code, { ...seen })).toEqual(proofs)
    const otherSign = PAIRING_ALPHABET[(PAIRING_ALPHABET.indexOf(code[sign] ?? '') + 1) % PAIRING_ALPHABET.length]
    const others = await Promise.all([
      pairingProofs(code, { ...seen, hub: changed(seen.hub, at) }),
      pairingProofs(code, { ...seen, desk: changed(seen.desk, at) }),
      pairingProofs(code, { ...seen, binding: Buffer.from(changed(seen.binding.toString('hex'), at), 'hex') }),
      pairingProofs(code, { ...seen, hub: seen.desk, desk: seen.hub, binding: Buffer.concat([seen.binding, Buffer.alloc(1)]) }),
      pairingProofs(`${code.slice(0, sign)}${otherSign}${code.slice(sign + 1)}`, seen),
    ])
    const all = [proofs, ...others].flatMap(({ desk, hub }) => [desk, hub])
    expect(new Set(all).size).toBe(all.length)
    for (const other of all.slice(1)) expect(sameProof(proofs.desk, other)).toBe(false)
    expect(sameProof(proofs.desk, proofs.desk)).toBe(true)
  }), { numRuns: 2 * Number(process.env.HALLPASS_RUNS ?? 1) })
})

it('what is no proof is never the same as one', () => {
  const proof = randomBytes(32).toString('hex')
  for (const other of ['', 'zz', proof.slice(2), `${proof}00`, 'g'.repeat(64)]) expect([other, sameProof(proof, other)]).toEqual([other, false])
  expect(sameProof('', '')).toBe(false)
})

it('a code is read however it is typed, and nothing else is one', () => {
  fc.assert(fc.property(code, fc.constantFrom(' ', '-', '–', '.', '  ', ''), fc.boolean(), (code, between, small) => {
    const typed = [...code].join(between)
    expect(readPairingCode(small ? typed.toLowerCase() : typed)).toBe(code)
    expect(readPairingCode(showPairingCode(code))).toBe(code)
  }))
  expect(showPairingCode('7QK2M4XWTA')).toBe('7QK2M-4XWTA')
  for (const typed of ['', '7QK2M-4XWT', '7QK2M-4XWTAB', '7QK2M-4XWT0', '7QK2M-4XWTO', '7QK2M-4XWT1', 'é'.repeat(10), '7QK2M/4XWTA']) expect([typed, readPairingCode(typed)]).toEqual([typed, undefined])
})
