import { describe, expect, it } from 'vitest'
import { burstAfter, burst_characters_min, burst_gap_ms, NO_BURST, scannedCode } from '../../src-renderer/ui/burst.ts'

/** Types a text with one gap between all keys; answers the code, where Enter after one more gap ends a scan. */
function typed(text: string, gap: number, lastGap = gap): string | null {
  let at = 1000
  let burst = NO_BURST
  for (const key of text) burst = burstAfter(burst, key, (at += gap))
  return scannedCode(burst, at + lastGap)
}

describe('a wedge scanner', () => {
  it('is heard at its own speed, up to the longest gap', () => {
    expect(typed('EL-20417', 2)).toBe('EL-20417')
    expect(typed('EL-20417', burst_gap_ms)).toBe('EL-20417')
  })
  it('is not a fast typist', () => {
    expect(typed('mull', burst_gap_ms + 1)).toBeNull()
    expect(typed('mull', 120)).toBeNull()
  })
  it('sends at least so many characters: the keys 1 2 3 and Enter are keys', () => {
    expect(typed('1234'.slice(0, burst_characters_min - 1), 2)).toBeNull()
    expect(typed('1234', 2)).toBe('1234')
  })
  it('ends with Enter at once; an Enter later is somebody who typed', () => {
    expect(typed('EL-20417', 2, burst_gap_ms + 1)).toBeNull()
  })
  it('does not take over what was typed before it', () => {
    let burst = burstAfter(NO_BURST, 'm', 1000)
    for (const [index, key] of [...'SP-1'].entries()) burst = burstAfter(burst, key, 1500 + index)
    expect(scannedCode(burst, 1505)).toBe('SP-1')
  })
  it('does not grow without end', () => {
    expect(typed('x'.repeat(100_000), 1)?.length).toBeLessThanOrEqual(200)
  })
})
