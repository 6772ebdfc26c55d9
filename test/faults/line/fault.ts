/** What can be wrong with a line, as data. */
import type { Random } from '../damaged-folder.ts'

export type Direction = 'request' | 'answer'

export type Fault =
  | { kind: 'latency'; ms: number; jitter_ms: number }
  | { kind: 'bandwidth'; bytes_per_s: number }
  | { kind: 'slow-close'; ms: number }
  /** Every connection ends with RST, those that are open now and each new one. */
  | { kind: 'reset' }
  /** Connections come about, and nothing passes; nobody is told. */
  | { kind: 'black-hole' }
  /** What was open is dead and does not know; new connections are sound. */
  | { kind: 'half-open' }
  /** Each new connection ends after so many bytes. */
  | { kind: 'cut'; of: Direction; byte: number }
  | { kind: 'slice'; bytes: number }
  /** One direction passes nothing. */
  | { kind: 'one-way'; stops: Direction }
  /** One bit of what each connection carries next is turned. For encrypted lines alone: nothing else could notice. */
  | { kind: 'corrupt'; of: Direction }
  /** Each POST arrives a second time, so much later, on a connection of its own. */
  | { kind: 'repeat'; ms: number }

export type FaultKind = Fault['kind']

/** One of each kind that a plain line can have, mild enough to be waited for. */
export const FAULTS: { [K in Exclude<FaultKind, 'corrupt'>]: Extract<Fault, { kind: K }> } = {
  'latency': { kind: 'latency', ms: 150, jitter_ms: 100 },
  'bandwidth': { kind: 'bandwidth', bytes_per_s: 20_000 },
  'slow-close': { kind: 'slow-close', ms: 500 },
  'reset': { kind: 'reset' },
  'black-hole': { kind: 'black-hole' },
  'half-open': { kind: 'half-open' },
  'cut': { kind: 'cut', of: 'answer', byte: 300 },
  'slice': { kind: 'slice', bytes: 11 },
  'one-way': { kind: 'one-way', stops: 'answer' },
  'repeat': { kind: 'repeat', ms: 50 },
}

const KINDS = Object.keys(FAULTS) as (keyof typeof FAULTS)[]

/** Any fault of a plain line, with any measure that it may have. */
export function randomFault(random: Random): Fault {
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const direction = (): Direction => (random() < 0.5 ? 'request' : 'answer')
  const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'reset'
  switch (kind) {
    case 'latency': return { kind, ms: upTo(400), jitter_ms: upTo(400) }
    case 'bandwidth': return { kind, bytes_per_s: 2_000 + upTo(60_000) }
    case 'slow-close': return { kind, ms: upTo(2_000) }
    case 'cut': return { kind, of: direction(), byte: upTo(6_000) }
    case 'slice': return { kind, bytes: upTo(64) }
    case 'one-way': return { kind, stops: direction() }
    case 'repeat': return { kind, ms: upTo(800) }
    default: return { kind }
  }
}
