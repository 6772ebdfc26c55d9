import { describe, expect, it } from 'vitest'
import { zoneOffsets } from '../../../src-main/station/desk/zone-offsets.ts'

const around = (zone: string) => zoneOffsets('2026-11-22T12:00:00Z', zone)

describe('zoneOffsets', () => {
  it('names each change of the clocks to the minute', () => {
    expect(around('America/New_York').map(({ from, minutes }) => [from, minutes]).slice(1)).toEqual([
      ['2025-11-02T06:00:00.000Z', -300], ['2026-03-08T07:00:00.000Z', -240], ['2026-11-01T06:00:00.000Z', -300],
      ['2027-03-14T07:00:00.000Z', -240], ['2027-11-07T06:00:00.000Z', -300],
    ])
  })

  it.each([['Asia/Kathmandu', 345], ['UTC', 0], ['Nowhere/Land', 0]])('%s keeps one offset of %d minutes', (zone, minutes) => {
    expect(around(zone).map((offset) => offset.minutes)).toEqual([minutes])
  })
})
