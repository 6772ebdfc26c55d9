/** What the pictures are drawn from, and what a corrected write is made of. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeLineNotes } from '../../src-main/station/desk/line-history.ts'
import { fixFields } from '../../src-main/station/desk/fix-fields.ts'
import { correctedInput } from '../../src-main/station/commands/corrected-input.ts'
import { runsOf } from '../../src-renderer/features/print/barcode.tsx'
import { correctionOf } from '../../src-renderer/features/sync-status/correction.ts'
import { arrivalsPath } from '../../src-renderer/ui/charts/arrivals-path.ts'
import { line_parts_max } from '../../src-shared/limits.ts'

const at = (minutes: number) => new Date(minutes * 60_000).toISOString()

describe('arrivals', () => {
  it('climb in steps from the ground to everybody', () => {
    const frame = { from: 0, to: 100 * 60_000, most: 4, width: 100, height: 41 }
    expect(arrivalsPath([{ at: at(0), in: 0 }, { at: at(50), in: 2 }, { at: at(100), in: 4 }], frame)).toEqual({ line: 'M0 41H50V21H100V1', area: 'M0 41H50V21H100V1V41H0Z' })
    expect(arrivalsPath([], frame)).toEqual({ line: '', area: '' })
    expect(arrivalsPath([{ at: at(0), in: 3 }], { ...frame, most: 0 }).line).toBe('M0 41')
  })
})

describe('what waited', () => {
  it('is carried on through the parts in which nothing changed, and kept at its most', () => {
    const notes = makeLineNotes()
    notes.note(at(1), { pending: 3, online: false })
    notes.note(at(4), { pending: 7, online: false })
    notes.note(at(5), { pending: 2, online: true })
    notes.note(at(31), { pending: 0, online: true })
    expect(notes.read()).toEqual({ part_minutes: 10, parts: [{ at: at(0), waiting: 7, online: false }, { at: at(10), waiting: 2, online: true }, { at: at(20), waiting: 2, online: true }, { at: at(30), waiting: 2, online: true }] })
  })

  it('never keeps more than its hours, whatever the clock does', () => {
    fc.assert(fc.property(fc.array(fc.record({ minute: fc.integer({ min: 0, max: 5_000 }), pending: fc.nat(50), online: fc.boolean() }), { maxLength: 30 }), (steps) => {
      const notes = makeLineNotes()
      for (const { minute, ...line } of steps) notes.note(at(minute), line)
      const { parts } = notes.read()
      expect(parts.length).toBeLessThanOrEqual(line_parts_max)
      expect(parts.map((part) => part.at)).toEqual([...new Set(parts.map((part) => part.at))].toSorted())
    }), { numRuns: 50 })
  })
})

describe('a barcode', () => {
  it('is drawn bar by bar', () => {
    expect(runsOf('110100111')).toEqual([[0, 2], [3, 1], [6, 3]])
    expect(runsOf('')).toEqual([])
  })
})

describe('a correction', () => {
  const input = { event: '0e000000-0000-4000-8000-000000000001', Assessment: 'WELD-2', changes: { state: 'BC', score: 61, group_id: 'g' }, Accommodations: [{ Type: 'x' }] }

  it('offers the values that can be corrected, what the refusal speaks of first', () => {
    expect(fixFields(input, 'Score 61 is too high.')).toEqual([{ path: ['changes', 'score'], value: 61, meant: true }, { path: ['Assessment'], value: 'WELD-2', meant: false }, { path: ['changes', 'state'], value: 'BC', meant: false }])
    expect(fixFields(null, null)).toEqual([])
  })

  it('is sent in the shape of the write, only what is different', () => {
    const fields = fixFields(input, null)
    const texts = fields.map(({ path, value }) => (path.at(-1) === 'score' ? ' 58,5 ' : String(value)))
    expect(correctionOf(fields, texts)).toEqual({ value: { changes: { score: 58.5 } } })
    expect(correctedInput(input, { changes: { score: 58.5 } })).toEqual({ ...input, changes: { ...input.changes, score: 58.5 } })
    expect(correctionOf(fields, fields.map(({ value }) => String(value)))).toEqual({ value: null })
    expect(correctionOf([{ path: ['score'], value: 1, meant: false }], ['one'])).toEqual({ wrong: 0 })
  })

  it.each([[{}], ['WELD-1'], [null], [[1]], [{ Other: 1 }], [{ changes: { other: 1 } }], [{ changes: {} }]])('takes nothing that the write does not have: %j', (given) => {
    expect(correctedInput(input, given)).toBeUndefined()
  })
})
