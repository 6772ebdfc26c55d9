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
  | { type: 'request'; id: number; request: BridgeRequest }
  | { type: 'stop' }

export type FromStation =
  | { type: 'ready' }
  /** It cannot start, and says why in one sentence; it exits after it. */
  | { type: 'failed'; message: string }
  | { type: 'response'; id: number; response: BridgeResponse }
  | { type: 'live'; event: LiveEvent }
