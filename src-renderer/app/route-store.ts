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

/** Goes somewhere. Moving along the roster replaces the address: the back button goes to the place before. */
export function go(to: Partial<Route>): void {
  const from = useRoute.getState()
  const next = { ...from, ...to }
  const same = next.place === from.place && next.event === from.event
  history[same ? 'replaceState' : 'pushState'](null, '', formatRoute(next))
  useRoute.setState(next)
}

/** Follows the back and forward buttons; returns how to stop. */
export function followAddress(): () => void {
  const onPop = () => useRoute.setState(parseRoute(location.hash))
  window.addEventListener('popstate', onPop)
  return () => window.removeEventListener('popstate', onPop)
}
