import { describe, expect, it } from 'vitest'
import type { Candidate, WarningCode } from '../../src-shared/desk.ts'
import { ApiProblem, problemOf } from '../../src-renderer/api/api-problem.ts'
import { createEventParser } from '../../src-renderer/api/event-parser.ts'
import { afterEvent, useLive } from '../../src-renderer/api/live-store.ts'
import { formatRoute, parseRoute } from '../../src-renderer/app/route-store.ts'
import { forget, IDENTITY_STEPS, remember, toggleStep, useDesk } from '../../src-renderer/features/check-in/desk-store.ts'
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
  it('keeps ticks in the order of the steps, for each candidate, until they are written', () => {
    toggleStep('r1', 'Rules signed')
    toggleStep('r1', 'Photo ID matches')
    toggleStep('r2', 'Photo taken')
    expect(useDesk.getState().ticked).toEqual({ r1: ['Photo ID matches', 'Rules signed'], r2: ['Photo taken'] })
    toggleStep('r1', 'Rules signed')
    remember({ registration: 'r1', name: 'Jürgen Müller', kind: 'check-in' })
    expect(useDesk.getState().ticked).toEqual({ r2: ['Photo taken'] })
    forget('r2')
    expect(useDesk.getState().last?.registration).toBe('r1')
    forget('r1')
    expect(useDesk.getState().last).toBeNull()
  })
})

describe('what the desk may do', () => {
  const candidate = (state: Candidate['state'], ...codes: WarningCode[]) => ({ state, warnings: codes.map((code) => ({ code, detail: {} })) }) as unknown as Candidate
  it('is to check in, twice confirmed where something is missing or wrong', () => {
    expect(standingOf(candidate('expected'), IDENTITY_STEPS)).toEqual({ phase: 'to-come', missing: [], doubtful: false })
    expect(standingOf(candidate('expected'), ['Second ID'])).toMatchObject({ phase: 'to-come', missing: ['Photo ID matches', 'Photo taken', 'Rules signed'], doubtful: true })
    expect(standingOf(candidate('other-day', 'wrong-day'), IDENTITY_STEPS)).toMatchObject({ phase: 'to-come', doubtful: true })
    expect(standingOf(candidate('expected', 'late'), IDENTITY_STEPS)).toMatchObject({ phase: 'to-come', doubtful: false })
  })
  it('is nothing where the registration or the sitting is cancelled', () => {
    expect(standingOf(candidate('cancelled', 'cancelled'), IDENTITY_STEPS).phase).toBe('blocked')
    expect(standingOf(candidate('expected', 'event-cancelled'), IDENTITY_STEPS).phase).toBe('blocked')
  })
  it('is to undo where somebody is in or absent', () => {
    expect(standingOf(candidate('late', 'already-in'), []).phase).toBe('in')
    expect(standingOf(candidate('absent', 'late'), []).phase).toBe('absent')
  })
})
