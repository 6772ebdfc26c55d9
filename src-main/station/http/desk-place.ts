/** The site that a request about the desk is for. */
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { placeOf, type Place } from '../desk/place.ts'
import type { Identity } from './authenticate.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'

/** The site of whoever asks; a key for all sites sees the station's own. */
export function placeFor(deps: HttpDeps, { tenant, site }: Identity): Place | Refusal {
  if (site !== null) return { tenant, site }
  const own = placeOf(stationEnv(deps).store)
  return own?.tenant === tenant ? own : refuse('not-found', 'This station is not the desk of a site of this tenant.')
}
