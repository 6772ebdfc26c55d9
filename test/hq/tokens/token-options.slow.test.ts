/** `hq --jwt-…` on the command line, with a file of keys. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { ask, hallpass, makeKey, serve } from '../../main/cli/cli-process.ts'
import { tempFolder } from '../../support/temp-folder.ts'

it('takes tokens of the configured issuer beside keys', async () => {
  const parent = tempFolder()
  const folder = join(parent, 'hq')
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const file = join(parent, 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] }))
  const key = await makeKey(folder, 'bc')
  const hq = await serve(['hq', '--data', folder, '--port', '0', '--jwt-issuer', 'https://id.example.test', '--jwt-audience', 'hallpass', '--jwt-jwks', file])
  const token = (audience: string) => new SignJWT({ tenant: 'bc', scope: 'admin' }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer('https://id.example.test').setAudience(audience).setSubject('ana').setExpirationTime('5 minutes').sign(privateKey)
  const status = async (credential: string) => (await ask(hq, 'GET', '/certifications/bc', credential)).status
  expect([await status(`Bearer ${await token('hallpass')}`), await status(await token('another')), await status(key)]).toEqual([200, 401, 200])
  expect((await hq.stop()).code).toBe(0)
})

it('refuses a file that holds no keys with 2', async () => {
  const parent = tempFolder()
  const file = join(parent, 'keys.json')
  for (const [text, reason] of [['{', 'is not valid JSON'], ['{"keys":7}', 'holds no key set'], ['null', 'holds no key set']] as const) {
    writeFileSync(file, text)
    const refused = await hallpass(['hq', '--data', join(parent, 'hq'), '--jwt-issuer', 'i', '--jwt-audience', 'a', '--jwt-jwks', file])
    expect(refused).toEqual({ code: 2, stdout: '', stderr: `hallpass: --jwt-jwks ${file} ${reason}.\n` })
  }
})
