import { describe, expect, it } from 'vitest'
import { leftAt, movesOf, orderAt, signatureAt, stateAt } from '../../src-renderer/features/clock/clock-order.ts'
import { leftText, shortName, sinceText, typedTime } from '../../src-renderer/ui/clock-time.ts'
import type { ClockRow } from '../../src-shared/desk/clock.ts'

const NOW = Date.parse('2026-11-23T19:00:00.000Z')
const minute = 60_000
const at = (minutes: number) => new Date(NOW + minutes * minute).toISOString()
const row = (id: string, minutes: number, more: Partial<ClockRow> = {}): ClockRow => ({
  id, name: id, sort_name: id, code: `EL-${id}`, seat: null, accommodations: [], extra_minutes: 0, given_minutes: 0,
  ends_at: at(minutes), clock_ends_at: at(minutes), break_minutes: 0, standing: null, on_break: false, waiting: false, ...more,
})
const onBreak = (id: string, left: number) => row(id, left, { standing: { kind: 'break', since: at(-5), left_ms: left * minute }, on_break: true })
const ids = (rows: readonly ClockRow[]) => rows.map(({ id }) => id)

describe('the order of a clock', () => {
  const rows = [row('Ó', -3), row('Müller', 90, { sort_name: 'Müller, Jürgen', seat: '14' }), onBreak('Li', 40), row('Brown', 4, { seat: '3' })]

  it('is next to finish first, with the finished last', () => {
    const order = orderAt(rows, NOW, { filter: 'all', text: '' })
    expect(ids(order.rows)).toEqual(['Brown', 'Li', 'Müller', 'Ó'])
    expect(order.next?.id).toBe('Brown')
    expect(order.counts).toEqual({ all: 4, running: 2, break: 1, finished: 1 })
  })
  it('stands with a clock that stands, and goes on with the others', () => {
    expect(rows.map((one) => stateAt(one, NOW))).toEqual(['finished', 'running', 'break', 'soon'])
    expect(leftAt(rows[2]!, NOW + 60 * minute)).toBe(40 * minute)
    expect(ids(orderAt(rows, NOW + 60 * minute, { filter: 'all', text: '' }).rows)).toEqual(['Müller', 'Li', 'Ó', 'Brown'])
    expect(signatureAt(rows, NOW)).not.toBe(signatureAt(rows, NOW + 10 * minute))
  })
  it.each([['14', ['Müller']], ['muller', ['Müller']], ['03', ['Brown']], ['el-li', ['Li']], ['1', []], ['', ['Brown', 'Li', 'Müller', 'Ó']]])('finds %j', (text, found) => {
    expect(ids(orderAt(rows, NOW, { filter: 'all', text }).rows)).toEqual(found)
  })
  it.each([['running', ['Brown', 'Müller']], ['break', ['Li']], ['finished', ['Ó']]] as const)('filters %s', (filter, found) => {
    expect(ids(orderAt(rows, NOW, { filter, text: '' }).rows)).toEqual(found)
  })
  it('says whom a give-back moves: those with time left, or the chosen ones', () => {
    expect(movesOf(rows, NOW, 11, null)).toEqual([4, 40, 90].map((end) => ({ from: NOW + end * minute, to: NOW + (end + 11) * minute, n: 1 })))
    expect(movesOf(rows, NOW, 5, new Set(['Ó']))).toEqual([{ from: NOW - 3 * minute, to: NOW + 2 * minute, n: 1 }])
  })
})

describe('times and names on a clock', () => {
  it('says what is left and how long something lasts', () => {
    expect([leftText(5_052_000), leftText(251_001), leftText(0), leftText(-9)]).toEqual(['1:24:12', '0:04:12', '0:00:00', '0:00:00'])
    expect([sinceText(291_999), sinceText(-1)]).toEqual(['4:51', '0:00'])
  })
  it('shortens a family name first, and leaves what is written otherwise', () => {
    expect(['Müller, Jürgen', 'Ó, Seán', '李, 娜', '김민준', 'Nguyễn Thị Hồng Ánh', 'Suharti'].map(shortName)).toEqual(['Müller J.', 'Ó S.', '李娜', '김민준', 'Nguyễn Thị Hồng Ánh', 'Suharti'])
  })
  it.each([['9:48', '2026-11-23T17:48:00.000Z'], ['0948', '2026-11-23T17:48:00.000Z'], ['11.05', '2026-11-23T19:05:00.000Z'], ['23h50', '2026-11-23T07:50:00.000Z'], ['22:30', '2026-11-24T06:30:00.000Z'], ['24:00', null], ['9', null], ['noon', null], ['9:60', null]])('reads %j at the venue', (text, instant) => {
    expect(typedTime(text, '2026-11-23T19:00:30.000Z', 'America/Los_Angeles', 'en')).toBe(instant)
  })
})
