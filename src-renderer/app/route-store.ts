/** Where the window is. Kept in the address, so that a reload and the back button come back to it. */
import { create } from 'zustand'

export const PLACES = ['today', 'roster', 'seats', 'clock', 'paper', 'scores', 'incidents', 'print', 'import', 'from-paper', 'sync', 'ready', 'site'] as const
export type Place = (typeof PLACES)[number]

export interface Route {
  place: Place
  /** The sitting of the roster (null is everyone of today and tomorrow), the clock, the paper or the incidents. */
  event: string | null
  registration: string | null
}

/** Places that show one sitting. */
const OF_SITTING: readonly Place[] = ['seats', 'clock', 'paper', 'scores', 'incidents', 'print', 'import', 'from-paper']

const HOME: Route = { place: 'today', event: null, registration: null }

/** Reads an address such as `#/roster/EVENT/REGISTRATION`; `-` is "no sitting". */
export function parseRoute(hash: string): Route {
  const [place, event, registration] = hash.replace(/^#\/?/, '').split('/').map(decode)
  const known = PLACES.find((one) => one === place)
  if (!known) return HOME
  return { place: known, event: event && event !== '-' ? event : null, registration: registration || null }
}

/** Writes the address of a route. */
export function formatRoute({ place, event, registration }: Route): string {
  const parts = place === 'roster' ? [place, event ?? '-', ...(registration ? [registration] : [])] : OF_SITTING.includes(place) && event ? [place, event] : [place]
  return `#/${parts.map(encodeURIComponent).join('/')}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

export const useRoute = create<Route>()(() => parseRoute(globalThis.location?.hash ?? ''))

/** The address follows whoever walks or types along the roster once they stand still: writing it costs milliseconds, and a browser takes only so many a minute. */
const address_settle_ms = 150
let unwritten: ReturnType<typeof setTimeout> | undefined

/** Writes the address of where the window is now. */
function writeAddress(): void {
  if (unwritten === undefined) return
  clearTimeout(unwritten)
  unwritten = undefined
  history.replaceState(null, '', formatRoute(useRoute.getState()))
}

/** Goes somewhere. Moving along the roster replaces the address: the back button goes to the place before. */
export function go(to: Partial<Route>): void {
  const from = useRoute.getState()
  const next = { ...from, ...to }
  if (next.place === from.place && next.event === from.event) {
    clearTimeout(unwritten)
    unwritten = setTimeout(writeAddress, address_settle_ms)
  } else {
    writeAddress()
    history.pushState(null, '', formatRoute(next))
  }
  useRoute.setState(next)
}

/** Where this place begins: which sitting, or for the roster everyone. Elsewhere the sitting stays as it is. */
export function toBeginning(place: Place): void {
  if (place === 'roster' || OF_SITTING.includes(place)) go({ place, event: null, registration: null })
}

/** Follows the back and forward buttons; returns how to stop. */
export function followAddress(): () => void {
  const onPop = () => {
    clearTimeout(unwritten)
    unwritten = undefined
    useRoute.setState(parseRoute(location.hash))
  }
  window.addEventListener('popstate', onPop)
  // A reload comes back to the same candidate, also right after a key.
  window.addEventListener('pagehide', writeAddress)
  return () => {
    window.removeEventListener('popstate', onPop)
    window.removeEventListener('pagehide', writeAddress)
  }
}
