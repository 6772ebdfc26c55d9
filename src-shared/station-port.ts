import type { BridgeRequest, BridgeResponse, LiveEvent } from './ipc.ts'

/** What the shell and the station's process say to each other, the same over both kinds of port. */

/** What a station needs to start. */
export interface StationConfig {
  /** The folder of the database. */
  data: string
  /** 64 hexadecimal digits. The shell has custody of it; it is sent, never put on a command line. */
  key: string
  upstream?: { url: string; key: string; site: string }
  /** Where it serves the other desks of its site over mutual TLS, as their hub. */
  hub?: { host: string; port: number }
}

export type ToStation =
  | { type: 'start'; config: StationConfig }
  /** The window shows its first screen: what that did not need may be loaded now. */
  | { type: 'serve' }
  | { type: 'request'; id: number; request: BridgeRequest }
  | { type: 'stop' }

export type FromStation =
  /** The window's first questions, answered before the server is there; what answers the rest waits for `serve`. By path. */
  | { type: 'opening'; answers: Record<string, BridgeResponse> }
  | { type: 'ready' }
  /** It cannot start, and says why in one sentence; it exits after it. */
  | { type: 'failed'; message: string }
  | { type: 'response'; id: number; response: BridgeResponse }
  | { type: 'live'; event: LiveEvent }
