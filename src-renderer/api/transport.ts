/** The two ways to the station: the bridge of the app, or HTTP from a browser. */
import type { BridgeRequest, BridgeResponse, HallpassBridge, LiveEvent } from '../../src-shared/ipc.ts'
import { createHttpTransport } from './http-transport.ts'

export interface Transport {
  request(request: BridgeRequest): Promise<BridgeResponse>
  /** Starts listening to what the station tells unasked; returns how to stop. */
  listen(token: string, onEvent: (event: LiveEvent) => void): () => void
}

declare global {
  interface Window {
    hallpass?: HallpassBridge
  }
}

/** The bridge where preload put one, else HTTP to where the window came from. */
export function chooseTransport(): Transport {
  const bridge = window.hallpass
  if (!bridge) return createHttpTransport()
  return {
    request: (request) => bridge.request(request),
    listen: (_token, onEvent) => bridge.onLive(onEvent),
  }
}
