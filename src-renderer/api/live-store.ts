/** What the station tells unasked, as the window holds it: the line, the station's own state, and "something changed". */
import { create } from 'zustand'
import type { Line, LiveEvent, StationState } from '../../src-shared/ipc.ts'

interface Live {
  line: Line | null
  station: StationState
  message: string | null
  /** Grows with every change, so that what is shown is read again. */
  changes: number
}

export const useLive = create<Live>()(() => ({ line: null, station: 'ready', message: null, changes: 0 }))

/** The state after an event. Pure. */
export function afterEvent(live: Live, event: LiveEvent): Live {
  switch (event.type) {
    case 'change':
      return { ...live, changes: live.changes + 1 }
    case 'line':
      return { ...live, line: event.line }
    case 'station':
      // Whatever happened while the station was away is not announced again, so everything shown is read again.
      return { ...live, station: event.state, message: event.message ?? null, changes: live.changes + (event.state === 'ready' ? 1 : 0) }
  }
}

/** Takes one event in. */
export function receive(event: LiveEvent): void {
  useLive.setState((live) => afterEvent(live, event))
}
