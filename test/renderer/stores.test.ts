import { describe, expect, it } from 'vitest'
import type { Candidate, WarningCode } from '../../src-shared/desk.ts'
import { ApiProblem, problemOf } from '../../src-renderer/api/api-problem.ts'
import { createEventParser } from '../../src-renderer/api/event-parser.ts'
import { afterEvent, useLive } from '../../src-renderer/api/live-store.ts'
import { formatRoute, parseRoute } from '../../src-renderer/app/route-store.ts'
import { DESK_SETTINGS_DEFAULT } from '../../src-shared/desk/settings.ts'
import { forget, leaveOut, remember, toggleAll, toggleStep, useDesk } from '../../src-renderer/features/check-in/desk-store.ts'
import { checksOf, missingOf, stepsOf, tickable } from '../../src-renderer/features/check-in/identity.ts'
import { standingOf } from '../../src-renderer/features/check-in/standing.ts'
import { fieldOf } from '../../src-renderer/features/join/field-of.ts'
import { activeBindings } from '../../src-renderer/ui/key-store.ts'

describe('routes', () => {
  it('come back from their address', () => {
    for (const route of [
      { place: 'today', event: null, registration: null },
      { place: 'roster', event: 'a/b c', registration: 'ré#1' },
      { place: 'roster', event: null, registration: 'r1' },
    ] as const) expect(parseRoute(formatRoute(route))).toEqual(route)
  })
  it('are today where the address is nonsense', () => {
    for (const hash of ['', '#/nowhere', '#/%E0%A4%A', '#//']) expect(parseRoute(hash).place).toBe('today')
  })
})

describe('server-sent events', () => {
  it('are read in whatever pieces they come', () => {
    const text = ': hello\n\nevent: change\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: 2\n\nid: 7\n\n'
    for (let size = 1; size <= text.length; size += 1) {
      const heard: string[] = []
      const feed = createEventParser((data) => heard.push(data))
      for (let at = 0; at < text.length; at += size) feed(text.slice(at, at + size))
      expect(heard).toEqual(['{"a":\n1}', '2'])
    }
  })
})

describe('live events', () => {
  const live = useLive.getState()
  it('read everything again when the station is back', () => {
    const away = afterEvent(live, { type: 'station', state: 'restarting' })
    expect([away.station, away.changes]).toEqual(['restarting', live.changes])
    expect(afterEvent(away, { type: 'station', state: 'ready' }).changes).toBe(live.changes + 1)
  })
  it('keep the line', () => {
    const line = { online: false, paused: false, since: '2026-11-23T17:02:00Z', pending: 12, conflicts: 0, last_error: null, hq: 'http://hq' }
    expect(afterEvent(live, { type: 'line', line }).line).toBe(line)
  })
})

describe('problems', () => {
  it('carry their code, their sentence and how long to wait', () => {
    const problem = problemOf({ status: 429, headers: { 'retry-after': '30' }, body: { type: 'urn:hallpass:problem:too-many', detail: 'Wait.' } })
    expect([problem.code, problem.message, problem.retry_after_seconds]).toEqual(['too-many', 'Wait.', 30])
    expect(problemOf({ status: 502, headers: {}, body: null }).code).toBe('unknown')
  })
  it('of joining stand next to the field they are about', () => {
    const problem = (status: number, path?: string) => new ApiProblem('invalid', status, '', path ? { errors: [{ path, message: '' }] } : {})
    expect([problem(400, '/site'), problem(401), problem(409), problem(404), problem(503)].map(fieldOf)).toEqual(['site', 'key', 'key', 'site', 'address'])
  })
})

describe('keys', () => {
  const run = () => undefined
  const groups = [
    { id: 'frame', bindings: [{ key: 'Ctrl+k', in_text: true, run }, { key: '1', hint: 'open', run }] },
    { id: 'form', bindings: [{ key: '1', hint: 'reason', run }, { key: 'Enter', in_text: true, shown_only: true, run }] },
  ]
  it('belong to what was opened last', () => {
    expect(activeBindings({ groups, in_text: false }).map(({ key, hint }) => [key, hint])).toEqual([['1', 'reason'], ['Ctrl+k', undefined]])
  })
  it('are the field’s own while one is typed into', () => {
    expect(activeBindings({ groups, in_text: true }).map(({ key }) => key)).toEqual(['Enter', 'Ctrl+k'])
  })
})

