import { describe, expect, it } from 'vitest'
import { hashPin, isStoredPin, verifyPin } from '../../../src-main/station/desk/pin.ts'

describe('PIN', () => {
  it('is known again, and only itself', async () => {
    const stored = await hashPin('2468')
    expect(await verifyPin('2468', stored)).toBe(true)
    expect(await verifyPin('2469', stored)).toBe(false)
    expect(await verifyPin('', stored)).toBe(false)
    expect(await verifyPin('2468 ', stored)).toBe(false)
  })

  it('has another salt and hash each time, at the agreed cost', async () => {
    const [a, b] = await Promise.all([hashPin('2468'), hashPin('2468')])
    expect(a).toMatchObject({ n: 32768, r: 8, p: 1 })
    expect(a.salt).not.toBe(b.salt)
    expect(a.hash).not.toBe(b.hash)
    expect(Buffer.from(a.salt, 'base64')).toHaveLength(16)
  })

  it('typed with full-width digits is the same PIN', async () => {
    expect(await verifyPin('\uff12\uff14\uff16\uff18', await hashPin('2468'))).toBe(true)
  })

  it('refuses a user without a PIN, and a stored one that asks for absurd work', async () => {
    const stored = await hashPin('2468')
    expect(await verifyPin('2468', undefined)).toBe(false)
    expect(isStoredPin({ ...stored, n: 2 ** 30 })).toBe(false)
    expect(await verifyPin('2468', { ...stored, n: 2 ** 30 })).toBe(false)
    expect(await verifyPin('2468', { ...stored, n: 3 })).toBe(false)
    expect(isStoredPin({ ...stored, hash: 'AA==' })).toBe(false)
  })
})
