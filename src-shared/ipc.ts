/** What the window and the station say to each other, in the app (port) and in a browser (HTTP). */
import type { UpstreamLimit } from './upstream-limits.ts'

/** One request of the window, the same as an HTTP request to the station. `body` is JSON data, not text. */
export interface BridgeRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: unknown
}

/** The station's answer; `body` is the parsed JSON, an image's bytes in base64, or null where there was none. */
export interface BridgeResponse {
  status: number
  headers: Record<string, string>
  body: unknown
}

/** Why an attempt to sync failed, by a word. */
export type FaultKind =
  /** No answer. */
  | 'offline'
  /** An answer that says "later". */
  | 'busy'
  /** The key is not, or no longer, good for this. */
  | 'refused'
  /** Something else answers at the address. */
  | 'strange'
  /** A headquarters, but not this station's. */
  | 'foreign'
  /** The two programs have no version of the protocol in common. */
  | 'version'

/** How the line to headquarters is, in the words that the desk shows. Times are ISO 8601 instants. */
export interface Line {
  online: boolean
  paused: boolean
  /** When the present state (online or not) began. */
  since: string
  pending: number
  conflicts: number
  /** The station's own sentence, and the kind of fault where syncing failed. */
  last_error: string | null
  last_fault?: FaultKind
  /** Address of headquarters, null where this station stands alone. */
  hq: string | null
  /** What cannot be promised with a central server that has only the documents' API. */
  limits?: UpstreamLimit[]
  /** The line is one to the site's hub, not to headquarters. */
  at_hub?: true
}

export type StationState = 'starting' | 'ready' | 'restarting' | 'failed'

/** What the station tells the window unasked. */
export type LiveEvent =
  | { type: 'change'; collection: string; ids: string[] }
  | { type: 'line'; line: Line }
  | { type: 'station'; state: StationState; message?: string }

/** The one object that preload puts on the window's `window` in the app. */
export interface HallpassBridge {
  request(request: BridgeRequest): Promise<BridgeResponse>
  onLive(listener: (event: LiveEvent) => void): () => void
  /** Saves the page that would be printed as a PDF. @param name what the file is called, without its ending */
  savePdf(name: string): Promise<SavedPdf>
  /** The first screen is painted: what it did not need may be loaded behind it. */
  shown(): void
}

/** The name of the file; null where the person thought better of it. */
export interface SavedPdf {
  file: string | null
}

/** Names of the Electron channels; nothing else is listened to. */
export const IPC_CHANNELS = { request: 'hallpass:request', live: 'hallpass:live', pdf: 'hallpass:pdf', shown: 'hallpass:shown' } as const