describe('the desk', () => {
  it('keeps steps for each candidate until they are written', () => {
    toggleStep('r1', 'Rules signed')
    toggleStep('r1', 'Photo ID matches')
    toggleStep('r2', 'Photo taken')
    expect(useDesk.getState().progress).toEqual({ r1: { ticked: ['Rules signed', 'Photo ID matches'], left_out: {} }, r2: { ticked: ['Photo taken'], left_out: {} } })
    toggleStep('r1', 'Rules signed')
    leaveOut('r2', 'Photo taken', 'No camera')
    expect(useDesk.getState().progress['r2']).toEqual({ ticked: [], left_out: { 'Photo taken': 'No camera' } })
    toggleAll('r2', ['Photo taken', 'Second ID'])
    expect(useDesk.getState().progress['r2']).toEqual({ ticked: ['Photo taken', 'Second ID'], left_out: {} })
    toggleAll('r2', ['Photo taken', 'Second ID'])
    expect(useDesk.getState().progress['r2']).toEqual({ ticked: [], left_out: {} })
    remember({ registration: 'r1', name: 'Jürgen Müller', kind: 'check-in' })
    expect(Object.keys(useDesk.getState().progress)).toEqual(['r2'])
    forget('r2')
    expect(useDesk.getState().last?.registration).toBe('r1')
    forget('r1')
    expect(useDesk.getState().last).toBeNull()
  })
})

describe('what the desk may do', () => {
  const candidate = (state: Candidate['state'], ...codes: WarningCode[]) => ({ state, warnings: codes.map((code) => ({ code, detail: {} })) }) as unknown as Candidate
  const facts = (more: object = {}) => ({ settings: DESK_SETTINGS_DEFAULT, photo: null, signature: null, locker: null, ...more })
  const ticking = (...ticked: string[]) => stepsOf(facts(), { ticked, left_out: {} })
  const all = ticking(...DESK_SETTINGS_DEFAULT.steps.map(({ name }) => name))
  it('is to check in, twice confirmed where something is missing or wrong', () => {
    expect(standingOf(candidate('expected'), all)).toEqual({ phase: 'to-come', missing: [], doubtful: false })
    const some = standingOf(candidate('expected'), ticking('Second ID'))
    expect(some).toMatchObject({ phase: 'to-come', doubtful: true })
    expect(some.missing.map(({ name }) => name)).toEqual(['Photo ID matches', 'Photo taken', 'Rules signed'])
    expect(standingOf(candidate('other-day', 'wrong-day'), all)).toMatchObject({ phase: 'to-come', doubtful: true })
    expect(standingOf(candidate('expected', 'late'), all)).toMatchObject({ phase: 'to-come', doubtful: false })
  })
  it('asks for what a venue requires: done by what is there, or left out with a reason, in the order of its steps', () => {
    const steps = [{ name: 'ID', kind: 'check', required: true }, { name: 'Face', kind: 'photo', required: true }, { name: 'Locker', kind: 'locker', required: true }, { name: 'Bag', kind: 'check', required: false }] as const
    const venue = { settings: { ...DESK_SETTINGS_DEFAULT, steps: [...steps] }, signature: null, locker: '12' }
    const photo = { id: 'p', kind: 'photo', media_type: 'image/jpeg', taken_at: '', taken_by: '', keep_until: '' } as const
    const shown = stepsOf({ ...venue, photo }, { ticked: ['ID'], left_out: {} })
    expect([missingOf(shown), checksOf(shown), tickable(shown)]).toEqual([[], ['ID', 'Face', 'Locker'], ['ID', 'Bag']])
    const without = stepsOf({ ...venue, photo: null }, { ticked: ['ID'], left_out: { Face: 'No camera' } })
    expect([missingOf(without), checksOf(without)]).toEqual([[], ['ID', 'Face: not possible (No camera)', 'Locker']])
    expect(missingOf(stepsOf({ ...venue, photo: null }, { ticked: [], left_out: {} })).map(({ name }) => name)).toEqual(['ID', 'Face'])
  })
  it('is nothing where the registration or the sitting is cancelled', () => {
    expect(standingOf(candidate('cancelled', 'cancelled'), all).phase).toBe('blocked')
    expect(standingOf(candidate('expected', 'event-cancelled'), all).phase).toBe('blocked')
  })
  it('is to undo where somebody is in or absent', () => {
    expect(standingOf(candidate('late', 'already-in'), []).phase).toBe('in')
    expect(standingOf(candidate('absent', 'late'), []).phase).toBe('absent')
  })
})
