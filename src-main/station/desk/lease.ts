/**
 * How long people may sign in without headquarters: counted from the last time this laptop had everything.
 * It keeps a lost laptop from being a way in for ever; it never ends in the middle of a sitting.
 */
import { lease_days, lease_sitting_margin_hours } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import type { Store } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'
import { sittingOf } from './sittings.ts'
import { around, nextDay } from './venue-day.ts'

const day_ms = 86_400_000
const hour_ms = 3_600_000

/** When the lease ends, ISO 8601; null where it does not: a station of its own, or one that has never had everything yet. */
export function leaseUntil({ meta }: Pick<Store, 'meta'>): string | null {
  const last = meta.get('follows') === undefined ? undefined : meta.get('last_sync_at')
  return last === undefined ? null : new Date(Date.parse(last) + lease_days * day_ms).toISOString()
}

/** Why nobody new may sign in; undefined while the lease holds, and around a sitting. */
export async function leaseEnded(view: DeskView): Promise<Refusal | undefined> {
  const until = leaseUntil(view.store)
  if (until === null || Date.parse(view.now) < Date.parse(until) || (await duringSitting(view))) return undefined
  return refuseFor('lease-ended', { days: lease_days })
}

async function duringSitting(view: DeskView): Promise<boolean> {
  const now = Date.parse(view.now)
  const margin = lease_sitting_margin_hours * hour_ms
  // A sitting of the evening may go on after midnight.
  const { from } = around(view.today, view.today)
  for (const event of await view.events.on(view.site, [from.slice(0, 10), view.today, nextDay(view.today)])) {
    const { start, end, status } = await sittingOf(view, event)
    if (status === 'Scheduled' && now >= Date.parse(start) - margin && now <= Date.parse(end) + margin) return true
  }
  return false
}
