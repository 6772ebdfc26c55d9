/** Whether the desk could open with the internet off, from what this laptop has. */
import { statfs } from 'node:fs/promises'
import type { CheckState, Readiness, ReadinessCheck } from '../../../src-shared/readiness.ts'
import { backup_age_days_max, clock_ahead_ms_max, disk_free_bytes_enough, disk_free_bytes_min, lease_warning_days, roster_age_hours_max } from '../../../src-shared/limits.ts'
import type { Line } from '../../../src-shared/ipc.ts'
import { clockAhead } from '../store/clock-note.ts'
import type { DeskView } from './desk-view.ts'
import { LAST_BACKUP } from './last-backup.ts'
import { leaseUntil } from './lease.ts'
import { sittingsOfDay } from './sittings.ts'
import { usersAt } from './users.ts'
import { nextDay } from './venue-day.ts'

const hour_ms = 3_600_000
const day_ms = 86_400_000

export async function readinessOf(view: DeskView, line: Line, dataDir: string): Promise<Readiness> {
  const checks = [await people(view), await roster(view), waiting(view, line), clock(view), lease(view), await disk(dataDir), backup(view)]
  return { at: view.now, checks }
}

const alone = ({ store }: DeskView) => store.meta.get('follows') === undefined
const age = ({ now }: DeskView, instant: string) => Date.parse(now) - Date.parse(instant)

async function people(view: DeskView): Promise<ReadinessCheck> {
  const { length } = await usersAt(view.store, view)
  return { code: 'people', state: length > 0 ? 'good' : 'stop', people: length }
}

async function roster(view: DeskView): Promise<ReadinessCheck> {
  const days = [await sittingsOfDay(view), await sittingsOfDay(view, nextDay(view.today))]
  const sittings = days.flatMap((day) => day.sittings).filter(({ status }) => status === 'Scheduled')
  const candidates = sittings.reduce((sum, { counts }) => sum + counts.total, 0)
  const synced_at = alone(view) ? null : (view.store.meta.get('last_sync_at') ?? null)
  return { code: 'roster', state: rosterState(view, synced_at), sittings: sittings.length, candidates, synced_at, alone: alone(view) }
}

function rosterState(view: DeskView, syncedAt: string | null): CheckState {
  if (alone(view)) return 'good'
  if (syncedAt === null) return 'stop'
  return age(view, syncedAt) <= roster_age_hours_max * hour_ms ? 'good' : 'attention'
}

function waiting({ store }: DeskView, { pending, conflicts }: Line): ReadinessCheck {
  const since = store.outbox.state().oldestPendingAt
  return { code: 'waiting', state: pending + conflicts > 0 ? 'attention' : 'good', pending, conflicts, since }
}

function clock(view: DeskView): ReadinessCheck {
  const ahead = clockAhead(view.store)
  const state = alone(view) ? 'good' : ahead === null ? 'unknown' : Math.abs(ahead) <= clock_ahead_ms_max ? 'good' : 'attention'
  return { code: 'clock', state, ahead_ms: ahead, alone: alone(view) }
}

function lease(view: DeskView): ReadinessCheck {
  const until = leaseUntil(view.store)
  if (until === null) return { code: 'lease', state: 'good', until }
  const left = Date.parse(until) - Date.parse(view.now)
  return { code: 'lease', state: left <= 0 ? 'stop' : left <= lease_warning_days * day_ms ? 'attention' : 'good', until }
}

async function disk(dataDir: string): Promise<ReadinessCheck> {
  const free = await statfs(dataDir).then(({ bavail, bsize }) => bavail * bsize, () => null)
  const state = free === null ? 'unknown' : free < disk_free_bytes_min ? 'stop' : free < disk_free_bytes_enough ? 'attention' : 'good'
  return { code: 'disk', state, free_bytes: free }
}

function backup(view: DeskView): ReadinessCheck {
  const at = view.store.meta.get(LAST_BACKUP) ?? null
  // With headquarters at hand a laptop's own backup is worth having, and its absence stops nothing.
  return { code: 'backup', state: at !== null && age(view, at) <= backup_age_days_max * day_ms ? 'good' : 'attention', at }
}
